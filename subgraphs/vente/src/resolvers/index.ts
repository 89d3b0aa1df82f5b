import type { CompleteResolvers } from '../generated/graphql.ts';
import { Annulation } from './Annulation.ts';
import { Audit } from './Audit.ts';
import { ExcesRetour } from './ExcesRetour.ts';
import { LigneAnnulation } from './LigneAnnulation.ts';
import { LigneVente } from './LigneVente.ts';
import { annulerVente } from './Mutation/annulerVente.ts';
import { checkout } from './Mutation/checkout.ts';
import { evenementsVente } from './Query/evenementsVente.ts';
import { vente } from './Query/vente.ts';
import { ventes } from './Query/ventes.ts';
import { Rupture } from './Rupture.ts';
import { Vente } from './Vente.ts';

export const resolvers: CompleteResolvers = {
  Query: { vente, ventes, evenementsVente },
  Mutation: { checkout, annulerVente },
  Vente,
  LigneVente,
  Annulation,
  LigneAnnulation,
  Rupture,
  ExcesRetour,
  Audit,
};
