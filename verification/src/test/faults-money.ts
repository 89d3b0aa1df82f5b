import { type Fault, NOBODY, nobody, ofSale, ofTheReturn, ofTheSale, theReturn } from './fault.ts';

/** A receipt that agrees with its lines, payments and event, as a defect of a rule would write it. */
const agreeing = (name: string, sql: string): Fault => ({
  ...ofSale('V10', name, 'vente', 'vente', sql, 'a receipt whose taxes'),
});

const ENTIRE = 'a cart that was sold more than once';

/** Wrong taxes and roundings, carts and sessions. */
export const FAULTS_MONEY: readonly Fault[] = [
  agreeing(
    'a receipt charges no tax',
    `UPDATE vente SET tps = 0, tvq = 0, total = sous_total WHERE id = $1`,
  ),
  agreeing(
    'a tax was rounded down',
    `UPDATE vente SET tvq = tvq - 1, total = total - 1 WHERE id = $1`,
  ),
  agreeing('a tax was taken at another rate', `UPDATE vente SET taux_tvq = 9500 WHERE id = $1`),
  agreeing('cash is no multiple of five', `UPDATE vente SET arrondi = arrondi - 1 WHERE id = $1`),
  agreeing('cash was rounded the wrong way', `UPDATE vente SET arrondi = -1 WHERE id = $1`),
  ofSale(
    ...(['V10', 'a status was taxed that is not', 'vente', 'ligne_vente'] as const),
    `UPDATE ligne_vente SET statut_tvq = 'DETAXE' WHERE vente_id = $1 AND rang = 0`,
    'a receipt whose taxes',
  ),
  ofSale(
    ...(['V10', 'a card alone was rounded', 'vente', 'paiement'] as const),
    `UPDATE paiement SET mode = 'CARTE' WHERE vente_id = $1`,
    'a receipt whose taxes',
  ),
  ofSale(
    ...(['V10', 'a line has the tax of another', 'vente', 'ligne_vente'] as const),
    `UPDATE ligne_vente SET tps = tps + CASE rang WHEN 0 THEN 3 ELSE -3 END WHERE vente_id = $1`,
    'a line whose share',
  ),
  ...(
    [
      ['gives back a cent of tax too much', 'tps = tps + 1, total = total + 1'],
      ['gives back no tax', 'tps = 0, tvq = 0, total = sous_total'],
      ['rounds what need not be', 'arrondi = 2'],
    ] as const
  ).map(([name, set]) => ({
    ...{ invariant: 'V10' as const, name: `a credit note ${name}`, db: 'vente' as const },
    ...{ table: 'annulation', sql: `UPDATE annulation SET ${set} WHERE id = $1` },
    ...{ params: ofTheReturn, what: 'a credit note whose taxes', ids: theReturn },
  })),
  {
    ...{ invariant: 'V10', name: 'a second return is not rounded with the first', db: 'vente' },
    ...{ table: 'annulation', what: 'a credit note whose taxes' },
    sql: `UPDATE annulation SET arrondi = -3 WHERE vente_id = $1 AND arrondi <> 0`,
    params: ({ last }) => [last.venteId],
    ids: ({ last }) => ({ venteId: last.venteId }),
  },
  {
    ...{ invariant: 'V7', name: 'a credit note is missing before another', db: 'vente' },
    ...{ table: 'annulation', what: 'a gap in the credit note numbers' },
    sql: `UPDATE annulation SET sequence_note = 9, numero = 'NC-1-1-000009' WHERE id = $1`,
    params: ofTheReturn,
    ids: ({ note }) => ({ caisseId: 1, annulationId: note.annulationId }),
  },
  {
    ...{ invariant: 'V7', name: 'a counter of credit notes is behind its till', db: 'vente' },
    ...{ table: 'compteur_note', sql: `UPDATE compteur_note SET dernier = 1` },
    ...{ what: 'not the last credit note', ids: () => ({ caisseId: 1 }) },
  },
  {
    ...{ invariant: 'V5', name: 'a card gets what another one paid', db: 'vente' },
    ...{ table: 'remboursement', what: 'a card that was refunded more than it paid' },
    sql: `UPDATE remboursement SET rang_origine = 1 WHERE annulation_id = $1 AND mode = 'CARTE'`,
    params: ofTheReturn,
    ids: ({ partly }) => ({ venteId: partly.venteId, rang: 1 }),
  },
  ...(
    [
      ['V5', 'for another amount', 255, 5, 'in whose place it is'],
      ['V10', 'rounded down', 296, -4, 'not rounded to 5 cents by itself'],
    ] as const
  ).map(([invariant, name, amount, rounding, what]) => ({
    ...{ invariant, name: `cash in the place of a card is ${name}`, db: 'vente' as const },
    ...{ table: 'remboursement', what, params: ofTheReturn, ids: theReturn },
    sql: `INSERT INTO remboursement (annulation_id, rang, mode, montant, rang_origine, arrondi, convertit, numero)
      VALUES ($1, 9, 'COMPTANT', ${amount}, 0, ${rounding % 5}, 0, 'NC-1')`,
  })),
  {
    ...{ invariant: 'V11', name: 'a cart was sold twice', db: 'vente', table: 'vente' },
    // The index that forbids it is dropped first: see verifier.int.test.ts.
    sql: `UPDATE vente SET panier_id = (SELECT panier_id FROM vente WHERE id = $1) WHERE id = $2`,
    params: ({ kept, partly }) => [kept.venteId, partly.venteId],
    what: ENTIRE,
    ids: ({ kept }) => ({ venteId: kept.venteId, panierId: kept.panierId }),
  },
  ...(
    [
      ['another price', 'prix_unitaire = prix_unitaire + 1'],
      ['another quantity', 'quantite = quantite + 1'],
      ['another product', 'produit_id = produit_id + 10'],
      ['another status', `statut_tvq = 'DETAXE'`],
    ] as const
  ).map(([name, set]) => ({
    ...{ invariant: 'V11' as const, name: `a receipt has ${name} than its cart` },
    ...{ db: 'panier' as const, table: 'ligne_panier' },
    sql: `UPDATE ligne_panier SET ${set} WHERE panier_id = $1 AND produit_id = 5`,
    params: ({ kept }: { kept: { panierId: string } }) => [kept.panierId],
    ...{ what: 'a receipt whose lines are not those of its cart', ids: theCart },
  })),
  {
    ...{ invariant: 'V11', name: 'a sold cart is open again', db: 'panier', table: 'panier' },
    sql: `UPDATE panier SET statut = 'OUVERT', gel_vente_id = NULL, fige_le = NULL WHERE id = $1`,
    ...{ params: ({ kept }) => [kept.panierId], what: 'not held by the sale', ids: theCart },
  },
  {
    ...{ invariant: 'V11', name: 'a cart was made at another till', db: 'panier', table: 'panier' },
    sql: `UPDATE panier SET caisse_id = 9 WHERE id = $1`,
    ...{ params: ({ kept }) => [kept.panierId], what: 'than its cart', ids: theCart },
  },
  {
    ...{ invariant: 'V11', name: 'a cart was cashed by nobody', db: 'panier', table: 'panier' },
    sql: `UPDATE panier SET gel_vente_id = '${NOBODY}' WHERE id = $1`,
    params: ({ kept }) => [kept.panierId],
    ...{ what: 'a cashed cart without its sale', ids: nobody('venteId') },
  },
  {
    ...{ invariant: 'V12', name: 'a session was never opened', db: 'caisse' },
    ...{ table: 'session_caisse', sql: `DELETE FROM session_caisse WHERE caisse_id = 1` },
    ...{ what: 'a session that caisse does not know', ids: theSaleAlone },
  },
  {
    ...{ invariant: 'V12', name: 'a session is of another till', db: 'caisse' },
    ...{
      table: 'session_caisse',
      sql: `UPDATE session_caisse SET caisse_id = 3, fermee_le = now() WHERE caisse_id = 1`,
    },
    ...{ what: 'at another till or place than its session', ids: theSaleAlone },
  },
  {
    ...{ invariant: 'V12', name: 'a till is in another place', db: 'caisse', table: 'caisse' },
    sql: `UPDATE caisse SET magasin_id = 2 WHERE id = 1`,
    ...{ what: 'at another till or place than its session', ids: theSaleAlone },
  },
  {
    ...{ invariant: 'V12', name: 'a session was opened after its sales', db: 'caisse' },
    table: 'session_caisse',
    sql: `UPDATE session_caisse SET ouverte_le = ouverte_le + interval '1 day' WHERE caisse_id = 1`,
    ...{ what: 'before its session was opened', ids: theSaleAlone },
  },
  {
    ...{ invariant: 'V12', name: 'a return is told of another session', db: 'vente' },
    table: 'evenement',
    sql: `UPDATE evenement SET charge = charge || '{"sessionCaisseId": "${NOBODY}"}' WHERE id = $1`,
    params: ofTheReturn,
    what: 'an event that names another session',
    ids: ({ partly, note }) => ({ venteId: partly.venteId, evenementId: note.annulationId }),
  },
  {
    ...{ invariant: 'V12', name: 'a sale is told of another place', db: 'vente' },
    table: 'evenement',
    sql: `UPDATE evenement SET charge = charge || '{"magasinId": 2}' WHERE id = $1`,
    params: ofTheSale,
    what: 'an event that names another session',
    ids: theSaleAlone,
  },
];

function theCart({ kept }: { kept: { venteId: string; panierId: string } }) {
  return { venteId: kept.venteId, panierId: kept.panierId };
}

function theSaleAlone({ kept }: { kept: { venteId: string } }) {
  return { venteId: kept.venteId };
}
