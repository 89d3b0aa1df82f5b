import { SUBGRAPHS, type SubgraphName } from '@caisse/subgraph-kit';

import type { AuditHead } from './invariant.ts';

/**
 * Reads heads of audit logs as V9 prints them: `stock=12:<digest>,vente=40:<digest>`.
 *
 * @throws Error that shows the part which is not one
 */
export function readAuditHeads(text: string): Partial<Record<SubgraphName, AuditHead>> {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [, base = '', numero = '', empreinte = ''] =
        /^\s*([a-z]+)=(\d+):([0-9a-f]{64})?\s*$/.exec(part) ?? [];
      if (!(SUBGRAPHS as readonly string[]).includes(base)) {
        throw new Error(`"${part}" is not the head of an audit log, like stock=12:<digest>`);
      }
      return [base, { numero, empreinte }];
    }),
  );
}
