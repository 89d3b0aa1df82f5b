import type { CompleteResolvers } from '../generated/graphql.ts';
import { rapportVentes } from './Query/rapportVentes.ts';
import { tableauDeBord } from './Query/tableauDeBord.ts';
import { RapportVentes } from './RapportVentes.ts';
import { TableauDeBord } from './TableauDeBord.ts';
import { VentesMagasin } from './VentesMagasin.ts';
import { VentesProduit } from './VentesProduit.ts';

export const resolvers: CompleteResolvers = {
  Query: { rapportVentes, tableauDeBord },
  RapportVentes,
  TableauDeBord,
  VentesMagasin,
  VentesProduit,
};
