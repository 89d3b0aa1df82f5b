import donnees from '../bareme.json' with { type: 'json' };

export type Taxe = 'TPS' | 'TVQ';

/** A rate from its first day on. 5000 hundred-thousandths are 5 %, 9975 are 9.975 %. */
export interface TauxDate {
  readonly taxe: Taxe;
  readonly tauxCentMilliemes: number;
  readonly effetDu: string;
}

/** The dated rates of both taxes, in any order: a setting that is passed in, never a constant. */
export type BaremeTaxes = readonly TauxDate[];

/** The two rates of one day, in hundred-thousandths. */
export interface Taux {
  readonly tps: number;
  readonly tvq: number;
}

const JOUR = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads rates from parsed JSON, so that a deployment can replace `bareme.json`.
 * @throws TypeError that names the entry which is not a dated rate
 */
export function lireBareme(json: unknown): BaremeTaxes {
  if (!Array.isArray(json)) throw new TypeError('bareme must be a list of dated rates');
  return json.map((entree: unknown, rang) => {
    if (!estTauxDate(entree)) {
      throw new TypeError(
        `bareme.${rang} must be { taxe, tauxCentMilliemes, effetDu }, but got ${JSON.stringify(entree)}`,
      );
    }
    return { ...entree };
  });
}

function estTauxDate(entree: unknown): entree is TauxDate {
  if (typeof entree !== 'object' || entree === null) return false;
  const { taxe, tauxCentMilliemes, effetDu } = entree as Record<string, unknown>;
  return (
    (taxe === 'TPS' || taxe === 'TVQ') &&
    Number.isInteger(tauxCentMilliemes) &&
    (tauxCentMilliemes as number) >= 0 &&
    (tauxCentMilliemes as number) <= 100_000 &&
    typeof effetDu === 'string' &&
    JOUR.test(effetDu)
  );
}

/** The rates in force in Québec: TPS 5 % since 2008, TVQ 9.975 % since 2013 (Revenu Québec). */
export const baremeParDefaut: BaremeTaxes = lireBareme(donnees);

/**
 * The two rates in force on a business day (`YYYY-MM-DD`): for each tax, the latest one whose
 * `effetDu` is not after that day.
 * @throws RangeError when a tax has no rate on that day, because charging nothing would be wrong
 */
export function tauxEnVigueur(bareme: BaremeTaxes, jour: string): Taux {
  if (!JOUR.test(jour)) throw new RangeError(`jour must be YYYY-MM-DD, but got ${jour}`);
  return { tps: tauxDe(bareme, 'TPS', jour), tvq: tauxDe(bareme, 'TVQ', jour) };
}

function tauxDe(bareme: BaremeTaxes, taxe: Taxe, jour: string): number {
  let retenu: TauxDate | undefined;
  for (const taux of bareme) {
    if (taux.taxe !== taxe || taux.effetDu > jour) continue;
    if (retenu === undefined || taux.effetDu > retenu.effetDu) retenu = taux;
  }
  if (retenu === undefined) throw new RangeError(`no rate of ${taxe} on ${jour}`);
  return retenu.tauxCentMilliemes;
}
