import type { QueryResolvers } from '../../generated/graphql.ts';

export const terminalPaiement: NonNullable<QueryResolvers['terminalPaiement']> = (
  _parent,
  _args,
  { terminal },
) => ({ simule: terminal.simule });
