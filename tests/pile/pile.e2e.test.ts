import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { type Child, hostPort, rollingRestart, SERVICES } from '@caisse/pile';
import { SUBGRAPHS } from '@caisse/subgraph-kit';
import { waitFor } from '@caisse/subgraph-kit/test';
import { verifier } from '@caisse/verification';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import {
  AccueilDocument,
  OuvrirSessionDocument,
  TransfererDocument,
} from '../../web/src/shared/api/generated/graphql.ts';
import { type Client, createClient } from '../e2e/support/client.ts';
import { raconterJournee } from '../e2e/support/journee.ts';
import { CHROMIUM, launch, openPage } from '../e2e/support/navigateur.ts';
import { ADMIN, caissierDe, LOGISTIQUE, type Personne } from '../support/identites.ts';
import { affluence, type Bilan } from './support/affluence.ts';
import { lireContrat } from './support/contrat-de-degradation.ts';
import { faireTout, preparer } from './support/gestes.ts';
import {
  ADMINISTRATEUR,
  ATTENTE_MS,
  MANQUE,
  ouvrirPile,
  type PileDeTest,
} from './support/ouvrir-pile.ts';
import { demander, racine } from './support/requete.ts';
import { consignerPile, taillePile } from './support/tailles.ts';

const rien = MANQUE !== undefined && process.env['CI'] !== 'true';

