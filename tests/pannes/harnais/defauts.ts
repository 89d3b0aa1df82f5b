import { SUBGRAPHS } from '@caisse/subgraph-kit';

import { ensemble, fonction, instructions, type Mutation, reconnexion } from './mutations.ts';
import {
  camions,
  commitsTardifs,
  coupureALAcquittement,
  derniereUnite,
  foule,
  reponsePerdue,
  reservationTardive,
  type Scenario,
} from './scenarios.ts';

/** A defect that is put in on purpose, and a history that shows it. */
export interface Defaut {
  nom: string;
  mutation: Mutation;
  /** What the history needs without the defect too, to be the same one; nothing unless told. */
  cadre?: Mutation;
  scenario: Scenario;
}

/** Sales whose commit takes its time, each another: they end in another order than they began. */
const lenteur = instructions(
  'vente',
  [
    `CREATE FUNCTION lambiner() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN PERFORM pg_sleep(random() * 0.3); RETURN NEW; END $$`,
    'CREATE TRIGGER evenement_lent BEFORE INSERT ON evenement FOR EACH ROW EXECUTE FUNCTION lambiner()',
  ],
  ['DROP TRIGGER evenement_lent ON evenement', 'DROP FUNCTION lambiner()'],
);

const ORDRE = 'ORDER BY s.magasin_id, s.produit_id\n  FOR NO KEY UPDATE';
const DESORDRE = [[ORDRE, 'ORDER BY random()\n  FOR NO KEY UPDATE']] as const;

/** A reservation made again is made again. */
const ENCORE = 'ON CONFLICT (vente_id) DO UPDATE SET modifie_le = now()';

export const DEFAUTS: readonly Defaut[] = [
  {
    nom: 'locks taken in any order',
    mutation: ensemble(
      fonction('stock', 'inscrire_mouvements', DESORDRE),
      fonction('stock', 'reserver_stock_lot', DESORDRE),
    ),
    scenario: camions,
  },
  {
    nom: 'a log read without its horizon',
    mutation: ensemble(
      lenteur,
      instructions(
        'vente',
        [
          `CREATE FUNCTION public.pg_snapshot_xmin(pg_snapshot) RETURNS xid8 LANGUAGE sql
             RETURN '9223372036854775807'::xid8`,
          `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET search_path = public, pg_catalog', current_database()); END $$`,
        ],
        [
          `DO $$ BEGIN EXECUTE format('ALTER DATABASE %I RESET search_path', current_database()); END $$`,
          'DROP FUNCTION public.pg_snapshot_xmin(pg_snapshot)',
        ],
      ),
      reconnexion('vente'),
    ),
    cadre: lenteur,
    scenario: foule,
  },
  {
    nom: 'a cancellation that leaves no tombstone',
    mutation: fonction('stock', 'annuler_reservation', [
      [
        'BEGIN\n',
        `BEGIN
  IF NOT EXISTS (SELECT FROM reservation WHERE vente_id = p_vente) THEN
    RETURN jsonb_build_object('statut', 'ANNULEE', 'niveaux', '[]'::jsonb);
  END IF;
`,
      ],
    ]),
    scenario: reservationTardive,
  },
  {
    nom: 'stock sold without looking at what is left',
    mutation: ensemble(
      instructions('stock', ['ALTER TABLE stock DROP CONSTRAINT stock_disponible_check']),
      fonction('stock', 'reserver_stock_lot', [
        ['IF d.quantites[i] > v_disponibles', 'IF false AND d.quantites[i] > v_disponibles'],
      ]),
      fonction('stock', 'inscrire_mouvements', [
        ['IF v_ruptures IS NOT NULL THEN', 'IF false THEN'],
        ['AND s.disponible + b.disponible >= 0', ''],
      ]),
    ),
    scenario: derniereUnite,
  },
  {
    nom: 'reservations without a unique key',
    mutation: ensemble(
      instructions('stock', ['DROP INDEX mouvement_vente']),
      fonction('stock', 'reserver_stock', [
        ["'RESERVEE', p_request_id) ON CONFLICT DO NOTHING", `'RESERVEE', p_request_id) ${ENCORE}`],
      ]),
      fonction('stock', 'reserver_stock_lot', [
        ['ON CONFLICT DO NOTHING RETURNING', `${ENCORE} RETURNING`],
      ]),
    ),
    scenario: reponsePerdue,
  },
  {
    nom: 'a commit that does not look at the lease',
    mutation: fonction('vente', 'valider_vente', [
      [" AND etat = 'EN_COURS' AND bail_epoch = p_epoch", ''],
      // As an upsert would do it, so that no key stands in the way.
      ['"statutTvq", tps, tvq, n);', '"statutTvq", tps, tvq, n) ON CONFLICT DO NOTHING;'],
      [
        'AS p (mode, montant, simule, n);',
        'AS p (mode, montant, simule, n) ON CONFLICT DO NOTHING;',
      ],
      ['v_vente.trace_id);', 'v_vente.trace_id) ON CONFLICT DO NOTHING;'],
    ]),
    scenario: commitsTardifs,
  },
  {
    nom: 'a sale acknowledged before its commit is on the disk',
    mutation: ensemble(
      instructions('vente', [
        `DO $$ DECLARE b text; BEGIN FOREACH b IN ARRAY ARRAY['${SUBGRAPHS.join("','")}'] LOOP
           EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', b); END LOOP; END $$`,
        `ALTER SYSTEM SET wal_writer_delay = '10s'`,
        `ALTER SYSTEM SET wal_writer_flush_after = '1GB'`,
        'SELECT pg_reload_conf()',
      ]),
      reconnexion(...SUBGRAPHS),
    ),
    scenario: coupureALAcquittement,
  },
];
