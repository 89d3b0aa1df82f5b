import type { CompleteResolvers } from '../generated/graphql.ts';
import { lireAnnulation } from '../use-cases/lire-vente.ts';

export const Annulation: CompleteResolvers['Annulation'] = {
  __resolveReference: ({ id }, context) => lireAnnulation(context, id),
  dateHeure: ({ creeLe }) => creeLe,
  // A line without quantity only corrects a cent of tax: nothing was brought back.
  lignes: async ({ id }, _args, { loaders }) =>
    (await loaders.lignesCreditees.load(id)).filter(({ quantite }) => quantite > 0),
  remboursements: ({ id }, _args, { loaders }) => loaders.remboursements.load(id),
};
