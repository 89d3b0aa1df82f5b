import { totauxDe } from '../domain/totaux.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';
import { lirePanier } from '../use-cases/lire-panier.ts';

export const Panier: CompleteResolvers['Panier'] = {
  __resolveReference: ({ id }, context) => lirePanier(context, id),
  sessionCaisse: ({ sessionCaisseId }) => ({ id: sessionCaisseId }),
  totaux: (panier, _args, { bareme, aujourdhui }) => totauxDe(panier, bareme, aujourdhui),
};