if (rien) {
  test(`the stack needs Nginx, Redis and Prometheus: ${MANQUE}`, () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else describe('the whole deployment on one machine', deploiement);

/** Requests a second: in the short form as many as a machine answers in time that starts processes all along. */
const DEBIT = taillePile('debit', { court: 10, complet: 30 });

/** The store of the till that is open. */
const MAGASIN = { magasinId: '2' };

function deploiement() {
  let pile: PileDeTest;
  let client: Client;
  let sessionId: string;

  beforeAll(async () => {
    pile = await ouvrirPile();
    client = createClient(pile.url, pile.identites.entetesDe);
  }, ATTENTE_MS);

  afterAll(() => pile.fermer());

  const de = (personne: Personne) => pile.identites.entetesDe(personne);
  const enfant = (nom: string) => pile.children.get(nom) as Child;

  raconterJournee(() => client, [ADMINISTRATEUR]);

  test('a till is open for what follows, and its store is supplied', async () => {
    const ouverte = racine(
      await demander(
        pile.url,
        OuvrirSessionDocument,
        { input: { caisseId: '3', fondDeCaisse: 10_000 } },
        await de(caissierDe(2)),
      ),
    ) as { id: string };
    sessionId = ouverte.id;
    // Goods enough for thousands of sales in its store.
    const input = {
      ...{ transfertId: randomUUID(), sourceId: '6', destinationId: '2' },
      lignes: ['3', '5'].map((produitId) => ({ produitId, quantite: 4_500 })),
    };
    const transfert = racine(
      await demander(pile.url, TransfererDocument, { input }, await de(LOGISTIQUE)),
    ) as { __typename: string };
    expect(transfert.__typename).toBe('Transfert');
  });

  describe('Nginx', () => {
    const journal = () =>
      readFileSync(join(pile.dossier, 'nginx', 'acces.log'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((ligne) => JSON.parse(ligne) as Record<string, unknown>);

    test('gives each request an id and a trace, keeps those that it has, and logs both', async () => {
      const entetes = await de(caissierDe(2));
      const nue = await demander(pile.url, AccueilDocument, MAGASIN, entetes);
      expect(nue.entetes.get('x-request-id')).toMatch(/^[0-9a-f]{32}$/);
      const traceId = 'c0ffee00c0ffee00c0ffee00c0ffee00';
      const sienne = await demander(pile.url, AccueilDocument, MAGASIN, {
        ...entetes,
        'x-request-id': 'essai-12345678',
        traceparent: `00-${traceId}-c0ffee00c0ffee00-00`,
      });
      expect(sienne.entetes.get('x-request-id')).toBe('essai-12345678');
      const ligne = await waitFor(() => journal().find((l) => l['requestId'] === 'essai-12345678'));
      expect(ligne).toMatchObject({ traceId, statut: 200, chemin: '/graphql', service: 'nginx' });
    });

    test('spreads requests over both routers', async () => {
      const entetes = await de(caissierDe(2));
      await Promise.all(
        Array.from({ length: 8 }, () => demander(pile.url, AccueilDocument, MAGASIN, entetes)),
      );
      const routeurs = pile.topology.replicas.filter(({ service }) => service === 'router');
      await waitFor(() => {
        const amonts = new Set(journal().map((l) => l['amont']));
        return routeurs.every((routeur) => amonts.has(hostPort(routeur)));
      });
    });

    test('serves the application, with addresses of its own and without the routers’ metrics', async () => {
      const page = await fetch(`${pile.url}/caisse/une-session`);
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<div id="racine">');
      expect(page.headers.get('content-security-policy')).toContain(
        "require-trusted-types-for 'script'",
      );
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect((await fetch(`${pile.url}/graphiql`)).status).toBe(404);
      expect((await fetch(`${pile.url}/assets/rien.js`)).status).toBe(404);
      expect(await (await fetch(`${pile.url}/metrics`)).text()).not.toContain('process_cpu');
    });

    test('lets the application run under its content policy, and has no page that tries the API out', async () => {
      if (CHROMIUM === undefined) {
        // The browser tests say how to install it, and fail without it where CI demands it.
        expect(process.env['CI']).not.toBe('true');
        return;
      }
      const navigateur = await launch();
      try {
        const { page, complaints } = await openPage(navigateur, { width: 1_280, height: 800 });
        await page.goto(pile.url);
        await page.getByLabel('Identifiant').fill(ADMINISTRATEUR.identifiant);
        await page.getByRole('textbox', { name: 'Mot de passe' }).fill(ADMINISTRATEUR.motDePasse);
        await page.keyboard.press('Enter');
        await page.getByRole('navigation').waitFor();
        expect(complaints).toEqual([]);
        const essai = await fetch(`${pile.url}/graphql`, { headers: { accept: 'text/html' } });
        expect(essai.status).toBe(400);
        expect(await essai.text()).not.toContain('apollographql');
      } finally {
        await navigateur.close();
      }
    });

    test('refuses a body of more than 100 kB, in the words of the API', async () => {
      const texte = 'x'.repeat(100_001);
      const trop = await demander(pile.url, AccueilDocument, { texte }, await de(ADMIN));
      expect(trop.statut).toBe(413);
      expect(trop.errors?.[0]?.extensions).toEqual({
        code: 'REQUETE_INVALIDE',
        requestId: trop.entetes.get('x-request-id'),
      });
    });

    test('lets nobody from outside speak as a service', async () => {
      const stock = await pile.identites.entetesDuService('stock', 'vente');
      const interne = '{ evenementsVente(limite: 1) { reste } }';
      expect((await demander(pile.url, interne, {}, stock)).data ?? null).toBeNull();
      // Of a person as little: the header is the router's own, and is not read from outside.
      const admin = await pile.identites.entetesDuRouteur(ADMIN, 'produit');
      const lecture = await demander(pile.url, '{ produits { totalCount } }', {}, admin);
      expect(lecture.errors?.[0]?.extensions?.code).toBe('NON_AUTHENTIFIE');
    });
  });

  test('every service restarts, one after the other, under steady requests, without one error', async () => {
    const nombre = taillePile('requetes', { court: 200, complet: 5_000 });
    const tills = affluence(pile.url, pile.identites, { debit: DEBIT, sessionCaisseId: sessionId });
    // In the short form several services at a time.
    const together = taillePile('ensemble', { court: 3, complet: 1 });
    let redemarres = 0;
    const onRestart = (nom: string) => {
      redemarres += 1;
      tills.situation = `after ${nom} (${redemarres}) restarted`;
    };
    do await rollingRestart(pile, { together, onRestart });
    while (tills.envoyees() < nombre * 0.7);
    await waitFor(() => tills.envoyees() >= nombre, { timeoutMs: 600_000 });
    tills.arreter();
    const bilan = await tills.bilan;
    consignerPile('rolling-restart', { ...resume(bilan), redemarres });
    expect(bilan.echecs).toEqual([]);
    expect(bilan.requetes).toBeGreaterThanOrEqual(nombre);
    expect(bilan.ventes).toBeGreaterThan(nombre / 20);
    expect(redemarres).toBeGreaterThanOrEqual(2 * SERVICES.length);
  }, 900_000);

  test('a replica of each kind is killed under load, and no request fails', async () => {
    const tills = affluence(pile.url, pile.identites, { debit: DEBIT, sessionCaisseId: sessionId });
    const retours: Promise<void>[] = [];
    for (const service of SERVICES) {
      const victime = enfant(`${service}-2`);
      const avant = tills.envoyees();
      tills.situation = `${victime.name} killed`;
      await victime.kill();
      // Long enough for Nginx to meet its absence, and to try it again.
      await waitFor(() => tills.envoyees() >= avant + DEBIT, { timeoutMs: 20_000 });
      retours.push(victime.start());
    }
    await Promise.all(retours);
    tills.arreter();
    const bilan = await tills.bilan;
    consignerPile('kill-9', { ...resume(bilan), tues: SERVICES.length });
    expect(bilan.echecs).toEqual([]);
    expect(bilan.ventes).toBeGreaterThan(0);
  });

  test('every target of Prometheus is up', async () => {
    const prometheus = `http://${hostPort(pile.topology.prometheus)}`;
    const attendues = [...pile.topology.replicas, pile.topology.verification].map(hostPort).sort();
    const cibles = await waitFor(
      async () => {
        const reponse = await fetch(`${prometheus}/api/v1/targets?state=active`);
        const { data } = (await reponse.json()) as {
          data: { activeTargets: { scrapeUrl: string; health: string; lastError: string }[] };
        };
        const vues = data.activeTargets;
        return vues.length >= attendues.length && vues.every((c) => c.health === 'up')
          ? vues
          : null;
      },
      { timeoutMs: 40_000, intervalMs: 500 },
    );
    expect(cibles.map(({ scrapeUrl }) => new URL(scrapeUrl).host).sort()).toEqual(attendues);
  });

  describe('what docs/exploitation.md says of a service that is down', () => {
    const contrat = lireContrat();

    test('speaks of every service', () => {
      expect(contrat.map(({ arrete }) => arrete)).toEqual(
        expect.arrayContaining([...SERVICES, 'redis', 'prometheus', 'verification', 'nginx']),
      );
    });

    test.each(contrat.map((ligne) => [ligne.arrete, ligne] as const))(
      'is so for %s',
      async (arrete, { issues }) => {
        const materiel = await waitFor(() => preparer(pile.url, pile.identites, sessionId, '4'), {
          timeoutMs: 20_000,
          intervalMs: 200,
        });
        const noms = [...pile.children.keys()].filter(
          (nom) => nom === arrete || nom.replace(/-\d$/, '') === arrete,
        );
        await Promise.all(noms.map((nom) => enfant(nom).kill()));
        try {
          const vues = await faireTout(pile.url, pile.identites, materiel);
          expect(Object.fromEntries(vues)).toEqual(Object.fromEntries(issues));
        } finally {
          await Promise.all(noms.map((nom) => enfant(nom).start()));
        }
      },
    );
  });

  test('after all that, the invariants hold and no sale is left in doubt', async () => {
    const urls = pile.databases.verification;
    expect(Object.keys(urls).sort()).toEqual([...SUBGRAPHS].sort());
    const ecarts = await waitFor(
      async () => {
        const resultats = await verifier({ urls, attendreMs: 10_000, doubtAfterMs: 0 });
        const trouves = resultats.flatMap(({ differences }) => differences);
        if (trouves.length > 0) throw new Error(JSON.stringify(trouves, null, 2));
        return trouves;
      },
      { timeoutMs: 30_000, intervalMs: 1_000 },
    );
    expect(ecarts).toEqual([]);
  });
}

function resume({ requetes, echecs, ventes, enCours, debit, durees }: Bilan) {
  const tries = [...durees].sort((a, b) => a - b);
  const quantile = (part: number) => Math.round(tries[Math.floor(part * tries.length)] ?? 0);
  return {
    ...{ requetes, echecs: echecs.length, ventes, enCours, debit: Math.round(debit * 10) / 10 },
    ...{ p50: quantile(0.5), p99: quantile(0.99), max: Math.round(tries.at(-1) ?? 0) },
  };
}
