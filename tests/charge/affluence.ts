import { randomUUID } from 'node:crypto';

import { Pool } from 'undici';

import type { Client } from '../e2e/support/client.ts';
import { readDocuments } from '../e2e/support/documents.ts';

/** What became of one request. */
export interface Demande {
  sorte: 'vente' | 'recherche' | 'rapport';
  /** `refusee` is the answer that too much is in hand; `ratee` anything else than an answer. */
  issue: 'rendue' | 'refusee' | 'ratee';
  /** Why it failed. */
  raison?: string;
  ms: number;
}

export interface Affluence {
  /** Makes one request of the mix: half are steps of sales, a tenth reports, the rest searches. */
  demander(): Promise<Demande>;
  /** Sales that a till has a receipt for. */
  ventes(): number;
  fermer(): Promise<void>;
}

type Reponse = Record<string, { __typename?: string }>;

/** A sale that a till makes step by step; a step that was refused is made again later, with the same ids. */
interface Vente {
  panierId: string;
  venteId: string;
  produitId: string;
  etape: number;
}

/** All that the demo sells. */
const PRODUITS = ['1', '2', '3', '4', '5'];
/** The centre, and the stores but the first. */
const SOURCES: Readonly<Record<string, number>> = {
  6: 5_000,
  2: 1_000,
  3: 1_000,
  4: 1_000,
  5: 1_000,
};

/** What the first store holds once everything is there. */
export const STOCK_REUNI = 50_000;

/** Brings the stock of the whole chain to the first store, so that a minute of sales does not empty it. */
export async function reunirStock(admin: Client): Promise<void> {
  const document = readDocuments().get('transferer-stock') ?? '';
  for (const [sourceId, quantite] of Object.entries(SOURCES)) {
    const lignes = PRODUITS.map((produitId) => ({ produitId, quantite }));
    const input = { transfertId: randomUUID(), sourceId, destinationId: '1', lignes };
    const { transfererStock } = (await admin.run(document, { input })) as Reponse;
    if (transfererStock?.__typename !== 'Transfert')
      throw new Error(JSON.stringify(transfererStock));
  }
}

/** Opens a till of the first store and makes its crowd. */
export async function ouvrirAffluence(
  url: string,
  { caissier, gerant }: { caissier: Client; gerant: Client },
): Promise<Affluence> {
  const documents = readDocuments();
  const document = (nom: string) => documents.get(nom) ?? '';
  const { ouvrirSessionCaisse: session } = (await caissier.run(document('ouvrir-session'), {
    caisseId: '1',
    fondDeCaisse: 10_000,
  })) as { ouvrirSessionCaisse: { id: string } };
  const entetes = { caissier: await caissier.headers(), gerant: await gerant.headers() };
  const pool = new Pool(new URL(url).origin, { connections: 600 });
  const enPause: Vente[] = [];
  let vendues = 0;
  let tirage = 0;

  async function envoyer(
    sorte: Demande['sorte'],
    query: string,
    variables: Record<string, unknown>,
  ): Promise<{ demande: Demande; data: Reponse | undefined }> {
    const debut = performance.now();
    let issue: Demande['issue'] = 'ratee';
    let data: Reponse | undefined;
    let raison: string | undefined;
    try {
      const { statusCode, body } = await pool.request({
        ...{ method: 'POST', path: '/graphql' },
        headers: {
          'content-type': 'application/json',
          ...entetes[sorte === 'rapport' ? 'gerant' : 'caissier'],
        },
        body: JSON.stringify({ query, variables }),
      });
      const texte = await body.text();
      if (statusCode === 503 || texte.includes('"SURCHARGE"')) issue = 'refusee';
      else {
        const reponse = JSON.parse(texte) as { data?: Reponse; errors?: unknown };
        data = reponse.errors ? undefined : reponse.data;
        if (data) issue = 'rendue';
        else raison = /"code":"(\w+)"/.exec(texte)?.[1] ?? texte.slice(0, 80);
      }
    } catch (erreur) {
      raison = String(erreur);
    }
    const ms = performance.now() - debut;
    return { demande: { sorte, issue, ms, ...(raison && { raison }) }, data };
  }

  const etapes = (vente: Vente): [string, Record<string, unknown>][] => [
    ['creer-panier', { id: vente.panierId, sessionCaisseId: session.id }],
    ['ajouter-au-panier', { panierId: vente.panierId, produitId: vente.produitId, quantite: 1 }],
    [
      'checkout',
      {
        input: {
          ...{ venteId: vente.venteId, panierId: vente.panierId },
          paiements: [{ mode: 'COMPTANT', montant: 1_000 }],
        },
      },
    ],
  ];

  const nouvelleVente = (): Vente => ({
    ...{ panierId: randomUUID(), venteId: randomUUID(), etape: 0 },
    produitId: PRODUITS[tirage % PRODUITS.length] ?? '1',
  });

  async function avancer(): Promise<Demande> {
    const vente = enPause.shift() ?? nouvelleVente();
    const [nom = '', variables = {}] = etapes(vente)[vente.etape] ?? [];
    const { demande, data } = await envoyer('vente', document(nom), variables);
    const membre = Object.values(data ?? {})[0]?.__typename;
    if (demande.issue === 'rendue' && membre !== 'VenteEnCours') vente.etape += 1;
    if (membre === 'CheckoutReussi') vendues += 1;
    if (vente.etape < 3) enPause.push(vente);
    return demande;
  }

  return {
    async demander() {
      tirage += 1;
      if (tirage % 2 === 0) return avancer();
      if (tirage % 10 === 1) {
        const filtre = { du: '2026-01-01', au: '2026-12-31', magasinId: '1' };
        return (await envoyer('rapport', document('rapport-ventes'), { filtre })).demande;
      }
      const variables = { magasinId: '1', recherche: 'a', first: 20 };
      return (await envoyer('recherche', document('rechercher'), variables)).demande;
    },
    ventes: () => vendues,
    fermer: () => pool.close(),
  };
}
