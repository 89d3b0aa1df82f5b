import type { CompleteResolvers } from '../generated/graphql.ts';
import { Audit } from './Audit.ts';
import { LigneTransfert } from './LigneTransfert.ts';
import { Magasin } from './Magasin.ts';
import { annulerReservation } from './Mutation/annulerReservation.ts';
import { reserverStock } from './Mutation/reserverStock.ts';
import { retournerStock } from './Mutation/retournerStock.ts';
import { transfererStock } from './Mutation/transfererStock.ts';
import { Produit } from './Produit.ts';
import { transfert } from './Query/transfert.ts';
import { Rupture } from './Rupture.ts';
import { Stock } from './Stock.ts';
import { StockConnection } from './StockConnection.ts';
import { TableauDeBord } from './TableauDeBord.ts';
import { Transfert } from './Transfert.ts';

export const resolvers: CompleteResolvers = {
  Query: { transfert },
  Mutation: { annulerReservation, reserverStock, retournerStock, transfererStock },
  Audit,
  LigneTransfert,
  Magasin,
  Produit,
  Rupture,
  Stock,
  StockConnection,
  TableauDeBord,
  Transfert,
};
