import { PublicError } from '@caisse/subgraph-kit';

/** How demands are grouped. */
export interface Groupage<Demande, Verdict> {
  /** What a demand writes: two that share one of these would wait for each other in the database. */
  cles: (demande: Demande) => readonly string[];
  /** Two demands of one identity never go in the same lot. */
  identite: (demande: Demande) => string;
  /** Most demands in a lot. */
  demandes: number;
  /** Most keys in a lot, all demands together; a demand that has more goes alone. */
  clesParLot: number;
  /** How long a demand may wait, in milliseconds: whoever made it has given up by then, and will ask again. */
  patienceMs: number;
  /** Milliseconds of a clock that never goes back; the process's own unless given. */
  now?: () => number;
  /** Carries out a lot, in its order. One settled verdict for each demand, in the same order. */
  envoyer: (lot: readonly Demande[]) => Promise<readonly PromiseSettledResult<Verdict>[]>;
}

/** A demand that waited for longer than whoever made it: carried out now, it would be so for nobody. */
export class Perimee extends PublicError {
  constructor() {
    super('SERVICE_INDISPONIBLE', 'La demande a attendu trop longtemps ; réessayez la même.');
  }
}

interface Attente<Demande, Verdict> {
  demande: Demande;
  cles: readonly string[];
  arrivee: number;
  resolve: (verdict: Verdict) => void;
  reject: (raison: unknown) => void;
}

/**
 * Groups writes, as a DataLoader groups reads. A demand that meets nobody goes at once. One that wants what
 * another is writing waits until that is done, and goes with all those who waited for the same. So a lot is
 * as large as the load makes it, and nobody waits for company. First come, first served, key by key: a
 * demand that waits holds back those that come after it for the same keys, so that none waits for ever.
 *
 * @returns the function that takes one demand and answers its own verdict
 */
export function grouper<Demande, Verdict>({
  envoyer,
  patienceMs,
  now = () => performance.now(),
  ...reglages
}: Groupage<Demande, Verdict>): (demande: Demande) => Promise<Verdict> {
  const enVol = new Set<string>();
  let attentes: Attente<Demande, Verdict>[] = [];

  const avancer = (): void => {
    // They stand in the order of their arrival: nothing is looked at but those that go.
    const limite = now() - patienceMs;
    for (let [vieille] = attentes; vieille && vieille.arrivee < limite; [vieille] = attentes) {
      attentes.shift();
      vieille.reject(new Perimee());
    }
    for (;;) {
      const { lot, restes } = choisir(attentes, enVol, reglages);
      if (lot.length === 0) return;
      attentes = restes;
      const cles = lot.flatMap((attente) => attente.cles);
      for (const cle of cles) enVol.add(cle);
      void remettre(lot, envoyer).finally(() => {
        for (const cle of cles) enVol.delete(cle);
        avancer();
      });
    }
  };

  return (demande) =>
    new Promise((resolve, reject) => {
      attentes.push({ demande, cles: reglages.cles(demande), arrivee: now(), resolve, reject });
      avancer();
    });
}

/** The demands that may go now, in the order of their arrival, and those that wait on. */
function choisir<Demande, Verdict>(
  attentes: readonly Attente<Demande, Verdict>[],
  enVol: ReadonlySet<string>,
  {
    identite,
    demandes,
    clesParLot,
  }: Pick<Groupage<Demande, Verdict>, 'identite' | 'demandes' | 'clesParLot'>,
) {
  const lot: Attente<Demande, Verdict>[] = [];
  const restes: Attente<Demande, Verdict>[] = [];
  const prises = new Set<string>(enVol);
  const identites = new Set<string>();
  let poids = 0;
  for (const attente of attentes) {
    const id = identite(attente.demande);
    const tient =
      lot.length === 0 || (lot.length < demandes && poids + attente.cles.length <= clesParLot);
    if (tient && !identites.has(id) && !attente.cles.some((cle) => prises.has(cle))) {
      lot.push(attente);
      identites.add(id);
      poids += attente.cles.length;
    } else {
      restes.push(attente);
      for (const cle of attente.cles) prises.add(cle);
    }
  }
  return { lot, restes };
}

/** Sends a lot and hands each demand its verdict. */
async function remettre<Demande, Verdict>(
  lot: readonly Attente<Demande, Verdict>[],
  envoyer: Groupage<Demande, Verdict>['envoyer'],
): Promise<void> {
  try {
    const verdicts = await envoyer(lot.map(({ demande }) => demande));
    lot.forEach(({ resolve, reject }, rang) => {
      const verdict = verdicts[rang];
      if (verdict?.status === 'fulfilled') resolve(verdict.value);
      else reject(verdict ? verdict.reason : new Error('A demand of the lot has no verdict'));
    });
  } catch (raison) {
    for (const { reject } of lot) reject(raison);
  }
}
