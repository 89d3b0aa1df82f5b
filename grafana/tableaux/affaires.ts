import { barres, chiffre, graphe, type Tableau } from './panneaux.ts';

const MAGASIN = 'magasin {{magasin}}';

export const affaires: Tableau = {
  uid: 'affaires',
  titre: 'Affaires',
  description:
    'Ventes par magasin et par heure, paniers, ruptures. Des compteurs de processus : les montants qui font foi sont ceux de reporting.',
  panneaux: [
    chiffre('Ventes de la dernière heure', 'none', 'sum(magasin:ventes:augmentation1h)'),
    chiffre(
      'Montant de la dernière heure',
      'currencyCAD',
      'sum(magasin:ventes_montant_dollars:augmentation1h)',
    ),
    chiffre(
      'Panier moyen',
      'currencyCAD',
      'sum(ventes_montant_cents_total) / sum(ventes_validees_total) / 100',
    ),
    chiffre(
      'Articles par vente',
      'none',
      'sum(ventes_articles_total) / sum(ventes_validees_total)',
    ),
    graphe('Ventes par magasin et par heure', 'none', [
      { expr: 'magasin:ventes:augmentation1h', legende: MAGASIN },
    ]),
    graphe('Montant par magasin et par heure', 'currencyCAD', [
      { expr: 'magasin:ventes_montant_dollars:augmentation1h', legende: MAGASIN },
    ]),
    graphe('Paniers ouverts et ventes, par heure', 'none', [
      {
        expr: 'sum(increase(graphql_root_fields_total{service="panier", champ="Mutation.creerPanier", resultat="succes"}[1h]))',
        legende: 'paniers ouverts',
      },
      {
        expr: 'sum(increase(graphql_root_fields_total{service="panier", champ="Mutation.ajouterAuPanier", resultat="succes"}[1h]))',
        legende: 'ajouts',
      },
      { expr: 'sum(magasin:ventes:augmentation1h)', legende: 'ventes' },
    ]),
    graphe('Retours par magasin et par heure', 'none', [
      { expr: 'sum by (magasin) (increase(ventes_retours_total[1h]))', legende: MAGASIN },
    ]),
    barres('Produits sous le seuil', 'none', [
      { expr: 'max by (magasin) (stock_produits_en_alerte{alerte="rupture"})', legende: MAGASIN },
    ]),
    barres(
      'Produits épuisés',
      'none',
      [{ expr: 'max by (magasin) (stock_produits_en_alerte{alerte="epuise"})', legende: MAGASIN }],
      { alerte: 1 },
    ),
    graphe('Ruptures', 'none', [
      {
        expr: 'sum by (alerte) (max by (magasin, alerte) (stock_produits_en_alerte))',
        legende: '{{alerte}}',
      },
    ]),
    graphe('Ventes refusées faute de stock, par heure', 'none', [
      {
        expr: 'sum(increase(ventes_operations_total{operation="checkout", resultat="StockInsuffisant"}[1h])) or vector(0)',
        legende: 'refus',
      },
    ]),
  ],
};
