import { afterAll, beforeAll, expect, test } from '@jest/globals';

import { ADMIN } from '../support/identites.ts';
import { type Caisse, ouvrirCaisses } from './harnais/caisses.ts';
import { encaisser } from './harnais/encaisser.ts';
import { envoyer } from './harnais/graphql.ts';
import { ouvrirSysteme, type Systeme } from './harnais/systeme.ts';
import { hasardDe } from './harnais/tailles.ts';
import { preparerVentes } from './harnais/ventes.ts';

let systeme: Systeme;
let caisses: Caisse[];

beforeAll(async () => {
  systeme = await ouvrirSysteme('catalogue');
  caisses = await ouvrirCaisses(systeme);
});

afterAll(() => systeme.fermer());

interface Vue {
  vente: {
    total: number;
    lignes: { nomProduit: string; prixUnitaire: number; produit: { nom: string } | null }[];
  } | null;
}

const VENTE = /* GraphQL */ `
  query Vente($id: ID!) {
    vente(id: $id) {
      total
      lignes {
        nomProduit
        prixUnitaire
        produit {
          nom
        }
      }
    }
  }
`;

test('with the catalogue away a sale is made, and shown without what only the catalogue knows', async () => {
  await systeme.processus.produit.tuer();
  const [saisie] = await preparerVentes(systeme, caisses, hasardDe('catalogue'), 1);
  if (!saisie) throw new Error('No sale was prepared');
  const { resultat } = await encaisser(systeme, saisie);
  expect(resultat.vente).toBeDefined();

  const { data, errors } = await envoyer<Vue>(
    systeme.url,
    VENTE,
    { id: saisie.venteId },
    await systeme.identites.entetesDe(ADMIN),
  );
  expect(errors?.[0]?.extensions?.code).toBe('SERVICE_INDISPONIBLE');
  expect(data?.vente?.lignes.length).toBeGreaterThan(0);
  for (const ligne of data?.vente?.lignes ?? []) {
    expect(ligne.produit).toBeNull();
    expect(ligne.nomProduit).toMatch(/^Article \d+$/);
    expect(ligne.prixUnitaire).toBeGreaterThan(0);
  }
});
