import type { QueryResolvers } from '../../generated/graphql.ts';

/** The router asks again and again, and its clock may be behind: a minute more than tokens last. */
const MARGE_MS = 60_000;

export const connexionsFermees: NonNullable<QueryResolvers['connexionsFermees']> = (
  _parent,
  _args,
  { connexions, maintenant, dureeJetonMs },
) => connexions.fermeesDepuis(new Date(maintenant().getTime() - dureeJetonMs - MARGE_MS));
