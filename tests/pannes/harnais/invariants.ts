import { verifier } from '@caisse/verification';

import { comparerFournisseur } from './controle.ts';
import type { Systeme } from './systeme.ts';

/**
 * Everything that does not hold, each in one line that begins with its invariant, with the history of the sale; empty
 * when all is well. Consumers are given the time to read the whole log.
 */
export async function ecarts(systeme: Systeme): Promise<string[]> {
  const { base, journal } = systeme;
  const resultats = await verifier({
    urls: base.urls,
    journal: journal.acquis(),
    attendreMs: 20_000,
    confirmAfterMs: 300,
    doubtAfterMs: 1,
  });
  const trouves = resultats.flatMap(({ invariant, differences }) =>
    differences.map(({ what, ids }) => `${invariant} ${what} ${JSON.stringify(ids)}`),
  );
  return [...trouves, ...(await comparerFournisseur(systeme))];
}

/** The same for a person: the first few, and the shortest history of the first sale among them. */
export function raconter({ journal }: Systeme, trouves: readonly string[]): string {
  const id = /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(trouves.join(' '))?.[0];
  return [...trouves.slice(0, 10), ...(id ? [journal.histoire(id)] : [])].join('\n');
}
