import { randomUUID } from 'node:crypto';

import type { Bases } from './bench.ts';
import { follow } from './follow.ts';

/** A line to sell: its taxes are 5 and 10 cents. */
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
    async freeze(panierId: string, venteId: string, lines: readonly Line[] = LINES): Promise<void> {
      await call('panier', `creer_panier($1, $2, 1, 1, 'request')`, [panierId, randomUUID()]);
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
      await steps.freeze(panierId, venteId, lines);
      await steps.reserve(venteId, magasinId, lines);
      const recu = receipt(lines);
      const { sousTotal, tps, tvq, total, lignes } = recu;
      const place = { caisseId, magasinId, sessionCaisseId: randomUUID() };
      const [carte, arrondi] = [Math.min(total, 300), -(total % 5 === 0 ? 0 : (total % 5) - 5) % 3];
      const validee = await call<{ numero: string }>('vente', `valider_vente($1, 1, $2, $3)`, [
        venteId,
        {
          ...{ ...recu, ...place, arrondi, monnaie, taux: { tps: 5000, tvq: 9975 } },
          paiements: [
            { mode: 'CARTE', montant: carte },
            { mode: 'COMPTANT', montant: total - carte + arrondi + monnaie },
          ],
        },
        { ...place, sousTotal, tps, tvq, total, arrondi, lignes, paiements: [] },
      ]);
      return { venteId, panierId, numero: validee.numero, total };
    },

    /** Returns some of a sale, at its prices; taxes go back with the last piece of a line. */
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
        arrondi: string;
        again: boolean;
        whole: boolean;
      }>(
        `SELECT caisse_id, arrondi,
           (SELECT count(*) > 0 FROM annulation WHERE vente_id = v.id AND etat = 'VALIDEE') AS again,
           (SELECT bool_and(quantite = quantite_retournee) FROM ligne_vente WHERE vente_id = v.id) AS whole
         FROM vente v WHERE id = $1`,
        [venteId],
      );
      const arrondi = vente?.whole ? Number(vente.arrondi) : 0;
      // The card gets its 300 back in all, 100 of them first when the sale comes back in parts.
      const carte = !vente?.whole ? 100 : vente.again ? 200 : 300;
      const rangs = lignes.map((ligne) => ({
        ...ligne,
        rang: LINES.findIndex(({ produitId }) => produitId === ligne.produitId),
      }));
      const place = { caisseId: vente?.caisse_id, magasinId, sessionCaisseId: randomUUID() };
      await call('vente', `valider_annulation($1, 1, $2, $3)`, [
        annulationId,
        {
          ...{ ...note, lignes: rangs, arrondi },
          remboursements: [
            { mode: 'CARTE', montant: carte },
            { mode: 'COMPTANT', montant: total - carte + arrondi },
          ],
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

function receipt(lines: readonly Line[]) {
  const lignes = lines.map((line) => {
    const sousTotal = line.quantite * line.prixUnitaire;
    const taxes = { statutTps: 'TAXABLE', statutTvq: 'TAXABLE', tps: 5, tvq: 10 };
    return { ...line, ...taxes, nomProduit: 'Eau', sousTotal, total: sousTotal + 15 };
  });
  const sousTotal = lignes.reduce((sum, line) => sum + line.sousTotal, 0);
  const [tps, tvq] = [5 * lignes.length, 10 * lignes.length];
  return { lignes, sousTotal, tps, tvq, total: sousTotal + tps + tvq };
}
