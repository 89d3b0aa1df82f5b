import { affaires } from './affaires.ts';
import { bases } from './bases.ts';
import { cache } from './cache.ts';
import { connexions } from './connexions.ts';
import { encaissement } from './encaissement.ts';
import { enJson, type Tableau } from './panneaux.ts';
import { service } from './service.ts';
import { suivi } from './suivi.ts';
import { vueEnsemble } from './vue-ensemble.ts';

/** The pages, in the order of the menu. */
export const TABLEAUX: readonly Tableau[] = [
  vueEnsemble,
  service,
  encaissement,
  affaires,
  cache,
  bases,
  connexions,
  suivi,
];

/** The text of each file of grafana/dashboards, by its name. */
export function fichiers(): ReadonlyMap<string, string> {
  return new Map(
    TABLEAUX.map((tableau) => [
      `${tableau.uid}.json`,
      `${JSON.stringify(enJson(tableau), null, 2)}\n`,
    ]),
  );
}

/** An expression of a panel. */
export interface Expression {
  tableau: string;
  panneau: string;
  langage: 'PromQL' | 'LogQL';
  expr: string;
}

/** Every expression of every panel, as it stands there, with its variables. */
export function expressions(): Expression[] {
  return TABLEAUX.flatMap((tableau) =>
    tableau.panneaux.flatMap(({ titre, type, courbes }) =>
      courbes.map(({ expr }) => ({
        ...{ tableau: tableau.uid, panneau: titre, expr },
        langage: type === 'logs' ? ('LogQL' as const) : ('PromQL' as const),
      })),
    ),
  );
}
