import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { hostPort } from '@caisse/pile';
import { waitFor } from '@caisse/subgraph-kit/test';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { expressions } from '../../grafana/tableaux/index.ts';
import { createClient } from '../e2e/support/client.ts';
import { readDocuments } from '../e2e/support/documents.ts';
import { createTill } from '../e2e/support/till.ts';
import { caissierDe } from '../support/identites.ts';
import {
  ADMINISTRATEUR,
  ATTENTE_MS,
  MANQUE,
  ouvrirPile,
  type PileDeTest,
} from '../pile/support/ouvrir-pile.ts';
import { type Activite, ouvrirActivite } from './activite.ts';
import { type Collecteur, ouvrirCollecteur } from './collecteur.ts';
import { type Prometheus, prometheus } from './prometheus.ts';
import { enRequete } from './requetes.ts';

if (MANQUE !== undefined && process.env['CI'] !== 'true') {
  test(`what is observed needs Nginx, Redis and Prometheus: ${MANQUE}`, () => {
    expect(process.env['CI']).not.toBe('true');
  });
} else describe('the whole deployment, observed', observee);

function observee() {
  let collecteur: Collecteur;
  let pile: PileDeTest;
  let activite: Activite | undefined;
  let metriques: Prometheus;

  beforeAll(async () => {
    collecteur = await ouvrirCollecteur();
    pile = await ouvrirPile({
      logLevel: 'info',
      services: { OTEL_EXPORTER_OTLP_ENDPOINT: collecteur.url },
    });
    metriques = prometheus(`http://${hostPort(pile.topology.prometheus)}`);
    const client = createClient(pile.url, pile.identites.entetesDe);
    activite = await ouvrirActivite(client, pile.url, ADMINISTRATEUR);
  }, ATTENTE_MS);

  afterAll(async () => {
    await activite?.arreter();
    await pile.fermer();
    await collecteur.fermer();
  });

  describe('one sale, followed from the browser on', () => {
    const venteId = randomUUID();
    const traceId = randomUUID().replaceAll('-', '');
    const navigateur = 'c0ffee00c0ffee00';

    beforeAll(async () => {
      const client = createClient(pile.url, pile.identites.entetesDe);
      const till = await createTill(client, '2');
      const panierId = await till.panier([['3', 2]]);
      const input = { venteId, panierId, paiements: [{ mode: 'COMPTANT', montant: 100_000 }] };
      const reponse = await fetch(`${pile.url}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(await client.as(caissierDe(1)).headers()),
          traceparent: `00-${traceId}-${navigateur}-00`,
        },
        body: JSON.stringify({ query: readDocuments().get('checkout'), variables: { input } }),
      });
      expect(await reponse.json()).toMatchObject({
        data: { checkout: { __typename: 'CheckoutReussi' } },
      });
    });

    test('one command shows its lines in every process that took part, all in one trace', async () => {
      const suivre = async () => {
        const { stdout } = await promisify(execFile)(process.execPath, [
          ...['scripts/suivre.mjs', venteId, pile.logs, join(pile.dossier, 'nginx', 'acces.log')],
        ]);
        return stdout.trim().split('\n').slice(0, -2);
      };
      const lignes = await waitFor(
        async () => {
          const trouvees = await suivre();
          const applications = trouvees.filter((ligne) => ligne.includes('Event applied'));
          return applications.length === 3 && trouvees;
        },
        { timeoutMs: 20_000, intervalMs: 250 },
      );
      const services = new Set(lignes.map((ligne) => ligne.split(/\s+/)[1]));
      expect([...services].sort()).toEqual(
        ['caisse', 'nginx', 'panier', 'produit', 'reporting', 'router', 'stock', 'vente'].sort(),
      );
      for (const ligne of lignes) expect(ligne).toContain(`traceId=${traceId}`);
    });

    test('its spans reach the collector as one tree, down to SQL and to the report', async () => {
      const attendus = [
        ...['router: graphql Checkout', 'router: appel vente', 'vente: graphql Checkout'],
        ...['vente: appel panier', 'panier: graphql FigerPanierDeVente', 'vente: appel stock'],
        ...['stock: graphql ReserverStockDeVente', 'caisse: graphql SessionDeVente'],
        ...['vente: sql vente.valider', 'reporting: evenement VenteValidee'],
      ];
      // Each process sends its own, in its own time: the children of a call before or after it.
      const complet = () => {
        const recus = collecteur.recus.filter((span) => span.traceId === traceId);
        const noms = new Set(recus.map(({ service, name }) => `${service}: ${name}`));
        const faits = recus.filter(({ name }) => name === 'evenement VenteValidee');
        const ids = new Set(recus.map(({ spanId }) => spanId));
        const orphelins = recus.filter(
          ({ parentSpanId, name }) =>
            !ids.has(parentSpanId) && parentSpanId !== navigateur && !name.startsWith('evenement '),
        );
        const manquent = attendus.filter((nom) => !noms.has(nom));
        expect({ faits: faits.length, manquent, orphelins }).toEqual({
          ...{ faits: 3, manquent: [], orphelins: [] },
        });
        return recus;
      };
      const spans = await waitFor(complet, { timeoutMs: 20_000 });
      // The router and vente each have a span of that name, and may be heard in any order.
      const encaissements = spans.filter(({ name }) => name === 'graphql Checkout');
      expect(encaissements.map(({ attributes }) => attributes['venteId'])).toContain(venteId);
    });
  });

  describe('Prometheus', () => {
    test('reads every replica', async () => {
      const attendues = [
        ...pile.topology.replicas.map((replica) => ({ ...replica })),
        { service: 'verification', ...pile.topology.verification },
      ].map(({ service, ...adresse }) => ({ service, instance: hostPort(adresse), health: 'up' }));
      const cibles = await waitFor(
        async () => {
          const vues = await metriques.cibles();
          const toutes = vues.length >= attendues.length;
          return toutes && vues.every(({ health }) => health === 'up') && vues;
        },
        { timeoutMs: 30_000, intervalMs: 250 },
      );
      expect(cibles).toHaveLength(attendues.length);
      expect(cibles).toEqual(expect.arrayContaining(attendues));
    });

    test('evaluates every rule', async () => {
      const regles = await waitFor(
        async () => {
          const vues = await metriques.regles();
          return vues.every(({ health }) => health === 'ok') && vues;
        },
        { timeoutMs: 30_000, intervalMs: 250 },
      );
      expect(regles.length).toBeGreaterThanOrEqual(24);
    });

    test('has an answer to every question of every dashboard', async () => {
      let muettes = expressions().filter(({ langage }) => langage === 'PromQL');
      expect(muettes.length).toBeGreaterThan(60);
      const reponses = async () => {
        const restantes = [];
        for (const question of muettes) {
          const series = await metriques.demander(enRequete(question.expr, 'vente'));
          if (!series.some(({ value: [, valeur] }) => valeur !== 'NaN')) restantes.push(question);
        }
        muettes = restantes;
        return muettes.length === 0;
      };
      await waitFor(reponses, { timeoutMs: 100_000, intervalMs: 1_000 }).catch(() => undefined);
      expect(muettes).toEqual([]);
    });

    test('counts who got in and who was refused, wherever in caisse that was', async () => {
      const vus = await waitFor(
        async () => {
          const series = await metriques.demander(
            'sum by (resultat) (connexions_essais_total{moyen="mot_de_passe"}) > 0',
          );
          const resultats = series.map(({ metric }) => metric['resultat']).sort();
          return resultats.length >= 2 && resultats;
        },
        { timeoutMs: 30_000, intervalMs: 250 },
      );
      expect(vus).toEqual(['refus', 'succes']);
    });

    test('shows what was shed from the start: nothing, at the router and in every service', async () => {
      const series = await waitFor(
        async () => {
          const vues = await metriques.demander(
            'service:requetes_delestees:rate2m{classe="tout"} / on (service) service:requetes:rate2m',
          );
          return vues.length >= 7 && vues;
        },
        { timeoutMs: 60_000, intervalMs: 1_000 },
      );
      const parts = series.map(({ metric, value: [, part] }) => [metric['service'], part]);
      expect(Object.fromEntries(parts)).toMatchObject({ router: '0', caisse: '0', vente: '0' });
    });

    test('keeps no series for a name that a stranger invented', async () => {
      const client = createClient(pile.url, pile.identites.entetesDe);
      await client.run('query Invente42 { magasins { id } }');
      const noms = await waitFor(
        async () => {
          const series = await metriques.demander(
            'sum by (operation) (graphql_operations_total{service="router"})',
          );
          const vus = series.map(({ metric }) => metric['operation']);
          return vus.includes('autre') && vus;
        },
        { timeoutMs: 30_000, intervalMs: 250 },
      );
      expect(noms).not.toContain('Invente42');
    });
  });
}
