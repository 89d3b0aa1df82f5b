import { randomUUID } from 'node:crypto';

import { arrondirComptant, calculerReglement } from '@caisse/fiscalite';

import type { Bases } from './bench.ts';
import { follow } from './follow.ts';
import { receipt, TAUX } from './receipt.ts';
import { sessionsOf } from './sessions.ts';

/** A line to sell, with both taxes. */
export interface Line {
  produitId: number;
  quantite: number;
  prixUnitaire: number;
}

export interface Sale {
  venteId: string;
  panierId: string;
  numero: string;
  total: number;
}

/** What each sale pays by card. */
const CARD = 300;

const LINES: readonly Line[] = [
  { produitId: 5, quantite: 2, prixUnitaire: 110 },
  { produitId: 7, quantite: 1, prixUnitaire: 1_000 },
];

/** Makes sales, returns and transfers through the functions that the services call, one step at a time. */
export function history(bases: Bases) {
  const call = async <Value>(name: keyof Bases, sql: string, params: unknown[]): Promise<Value> => {
    const [row] = await bases[name].query<{ value: Value }>(`SELECT ${sql} AS value`, params);
    return row?.value as Value;
  };
  const origin = () => ({ requestId: randomUUID(), traceId: randomUUID().replaceAll('-', '') });

  const sessionOf = sessionsOf(bases);

  const steps = {
    /** Opening stock of products in a store. */
    async receive(magasinId: number, produits: readonly number[], quantity = 100): Promise<void> {
      for (const produitId of produits) {
        await call(
          'stock',
          `inscrire_mouvements(ARRAY[ROW($1::int, $2::int, $3::int, 0, 'OUVERTURE', NULL, NULL, NULL, 'seed')]::mouvement_a_inscrire[])`,
          [magasinId, produitId, quantity],
        );
      }
    },

    /** A frozen cart. */
    async freeze(
      panierId: string,
      venteId: string,
      lines: readonly Line[] = LINES,
      { caisseId, magasinId } = { caisseId: 1, magasinId: 1 },
    ): Promise<void> {
      const session = await sessionOf(caisseId, magasinId);
      await call('panier', `creer_panier($1, $2, $3, $4, 'request')`, [
        ...[panierId, session, caisseId, magasinId],
      ]);
      for (const [rang, { produitId, quantite, prixUnitaire }] of lines.entries()) {
        await bases.panier.query(
          `INSERT INTO ligne_panier (panier_id, produit_id, position, nom_produit, quantite, prix_unitaire,
             statut_tps, statut_tvq) VALUES ($1, $2, $3, 'Eau', $4, $5, 'TAXABLE', 'TAXABLE')`,
          [panierId, produitId, rang, quantite, prixUnitaire],
        );
      }
      await call('panier', `figer_panier($1, $2)`, [panierId, venteId]);
    },

    claim: (venteId: string, panierId: string) =>
      call('vente', `reclamer_vente($1, $2, 4000)`, [
        venteId,
        { ...origin(), empreinte: 'e'.repeat(64), panierId, paiements: [] },
      ]),

    reserve: (venteId: string, magasinId: number, lines: readonly Line[] = LINES) =>
      call('stock', `reserver_stock($1, $2, $3, 'request')`, [
        venteId,
        magasinId,
        JSON.stringify(lines),
      ]),

    /** Goes through the five steps. */
    async sell({ caisseId = 1, magasinId = 1, lines = LINES, monnaie = 0 } = {}): Promise<Sale> {
      const [venteId, panierId] = [randomUUID(), randomUUID()];
      await steps.claim(venteId, panierId);
      await steps.freeze(panierId, venteId, lines, { caisseId, magasinId });
      await steps.reserve(venteId, magasinId, lines);
      const recu = receipt(lines);
      const { sousTotal, tps, tvq, total, lignes } = recu;
      const sessionCaisseId = await sessionOf(caisseId, magasinId);
      const place = { caisseId, magasinId, sessionCaisseId };
      const carte = Math.min(total, CARD);
      const settled = calculerReglement(total, [
        { mode: 'CARTE', montant: carte },
        { mode: 'COMPTANT', montant: total },
      ]);
      if (settled.type !== 'ENCAISSEMENT') throw new Error(settled.type);
      const { arrondi } = settled;
      const validee = await call<{ numero: string }>('vente', `valider_vente($1, 1, $2, $3)`, [
        venteId,
        {
          ...{ ...recu, ...place, arrondi, monnaie, taux: TAUX },
          paiements: [
            { mode: 'CARTE', montant: carte },
            { mode: 'COMPTANT', montant: total - carte + arrondi + monnaie },
          ],
        },
        { ...place, sousTotal, tps, tvq, total, arrondi, lignes, paiements: [] },
      ]);
      return { venteId, panierId, numero: validee.numero, total };
    },

    /** Returns whole lines of a sale. */
    async giveBack(
      { venteId }: Sale,
      lines: readonly Line[] = LINES,
      magasinId = 1,
    ): Promise<{ annulationId: string; total: number }> {
      const annulationId = randomUUID();
      await call('vente', `reclamer_annulation($1, $2, 4000)`, [
        annulationId,
        { ...origin(), venteId, motif: 'Rapporté', empreinte: 'f'.repeat(64), lignes: lines },
      ]);
      await call('stock', `retourner_stock($1, $2, $3, $4, 'request')`, [
        ...[annulationId, venteId, magasinId],
        JSON.stringify(lines),
      ]);
      const note = receipt(lines);
      const { sousTotal, tps, tvq, total, lignes } = note;
      const [vente] = await bases.vente.query<{
        caisse_id: number;
        session_caisse_id: string;
        total: number;
        carte: number;
      }>(
        `SELECT caisse_id, session_caisse_id,
           (SELECT coalesce(sum(total), 0)::float8 FROM annulation WHERE vente_id = v.id AND etat = 'VALIDEE') AS total,
           (SELECT coalesce(sum(montant), 0)::float8 FROM remboursement r JOIN annulation a ON a.id = r.annulation_id
            WHERE a.vente_id = v.id AND r.mode = 'CARTE') AS carte
         FROM vente v WHERE id = $1`,
        [venteId],
      );
      const before = { cartes: vente?.carte ?? 0, total: vente?.total ?? 0 };
      const carte = Math.min(total, CARD - before.cartes);
      const cash = before.total - before.cartes;
      const comptant = arrondirComptant(cash + total - carte) - arrondirComptant(cash);
      const arrondi = comptant - (total - carte);
      const remboursements = [
        ...(carte > 0 ? [{ mode: 'CARTE', montant: carte, rang: 0, arrondi: 0 }] : []),
        { mode: 'COMPTANT', montant: comptant, rang: null, arrondi },
      ];
      const rangs = lignes.map((ligne) => ({
        ...ligne,
        rang: LINES.findIndex(({ produitId }) => produitId === ligne.produitId),
      }));
      const place = {
        ...{ caisseId: vente?.caisse_id, magasinId, sessionCaisseId: vente?.session_caisse_id },
      };
      await call('vente', `valider_annulation($1, 1, $2, $3)`, [
        annulationId,
        {
          ...{ ...note, lignes: rangs, arrondi },
          remboursements,
        },
        { ...place, sousTotal, tps, tvq, total, arrondi, lignes, remboursements: [] },
      ]);
      return { annulationId, total };
    },

    transfer: (source: number, destination: number, lines: readonly Line[]) =>
      call('stock', `transferer_stock($1, $2, $3, $4, 'e', 'request')`, [
        ...[randomUUID(), source, destination],
        JSON.stringify(lines),
      ]),

    /** Adds entries to an audit log, as the services do. */
    async audit(name: keyof Bases, entries: number): Promise<void> {
      for (let rang = 1; rang <= entries; rang += 1) {
        await call(name, `inscrire_audit('ESSAI', $1, $2, NULL, $3)`, [
          { employe: '1', role: 'ADMIN', requete: origin().requestId },
          ...[`produit ${rang}`, { prix: 100 * rang, nom: 'Pêches' }],
        ]);
      }
    },

    /** Lets stock, panier and reporting read the log to its end. */
    follow: () => follow(bases),
  };
  return steps;
}
