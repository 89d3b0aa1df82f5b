import type { SubgraphName } from '@caisse/subgraph-kit';

import type { Fault } from './fault.ts';

/** What somebody with every right in the database could do to a log of four entries. */
const ofLog = (
  db: SubgraphName,
  name: string,
  sql: string,
  what: string,
  numero: number,
): Fault => ({
  ...{ invariant: 'V9', name, db, table: 'audit', sql, what },
  ids: () => ({ base: db, numero }),
});

const CHANGED = 'does not say what it said';
const UNLINKED = 'does not follow';
const MISSING = 'missing from the audit log';

export const FAULTS_AUDIT: readonly Fault[] = [
  ...(
    [
      ['action', `action = 'RIEN'`],
      ['instant', `instant = instant - interval '1 hour'`],
      ['actor', `acteur = acteur || '{"employe": "2"}'`],
      ['target', `cible = 'produit 99'`],
      ['value before', `avant = '{"prix": 1}'`],
      ['value after', `apres = NULL`],
    ] as const
  ).map(([what, set]) =>
    ofLog(
      'stock',
      `the ${what} of an audit entry was changed`,
      `UPDATE audit SET ${set} WHERE numero = 2`,
      CHANGED,
      2,
    ),
  ),
  ofLog(
    'produit',
    'an audit entry was changed, and its digest with it',
    `WITH faite AS (SELECT a.numero, empreinte_audit(ROW(a.numero, a.instant, 'RIEN', a.acteur, a.cible, a.avant, a.apres,
         a.precedente, a.empreinte)::audit) AS neuve FROM audit a WHERE numero = 2)
       UPDATE audit SET action = 'RIEN', empreinte = faite.neuve FROM faite WHERE audit.numero = 2`,
    UNLINKED,
    3,
  ),
  ofLog('caisse', 'an audit entry was removed', `DELETE FROM audit WHERE numero = 2`, MISSING, 3),
  ofLog(
    'caisse',
    'the first audit entry was removed',
    `DELETE FROM audit WHERE numero = 1`,
    MISSING,
    2,
  ),
  ofLog(
    'vente',
    'two audit entries were swapped',
    `UPDATE audit a SET (action, acteur, cible, avant, apres, precedente, empreinte) =
       (SELECT b.action, b.acteur, b.cible, b.avant, b.apres, b.precedente, b.empreinte FROM audit b
        WHERE b.numero = 5 - a.numero) WHERE a.numero IN (2, 3)`,
    UNLINKED,
    2,
  ),
  ofLog(
    // Nothing of the history is written down there but what `bench.audit` adds: the last entry is the fourth.
    'produit',
    'an entry was added without the function',
    `INSERT INTO audit SELECT numero + 1, instant, action, acteur, cible, avant, apres, empreinte, precedente
     FROM audit WHERE numero = 4`,
    CHANGED,
    5,
  ),
];
