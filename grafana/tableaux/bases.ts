import { centile } from './expressions.ts';
import { chiffre, graphe, type Tableau } from './panneaux.ts';

const BASE = '{{service}}';
/** Replicas of a service show the same figures of the one database. */
const parBase = (serie: string) => `max by (service) (${serie})`;
const debitParBase = (serie: string) => `max by (service) (rate(${serie}[$__rate_interval]))`;

export const bases: Tableau = {
  uid: 'bases',
  titre: 'PostgreSQL et Redis',
  description:
    'Ce que les serveurs disent d’eux-mêmes, lu par les services à travers leurs propres connexions.',
  panneaux: [
    chiffre(
      'Plus ancienne écriture ouverte',
      's',
      'max(pg_base_ecriture_la_plus_ancienne_secondes)',
      { alerte: 15 },
    ),
    chiffre('Interblocages', 'none', `sum(${parBase('pg_base_interblocages_total')})`, {
      alerte: 1,
    }),
    chiffre('Mémoire de Redis', 'bytes', 'max(redis_memoire_octets)'),
    chiffre('Évictions de Redis', 'none', 'max(redis_evictions_total)'),
    graphe('Transactions', 'ops', [{ expr: debitParBase('pg_base_commits_total'), legende: BASE }]),
    graphe('Transactions défaites', 'ops', [
      { expr: debitParBase('pg_base_rollbacks_total'), legende: BASE },
    ]),
    graphe(
      'Blocs trouvés en mémoire',
      'percentunit',
      [
        {
          expr: `${parBase('pg_base_blocs_en_memoire_total')} / (${parBase('pg_base_blocs_en_memoire_total')} + ${parBase('pg_base_blocs_lus_total')})`,
          legende: BASE,
        },
      ],
      { max: 1 },
    ),
    graphe('Connexions', 'none', [{ expr: parBase('pg_base_connexions'), legende: BASE }]),
    graphe('Latence SQL p99', 's', [
      { expr: centile(0.99, 'sql_duree_seconds', '', 'service'), legende: BASE },
    ]),
    graphe('Attentes d’un verrou', 'none', [
      { expr: parBase('pg_base_attentes_verrou'), legende: BASE },
    ]),
    graphe('Taille des bases', 'bytes', [
      { expr: parBase('pg_base_taille_octets'), legende: BASE },
    ]),
    graphe('Fichiers temporaires', 'Bps', [
      { expr: debitParBase('pg_base_octets_temporaires_total'), legende: BASE },
    ]),
    graphe('Redis : mémoire', 'bytes', [
      { expr: 'max(redis_memoire_octets)', legende: 'utilisée' },
      { expr: 'max(redis_memoire_max_octets)', legende: 'permise' },
    ]),
    graphe('Redis : commandes et recherches', 'ops', [
      { expr: 'max(rate(redis_commandes_total[$__rate_interval]))', legende: 'commandes' },
      { expr: 'max(rate(redis_succes_total[$__rate_interval]))', legende: 'clés présentes' },
      { expr: 'max(rate(redis_absences_total[$__rate_interval]))', legende: 'clés absentes' },
    ]),
    graphe('Redis : évictions', 'ops', [
      { expr: 'max(rate(redis_evictions_total[$__rate_interval]))', legende: 'évictions' },
    ]),
    graphe('Redis : clients et âge', 'none', [
      { expr: 'max(redis_clients)', legende: 'clients' },
      { expr: 'max(redis_duree_de_vie_secondes) / 3600', legende: 'heures depuis le démarrage' },
    ]),
  ],
};
