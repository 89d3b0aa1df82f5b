import { MAGASIN } from './client.ts';
import type { Histoire } from './histoire.ts';
import type { MiniSysteme } from './mini-systeme.ts';
import { type Ecriture, type Lecture, OUVERTURE } from './verifier-histoire.ts';

interface Mouvement extends Record<string, unknown> {
  produit: number;
  /** Of the transaction: a lot of sales writes a level once. */
  tx: string;
  delta: number;
  type: string;
  vente: string | null;
}

/** A history whose writes and readings have versions. */
export interface HistoireDatee {
  ecritures: Ecriture[];
  lectures: Lecture[];
}

/**
 * Gives writes and readings their versions, which clients are not told: the movements of a key are in the order in
 * which its row was written, those of one transaction made one version, and the quantity that was read says after
 * which of them it was read. Quantities come back now and then: a reading may then look like several versions.
 *
 * @throws when the ledger has another number of versions, or another end, than the row itself
 */
export async function dater(
  { sql }: Pick<MiniSysteme, 'sql'>,
  histoire: Histoire,
): Promise<HistoireDatee> {
  const mouvements = await sql<Mouvement>(
    `SELECT produit_id AS produit, xmin::text AS tx, delta_disponible AS delta, type, vente_id::text AS vente
     FROM mouvement WHERE magasin_id = $1 AND produit_id = ANY($2) ORDER BY produit_id, id`,
    [MAGASIN, histoire.produits],
  );
  /** By key, what was left after each version. */
  const restes = new Map<number, number[]>();
  /** By operation, the version of each key that it made. */
  const faites = new Map<string, Map<number, number>>();
  let [produit, tx] = [0, ''];
  for (const m of mouvements) {
    const siens = restes.get(m.produit) ?? [];
    restes.set(m.produit, siens);
    const avant = siens.at(-1) ?? 0;
    if (m.produit === produit && m.tx === tx) siens.pop();
    siens.push(avant + m.delta);
    [produit, tx] = [m.produit, m.tx];
    const operation = `${m.type} ${m.vente}`;
    const versions = faites.get(operation) ?? new Map<number, number>();
    faites.set(operation, versions.set(m.produit, siens.length - 1 + OUVERTURE));
  }
  await comparer({ sql }, histoire.produits, restes);

  const versionsDe = new Map([...restes].map(([cle, siens]) => [cle, rangs(siens)]));
  return {
    ecritures: histoire.ecritures.flatMap(({ type, venteId, ...vue }) =>
      [...(faites.get(`${type} ${venteId}`) ?? [])].map(([cle, version]) => ({
        ...vue,
        ...{ cle: nomDe(cle), version },
      })),
    ),
    lectures: histoire.lectures.flatMap(({ produits, niveaux, ...vue }) =>
      produits.map((cle, rang) => ({
        ...vue,
        cle: nomDe(cle),
        versions: versionsDe.get(cle)?.get(niveaux[rang]?.disponible ?? Number.NaN) ?? [],
      })),
    ),
  };
}

/** As Redis has it. */
const nomDe = (produit: number) => `stk:${MAGASIN}:${produit}`;

function rangs(restes: readonly number[]): Map<number, number[]> {
  const parReste = new Map<number, number[]>();
  for (const [rang, reste] of restes.entries()) {
    parReste.set(reste, [...(parReste.get(reste) ?? []), rang + OUVERTURE]);
  }
  return parReste;
}

async function comparer(
  { sql }: Pick<MiniSysteme, 'sql'>,
  produits: readonly number[],
  restes: ReadonlyMap<number, readonly number[]>,
): Promise<void> {
  const lignes = await sql<{ produit: number; disponible: number; version: string }>(
    `SELECT produit_id AS produit, disponible, version FROM stock WHERE magasin_id = $1 AND produit_id = ANY($2)`,
    [MAGASIN, produits],
  );
  for (const { produit, disponible, version } of lignes) {
    const siens = restes.get(produit) ?? [];
    if (siens.length !== Number(version) || siens.at(-1) !== disponible) {
      throw new Error(
        `The ledger does not date ${produit}: ${siens.length} versions that end with ${siens.at(-1)}, ` +
          `the row has ${version} and ${disponible}`,
      );
    }
  }
}
