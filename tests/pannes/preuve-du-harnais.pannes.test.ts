import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { SUBGRAPHS } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';

import { approvisionner, type Caisse, COURANTS, ouvrirCaisses } from './harnais/caisses.ts';
import { attendreLeCalme, enDoute } from './harnais/controle.ts';
import { encaisser, essayerCheckout, type SaisieVente, transferer } from './harnais/encaisser.ts';
import type { Hasard } from './harnais/hasard.ts';
import { ecarts } from './harnais/invariants.ts';
import { consigner, enParallele } from './harnais/mesure.ts';
import {
  ensemble,
  fonction,
  instructions,
  type Mutation,
  redemarrage,
} from './harnais/mutations.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe, taille } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('preuve');
  caisses = await ouvrirCaisses(systeme);
});

afterAll(() => systeme.fermer());

/** A history that goes well, unless the defect is there; gives what else shows it than the invariants. */
type Scenario = (hasard: Hasard, produit: number) => Promise<string[]>;

interface Defaut {
  nom: string;
  mutation: Mutation;
  scenario: Scenario;
}

/** The answer of stock to a reservation is lost, and vente asks again. */
const reponsePerdue: Scenario = async (hasard) => {
  const saisies = await preparerVentes(systeme, caisses, hasard, 5);
  const restantes = new Set(saisies.map((s) => s.venteId));
  systeme.liens['vente-stock'].regler({
    perdreReponse: (requete) => {
      const venteId = /"venteId":"([0-9a-f-]{36})/.exec(requete)?.[1] ?? '';
      return requete.includes('reserverStock') && restantes.delete(venteId);
    },
  });
  await Promise.all(saisies.map((s) => encaisser(systeme, s)));
  systeme.liens['vente-stock'].relacher();
  return [];
};

/** A reservation arrives long after its sale was refused. */
const reservationTardive: Scenario = async (hasard, produit) => {
  const [caisse] = caisses;
  if (!caisse) throw new Error('No till is open');
  await approvisionner(systeme, 1, [produit], 5);
  const [saisie] = await preparerVentes(systeme, [caisse], hasard, 1, () => [
    { produitId: produit, quantite: 5 },
  ]);
  const deplacer = (sourceId: string, destinationId: string) =>
    transferer(systeme, {
      ...{ transfertId: hasard.uuid(), sourceId, destinationId },
      lignes: [{ produitId: String(produit), quantite: 5 }],
    });
  const lien = systeme.liens['vente-stock'];
  lien.regler({ retenir: true });
  await essayerCheckout(systeme.url, saisie as SaisieVente);
  await deplacer('1', '6');
  // What is kept stays kept; what comes now passes, finds nothing to sell, and gives up.
  lien.regler({});
  await waitFor(async () => (await enDoute(systeme)).length === 0, { timeoutMs: 15_000 });
  await deplacer('6', '1');
  lien.relacher();
  // It has arrived once stock has answered what came after it, on whatever connection.
  await deplacer('1', '6');
  return [];
};

/** Ten tills want the last unit at once. */
const derniereUnite: Scenario = async (hasard, produit) => {
  await approvisionner(systeme, 1, [produit], 1);
  const siennes = caisses.filter((c) => c.magasinId === 1);
  const saisies = await preparerVentes(systeme, siennes, hasard, 10, () => [
    { produitId: produit, quantite: 1 },
  ]);
  const conclusions = await Promise.all(saisies.map((s) => encaisser(systeme, s)));
  const vendues = conclusions.filter((c) => c.resultat.vente).length;
  if (vendues === 1) return [];
  // Goods come in, or nothing could ever be written of a level below zero.
  await approvisionner(systeme, 6, [produit], 20);
  await transferer(systeme, {
    ...{ transfertId: hasard.uuid(), sourceId: '6', destinationId: '1' },
    lignes: [{ produitId: String(produit), quantite: 20 }],
  });
  return [`${vendues} sales of the last unit`];
};

/** Many sales at once, at all tills. */
const foule: Scenario = async (hasard) => {
  const saisies = await preparerVentes(systeme, caisses, hasard, 60);
  await enParallele(saisies, 20, (s) => encaisser(systeme, s));
  return [];
};

