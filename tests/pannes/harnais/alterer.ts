import type { Caisse } from './caisses.ts';
import type { SaisieVente } from './encaisser.ts';
import { ecarts } from './invariants.ts';
import type { Alteration } from './plans.ts';
import type { Systeme } from './systeme.ts';

type Paiement = SaisieVente['paiements'][number];

/**
 * One altered field of a sale.
 *
 * @param autre another sale, whose cart it takes
 * @param caisse another till, whose session it takes
 */
export function alterer(
  quoi: Alteration,
  s: SaisieVente,
  autre: SaisieVente,
  caisse: Caisse,
): Partial<SaisieVente> {
  const premier = (change: (p: Paiement) => Partial<Paiement>) => ({
    paiements: s.paiements.map((p, i) => (i === 0 ? { ...p, ...change(p) } : p)),
  });
  switch (quoi) {
    case 'panier':
      return { panierId: autre.panierId };
    case 'session':
      return { sessionCaisseId: caisse.sessionId };
    case 'montant':
      return premier(({ montant }) => ({ montant: montant + 5 }));
    case 'mode':
      return premier(({ mode }) => ({ mode: mode === 'CARTE' ? 'COMPTANT' : 'CARTE' }));
  }
}

/** What an effect would change: every table that a sale writes, but the log's readers. */
export async function empreinteDesBases(systeme: Systeme): Promise<unknown> {
  await ecarts(systeme);
  const [vente, stock, panier] = await Promise.all([
    systeme.base.sql(
      'vente',
      `SELECT md5(string_agg(v::text, ',' ORDER BY id)) AS ventes,
      (SELECT count(*) FROM paiement) AS paiements, (SELECT count(*) FROM evenement) AS evenements FROM vente v`,
    ),
    systeme.base.sql('stock', 'SELECT count(*) AS n, sum(id) AS ids FROM mouvement'),
    systeme.base.sql('panier', `SELECT count(*) AS n FROM panier WHERE statut = 'OUVERT'`),
  ]);
  return { vente, stock, panier, fournisseur: [...systeme.fournisseur.encaisse()].length };
}
