import { centile, centiles, debit } from './expressions.ts';
import { chiffre, graphe, type Tableau } from './panneaux.ts';

const PAR_SERVICE = '{{service}}';

export const vueEnsemble: Tableau = {
  uid: 'vue-ensemble',
  titre: 'Vue d’ensemble',
  description: 'Les quatre signaux de la chaîne : trafic, erreurs, latence, saturation.',
  panneaux: [
    chiffre('Alertes en cours', 'none', 'count(ALERTS{alertstate="firing"}) or vector(0)', {
      alerte: 1,
    }),
    chiffre('Ventes en doute', 'none', 'sum(max by (sorte) (ventes_en_doute))', { alerte: 1 }),
    chiffre('Écarts aux invariants', 'none', 'sum(max by (invariant) (caisse_ecarts_total))', {
      alerte: 1,
    }),
    chiffre('Retard du journal', 's', 'max(consommateur:journal_retard:secondes)', { alerte: 30 }),
    graphe('Trafic', 'reqps', [
      { expr: debit('graphql_operations_total', 'service'), legende: PAR_SERVICE },
    ]),
    graphe('Part des erreurs', 'percentunit', [
      { expr: 'service:operations_erreur:ratio5m', legende: PAR_SERVICE },
    ]),
    graphe(
      'Latence au routeur',
      's',
      centiles('graphql_operation_duration_seconds', 'service="router"'),
    ),
    graphe(
      'Latence p99 par service',
      's',
      [{ expr: 'service:operation_duree:p99_5m', legende: PAR_SERVICE }],
      { description: 'Sans la lecture du journal, qui tourne sans arrêt.' },
    ),
    graphe(
      'Opérations au routeur',
      'reqps',
      [
        {
          expr: `topk(10, ${debit('graphql_operations_total{service="router"}', 'operation')})`,
          legende: '{{operation}}',
        },
      ],
      { description: 'Les noms inconnus comptent ensemble : autre.' },
    ),
    graphe('Latence p99 par opération', 's', [
      {
        expr: centile(0.99, 'graphql_operation_duration_seconds', 'service="router"', 'operation'),
        legende: '{{operation}}',
      },
    ]),
    graphe(
      'Connexions occupées',
      'percentunit',
      [
        {
          expr: 'max by (service) (sql_pool_connections{etat="occupee"} / ignoring(etat) sql_pool_connections_max)',
          legende: PAR_SERVICE,
        },
      ],
      { max: 1 },
    ),
    graphe('Requêtes qui attendent une connexion', 'none', [
      { expr: 'max by (service) (sql_pool_connections{etat="attente"})', legende: PAR_SERVICE },
    ]),
    graphe(
      'Requêtes délestées',
      'reqps',
      [
        {
          expr: 'service:requetes_delestees:rate2m{classe="tout"}',
          legende: PAR_SERVICE,
        },
        {
          expr: 'sum(service:requetes_delestees:rate2m{classe="rapport"})',
          legende: 'rapports',
        },
      ],
      {
        description:
          'Refusées sur-le-champ, faute de place : les rapports d’abord, pour que les caisses passent.',
      },
    ),
    graphe(
      'Opérations en cours',
      'none',
      [{ expr: 'max by (service) (graphql_operations_in_flight)', legende: PAR_SERVICE }],
      {
        description:
          'Dans le processus le plus chargé. Le routeur refuse les rapports à partir de REQUESTS_MAX_REPORTS, tout à REQUESTS_MAX ; un service, à IN_FLIGHT_MAX.',
      },
    ),
    graphe('Processeur', 'percentunit', [
      { expr: debit('process_cpu_seconds_total', 'service'), legende: PAR_SERVICE },
    ]),
    graphe('Boucle d’événements, p99', 's', [
      { expr: 'max by (service) (nodejs_eventloop_lag_p99_seconds)', legende: PAR_SERVICE },
    ]),
    graphe('Mémoire', 'bytes', [
      { expr: 'sum by (service) (process_resident_memory_bytes)', legende: PAR_SERVICE },
    ]),
    graphe('Répliques présentes', 'none', [
      { expr: 'service:repliques:presentes', legende: PAR_SERVICE },
    ]),
  ],
};