/** Lorries that all carry the same five products between the same two places. */
const camions: Scenario = async (hasard) => {
  const avant = await systeme.base.interblocages();
  const transferts = Array.from({ length: 150 }, () => ({
    ...{ transfertId: hasard.uuid(), sourceId: '1', destinationId: '2' },
    lignes: COURANTS.slice(0, 5).map((id) => ({ produitId: String(id), quantite: 1 })),
  }));
  // One try each: with the defect, lorries that insist would stop each other for minutes.
  await enParallele(transferts, 16, (t) =>
    transferer(systeme, t, { patienceMs: 0 }).catch(() => undefined),
  );
  const interblocages = (await systeme.base.interblocages()) - avant;
  return interblocages > 0 ? [`${interblocages} deadlocks in PostgreSQL's log`] : [];
};

/** The power of the database server fails at the very moment of the last acknowledgement. */
const coupureALAcquittement: Scenario = async (hasard) => {
  const saisies = await preparerVentes(systeme, caisses, hasard, 10);
  await Promise.all(saisies.map((s) => encaisser(systeme, s)));
  await systeme.base.arreterNet();
  await systeme.base.redemarrer();
  return [];
};

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

const DEFAUTS: readonly Defaut[] = [
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
      redemarrage('vente'),
    ),
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
    nom: 'a sale acknowledged before its commit is on the disk',
    mutation: ensemble(
      instructions('vente', [
        `DO $$ DECLARE b text; BEGIN FOREACH b IN ARRAY ARRAY['${SUBGRAPHS.join("','")}'] LOOP
           EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', b); END LOOP; END $$`,
        `ALTER SYSTEM SET wal_writer_delay = '10s'`,
        `ALTER SYSTEM SET wal_writer_flush_after = '1GB'`,
        'SELECT pg_reload_conf()',
      ]),
      redemarrage(...SUBGRAPHS),
    ),
    scenario: coupureALAcquittement,
  },
];

const RIEN: Mutation = async () => async () => undefined;

/** What earlier defects left behind: each is counted once. */
const connus = new Set<string>();

/** Plays a history and gives what it shows that was not there before. */
async function constater(
  { mutation, scenario }: Defaut,
  hasard: Hasard,
  produit: number,
): Promise<string[]> {
  const defaire = await mutation(systeme);
  const vus: string[] = [];
  try {
    vus.push(...(await scenario(hasard, produit)));
    await attendreLeCalme(systeme, 15_000);
  } finally {
    await defaire();
  }
  vus.push(...(await ecarts(systeme)).filter((e) => !connus.has(e)));
  for (const vu of vus) connus.add(vu);
  return vus;
}

test('F9: each defect put into the system is found, and its history alone shows nothing', async () => {
  const debut = performance.now();
  if (taille('F9', { court: 1, complet: 1 }) === 0) return;
  const fausses: string[] = [];
  const manques: string[] = [];
  const chiffres: Record<string, string> = {};
  for (const [rang, defaut] of DEFAUTS.entries()) {
    const sain = { ...defaut, mutation: defaut.nom.includes('horizon') ? lenteur : RIEN };
    const temoin = await constater(sain, hasardDe(`F9/${defaut.nom}/sain`), 5_000 + 2 * rang);
    fausses.push(...temoin.map((e) => `${defaut.nom}: ${e}`));
    const trouves = await constater(defaut, hasardDe(`F9/${defaut.nom}`), 5_001 + 2 * rang);
    process.stdout.write(
      `  F9 ${defaut.nom}: ${trouves.length} found, ${trouves[0] ?? 'NOTHING'}\n`,
    );
    chiffres[defaut.nom] = trouves[0]?.split(' {')[0] ?? 'NOT FOUND';
    if (trouves.length === 0) manques.push(defaut.nom);
  }
  consigner(
    {
      id: 'F9',
      titre: 'Defects put into the system on purpose: found',
      essais: DEFAUTS.length,
      echecs: manques.length + fausses.length,
      chiffres,
    },
    debut,
  );
  expect(fausses).toEqual([]);
  expect(manques).toEqual([]);
}, 900_000);
