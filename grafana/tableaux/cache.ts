import { centiles, debit } from './expressions.ts';
import { chiffre, graphe, type Tableau } from './panneaux.ts';

export const cache: Tableau = {
  uid: 'cache',
  titre: 'Cache',
  description: 'Les lectures servies sans la base, et ce qui l’empêche.',
  panneaux: [
    chiffre(
      'Lectures servies par le cache',
      'percentunit',
      [
        {
          expr: 'sum by (entite) (rate(cache_lectures_total{resultat="succes"}[$__rate_interval])) / sum by (entite) (rate(cache_lectures_total[$__rate_interval]))',
          legende: '{{entite}}',
        },
      ],
      { max: 1, largeur: 8 },
    ),
    chiffre('Disjoncteurs ouverts', 'none', 'sum(cache_disjoncteur{etat="ouvert"})', {
      alerte: 1,
      largeur: 8,
    }),
    chiffre(
      'Écritures non publiées, par seconde',
      'none',
      'sum(rate(cache_allers_retours_total{operation="publier", resultat="echoue"}[$__rate_interval]))',
      { largeur: 8 },
    ),
    graphe(
      'Lectures',
      'reqps',
      [
        {
          expr: debit('cache_lectures_total', 'entite, resultat'),
          legende: '{{entite}} {{resultat}}',
        },
      ],
      {
        description:
          'absence : lue en base et mise en cache ; bail_occupe : un autre la met en cache ; contournement : cache hors de portée.',
      },
    ),
    graphe('Allers-retours', 'reqps', [
      {
        expr: debit('cache_allers_retours_total', 'operation, resultat'),
        legende: '{{operation}} {{resultat}}',
      },
    ]),
    graphe('Durée d’un aller-retour', 's', centiles('cache_duree_seconds')),
    graphe('État des disjoncteurs', 'none', [
      { expr: 'sum by (etat) (cache_disjoncteur)', legende: '{{etat}}' },
    ]),
  ],
};
