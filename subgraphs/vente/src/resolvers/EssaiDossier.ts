import type { CompleteResolvers } from '../generated/graphql.ts';

export const EssaiDossier: CompleteResolvers['EssaiDossier'] = {
  statut: ({ issue }) => issue,
};
