import { afterAll, beforeAll, expect, test } from '@jest/globals';
import pg from 'pg';

import { createTestDatabase, type TestDatabase, waitFor } from '@caisse/subgraph-kit/test';

import { apportDe } from './domain/apport.ts';
import { validee } from './test/evenements.ts';
import { type Banc, banc, journal } from './test/service.ts';

let base: TestDatabase;
let reporting: Banc;
let caisse: pg.Client;
let position = 0;

beforeAll(async () => {
  base = await createTestDatabase('reporting');
  reporting = banc(base.url, journal(), () => new Date('2026-11-22T17:00:00Z'));
  caisse = new pg.Client(base.url);
  await caisse.connect();
  await vendre(1);
});

afterAll(async () => {
  await caisse.end();
  await reporting.subgraph.stop();
  await base.drop();
});

/** Counts a slice of so many sales, as the consumer does. */
async function vendre(nombre: number): Promise<void> {
  const lot = Array.from({ length: nombre }, (_, n) =>
    apportDe(
      validee({ magasinId: 1 + (n % 3), heure: 9 + (n % 5), lignes: [[1 + n, 1, 100 + n]] }),
    ),
  );
  const de = position === 0 ? null : String(position);
  position += 1;
  await caisse.query('SELECT suivre_evenements($1, $2, $3)', [
    JSON.stringify(lot),
    de,
    String(position),
  ]);
}

interface Partie {
  total: number;
}
type Lu = { total: number } & Record<
  'parMagasin' | 'parJour' | 'parHeure' | 'parProduit',
  Partie[]
>;
interface Ecran {
  rapport: Lu;
  autre: Lu;
  tableau: Record<'chiffreAffaires' | 'tendanceHebdomadaire', Partie[]>;
}

const ECRAN = /* GraphQL */ `
  query ($filtre: FiltreRapport!) {
    rapport: rapportVentes(filtre: $filtre) {
      ...parties
    }
    autre: rapportVentes(filtre: $filtre) {
      ...parties
    }
    tableau: tableauDeBord {
      chiffreAffaires {
        total
      }
      tendanceHebdomadaire {
        total
      }
    }
  }
  fragment parties on RapportVentes {
    total
    parMagasin {
      total
    }
    parJour {
      total
    }
    parHeure {
      total
    }
    parProduit(first: 100) {
      total
    }
  }
`;
const filtre = { du: '2026-11-22', au: '2026-11-22' };

/** The sums of every part of an answer: one value when they are of one moment. */
async function sommes(): Promise<Set<number>> {
  const { rapport, autre, tableau } = await reporting.lire<Ecran>(ECRAN, { filtre });
  const listes = [rapport, autre, tableau].flatMap((partie) =>
    Object.values(partie).map((valeur: number | Partie[]) =>
      typeof valeur === 'number' ? valeur : valeur.reduce((somme, { total }) => somme + total, 0),
    ),
  );
  return new Set(listes);
}

test('a sale counted in the middle of an answer is in all of it, or in none', async () => {
  // What reads the hours waits; what reads the days does not.
  await caisse.query('BEGIN');
  await caisse.query('LOCK TABLE ventes_heure IN ACCESS EXCLUSIVE MODE');
  const lecture = sommes();
  await waitFor(async () => {
    const attentes = await base.query(
      `SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database
       WHERE NOT l.granted AND d.datname = current_database()`,
    );
    return attentes.length > 0;
  });
  await vendre(4);
  await caisse.query('COMMIT');
  expect(await lecture).toHaveProperty('size', 1);
});

test('the parts of a report and of a dashboard add up while tills sell', async () => {
  const fin = new AbortController();
  const caisses = (async () => {
    while (!fin.signal.aborted) await vendre(5);
  })();
  try {
    for (let n = 0; n < 60; n += 1) expect(await sommes()).toHaveProperty('size', 1);
  } finally {
    fin.abort();
    await caisses;
  }
});
