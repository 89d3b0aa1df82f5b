import { centile, centiles, debit } from './expressions.ts';
import { choix, graphe, lignes, type Tableau } from './panneaux.ts';

const S = 'service="$service"';

export const service: Tableau = {
  uid: 'service',
  titre: 'Un service',
  description: 'Ce que fait un service, et ce qu’il attend des autres et de sa base.',
  variables: [choix('service', 'Service', 'label_values(graphql_operations_in_flight, service)')],
  panneaux: [
    graphe('Opérations', 'reqps', [
      { expr: debit(`graphql_operations_total{${S}}`, 'operation'), legende: '{{operation}}' },
    ]),
    graphe('Issue des opérations', 'reqps', [
      { expr: debit(`graphql_operations_total{${S}}`, 'resultat'), legende: '{{resultat}}' },
    ]),
    graphe(
      'Latence',
      's',
      centiles('graphql_operation_duration_seconds', `${S}, operation!="LireEvenementsVente"`),
    ),
    graphe('Opérations en cours', 'none', [
      { expr: `sum by (instance) (graphql_operations_in_flight{${S}})`, legende: '{{instance}}' },
    ]),
    graphe(
      'Champs racines',
      'reqps',
      [
        {
          expr: debit(`graphql_root_fields_total{${S}}`, 'champ, resultat'),
          legende: '{{champ}} {{resultat}}',
        },
      ],
      { description: 'refus : un échec prévu, que la personne à la caisse lit.' },
    ),
    graphe(
      'Latence p99 des champs racines',
      's',
      [
        {
          expr: centile(0.99, 'graphql_root_field_duration_seconds', S, 'champ'),
          legende: '{{champ}}',
        },
      ],
      { description: 'Le routeur ne résout pas de champ : rien à montrer pour lui.' },
    ),
    graphe('Appels aux autres services', 'reqps', [
      { expr: debit(`appels_total{${S}}`, 'vers, resultat'), legende: '{{vers}} {{resultat}}' },
    ]),
    graphe('Latence p99 des appels', 's', [
      { expr: centile(0.99, 'appels_duree_seconds', S, 'vers'), legende: '{{vers}}' },
    ]),
    graphe('Instructions SQL', 'reqps', [
      { expr: debit(`sql_statements_total{${S}}`, 'methode'), legende: '{{methode}}' },
    ]),
    graphe(
      'Latence p99 des instructions SQL',
      's',
      [{ expr: centile(0.99, 'sql_duree_seconds', S, 'methode'), legende: '{{methode}}' }],
      { description: 'Attente d’une connexion comprise.' },
    ),
    graphe('Connexions à la base', 'none', [
      { expr: `sum by (etat) (sql_pool_connections{${S}})`, legende: '{{etat}}' },
    ]),
    graphe('Boucle d’événements, p99', 's', [
      {
        // In the standalone mode one process holds all services.
        expr: `max by (instance) (nodejs_eventloop_lag_p99_seconds{service=~"$service|standalone"})`,
        legende: '{{instance}}',
      },
    ]),
    graphe('Processeur', 'percentunit', [
      {
        expr: 'sum by (instance) (rate(process_cpu_seconds_total{service=~"$service|standalone"}[$__rate_interval]))',
        legende: '{{instance}}',
      },
    ]),
    graphe('Mémoire', 'bytes', [
      {
        expr: 'sum by (instance) (process_resident_memory_bytes{service=~"$service|standalone"})',
        legende: '{{instance}}',
      },
    ]),
    graphe('Pauses du ramasse-miettes', 'percentunit', [
      {
        expr: 'sum by (instance) (rate(nodejs_gc_duration_seconds_sum{service=~"$service|standalone"}[$__rate_interval]))',
        legende: '{{instance}}',
      },
    ]),
    lignes('Avertissements et erreurs', '{service="$service", level=~"warn|error|fatal"}'),
  ],
};
