import { centile, centiles, debit, debitOuZero, moyenne } from './expressions.ts';
import { chiffre, graphe, type Tableau } from './panneaux.ts';

const CHECKOUT = 'operation="checkout"';

export const encaissement: Tableau = {
  uid: 'encaissement',
  titre: 'Encaissement',
  description: 'Le checkout : ses issues, la durée de chaque étape, les ventes en doute.',
  panneaux: [
    chiffre(
      'Encaissements par minute',
      'none',
      `60 * (${debitOuZero(`ventes_operations_total{${CHECKOUT}, resultat="CheckoutReussi"}`)})`,
    ),
    chiffre(
      'Durée p99',
      's',
      centile(
        0.99,
        'graphql_root_field_duration_seconds',
        'service="vente", champ="Mutation.checkout"',
      ),
      { alerte: 2 },
    ),
    chiffre(
      'En doute',
      'none',
      [{ expr: 'max by (sorte) (ventes_en_doute)', legende: '{{sorte}}' }],
      { alerte: 1 },
    ),
    chiffre('La plus ancienne en doute', 's', 'max(ventes_en_doute_age_seconds)', { alerte: 30 }),
    graphe(
      'Issues',
      'reqps',
      [
        {
          expr: debit(`ventes_operations_total{${CHECKOUT}}`, 'resultat'),
          legende: '{{resultat}}',
        },
      ],
      {
        description:
          'erreur : aucune réponse ; la vente est reprise par le balayeur ou par la caisse.',
      },
    ),
    graphe(
      'Durée d’un encaissement',
      's',
      centiles('graphql_root_field_duration_seconds', 'service="vente", champ="Mutation.checkout"'),
    ),
    graphe('Durée p99 de chaque étape', 's', [
      { expr: centile(0.99, 'ventes_etape_duree_seconds', '', 'etape'), legende: '{{etape}}' },
    ]),
    graphe('Durée moyenne de chaque étape', 's', [
      { expr: moyenne('ventes_etape_duree_seconds', 'etape'), legende: '{{etape}}' },
    ]),
    graphe('Appels de vente aux participants', 'reqps', [
      {
        expr: debit('appels_total{service="vente"}', 'vers, resultat'),
        legende: '{{vers}} {{resultat}}',
      },
    ]),
    graphe('Ventes reprises par le balayeur', 'reqps', [
      {
        expr: debit('ventes_reprises_total', 'sorte, resultat'),
        legende: '{{sorte}} {{resultat}}',
      },
    ]),
    graphe(
      'Ventes par lot de réservations',
      'none',
      [
        {
          expr: 'sum(rate(stock_lot_reservations_sum[$__rate_interval])) / sum(rate(stock_lot_reservations_count[$__rate_interval]))',
          legende: 'ventes par lot',
        },
      ],
      {
        description: 'Plus de 1 : des ventes du même produit au même instant, réservées ensemble.',
      },
    ),
    graphe('Retours', 'reqps', [
      {
        expr: debit('ventes_operations_total{operation="annulerVente"}', 'resultat'),
        legende: '{{resultat}}',
      },
    ]),
    graphe('Retard du journal', 's', [
      { expr: 'consommateur:journal_retard:secondes', legende: '{{consommateur}}' },
    ]),
    graphe('De la vente au rapport, p99', 's', [
      {
        expr: centile(0.99, 'evenements_delai_secondes', '', 'consommateur'),
        legende: '{{consommateur}}',
      },
    ]),
  ],
};
