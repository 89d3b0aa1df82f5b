import { waitFor } from '@caisse/subgraph-kit/test';

import type { Systeme } from './systeme.ts';
import { COMPLET } from './tailles.ts';

interface Ligne extends Record<string, unknown> {
  id: string;
  quoi: string;
}

/** Sales and returns that nobody has finished. */
export async function enDoute({ base }: Systeme): Promise<string[]> {
  const lignes = await base.sql<Ligne>(
    'vente',
    `SELECT id::text, etat AS quoi FROM vente WHERE etat IN ('EN_COURS', 'EN_COMPENSATION', 'EN_ANNULATION')
     UNION ALL SELECT id::text, etat FROM annulation WHERE etat = 'EN_COURS'`,
  );
  return lignes.map(({ id, quoi }) => `${id} ${quoi}`);
}

/**
 * The clock is ours: no till has asked about what is in progress for as long as it takes a sweeper to act. A till that
 * asks again is there again.
 */
export async function laisserSeules({ base }: Systeme): Promise<void> {
  await base.sql(
    'vente',
    `UPDATE vente SET demandee_le = demandee_le - interval '15 seconds' WHERE etat = 'EN_COURS'`,
  );
}

/**
 * Waits until nothing is in doubt.
 *
 * @param timeoutMs what the figure allows; a short run, beside other work, measures no time and waits for six times that
 * @param seulement what `enDoute` said earlier: the others may stay in doubt; all must be done unless given
 * @returns how long it took
 */
export async function attendreLeCalme(
  systeme: Systeme,
  timeoutMs: number,
  seulement?: readonly string[],
): Promise<number> {
  const attendus = seulement && new Set(seulement.map(idDe));
  const debut = performance.now();
  let reste: string[] = [];
  const calme = async () => {
    const doutes = await enDoute(systeme);
    reste = attendus ? doutes.filter((d) => attendus.has(idDe(d))) : doutes;
    return reste.length === 0;
  };
  const patienceMs = COMPLET ? timeoutMs : 6 * timeoutMs;
  await waitFor(calme, { timeoutMs: patienceMs, intervalMs: 50 }).catch(() => {
    const [premier = ''] = reste;
    const histoire = systeme.journal.histoire(idDe(premier));
    throw new Error(
      `${reste.length} in doubt after ${patienceMs} ms, first ${premier}:\n${histoire}`,
    );
  });
  return performance.now() - debut;
}

const idDe = (doute: string) => doute.split(' ')[0] ?? '';

/** Waits until stock and reporting stand at the end of the log. */
export async function attendreLesLecteurs({ base }: Systeme, timeoutMs = 20_000): Promise<void> {
  const lire = async (s: 'vente' | 'stock' | 'reporting', sql: string) =>
    (await base.sql<{ place: string | null }>(s, sql))[0]?.place ?? null;
  await waitFor(
    async () => {
      const [fin, ...lus] = await Promise.all([
        lire(
          'vente',
          `SELECT xid::text || '.' || position AS place FROM evenement
           ORDER BY evenement.xid DESC, evenement.position DESC LIMIT 1`,
        ),
        lire('stock', `SELECT curseur AS place FROM consommateur WHERE nom = 'ventes'`),
        lire('reporting', `SELECT position AS place FROM curseur WHERE nom = 'vente'`),
      ]);
      return lus.every((place) => place === fin);
    },
    { timeoutMs, intervalMs: 100 },
  );
}

/**
 * What the payment provider holds against what the sales say: a card is charged for a sale that is validated, and for
 * no other; a refund is the one of its return.
 */
export async function comparerFournisseur({ base, fournisseur }: Systeme): Promise<string[]> {
  const [ventes, retours] = await Promise.all([
    base.sql<{ id: string; montant: string }>(
      'vente',
      `SELECT vente_id::text AS id, sum(montant) AS montant FROM paiement WHERE mode = 'CARTE' GROUP BY 1`,
    ),
    base.sql<{ id: string; montant: string }>(
      'vente',
      `SELECT annulation_id::text AS id, sum(montant) AS montant FROM remboursement WHERE mode = 'CARTE' AND etat = 'FAIT' GROUP BY 1`,
    ),
  ]);
  return [
    ...comparer('card payments', fournisseur.encaisse(), ventes),
    ...comparer('card refunds', fournisseur.rembourse(), retours),
  ];
}

function comparer(
  quoi: string,
  pris: Map<string, number>,
  dits: { id: string; montant: string }[],
): string[] {
  const restants = new Map(pris);
  const ecarts: string[] = [];
  for (const { id, montant } of dits) {
    if ((restants.get(id) ?? 0) !== Number(montant)) {
      ecarts.push(
        `${quoi} of ${id}: ${montant} recorded, ${restants.get(id) ?? 0} at the provider`,
      );
    }
    restants.delete(id);
  }
  for (const [id, montant] of restants) {
    if (montant > 0) ecarts.push(`${quoi} of ${id}: nothing recorded, ${montant} at the provider`);
  }
  return ecarts;
}
