import { randomUUID } from 'node:crypto';

import type { DocumentNode } from 'graphql';

import * as web from '../../../web/src/shared/api/generated/graphql.ts';
import { SE_CONNECTER } from '../../support/comptes.ts';
import {
  ADMIN,
  gerantDe,
  type Identites,
  LOGISTIQUE,
  type Personne,
} from '../../support/identites.ts';
import { ADMINISTRATEUR } from './ouvrir-pile.ts';
import { demander, racine, type Reponse } from './requete.ts';

/** What a person does at the till or at head office; each is a request of the web application. */
export const GESTES = [
  ...[
    'se-connecter',
    'accueil',
    'ouvrir-session',
    'page-caisse',
    'chercher',
    'creer-panier',
    'ajouter',
  ],
  ...['fixer-quantite', 'resoudre', 'encaisser', 'recu', 'ventes', 'annuler'],
  ...['tableau-de-bord', 'approvisionnement', 'transferer', 'catalogue', 'modifier-produit'],
] as const;
export type Geste = (typeof GESTES)[number];

/** `en-partie`: what the service owns is missing from the answer, and the answer says so. */
export type Issue = 'fait' | 'en-partie' | 'refuse';

/** What the acts need, made while everything works. */
export interface Materiel {
  sessionId: string;
  caisseId: string;
  /** One cart for each act that changes one. */
  paniers: string[];
  /** A paid sale. */
  venteId: string;
}

/** Who does what at the second store, and what its manager may not. */
const GERANT = gerantDe(2);
const AUTRES: Partial<Record<Geste, Personne>> = {
  approvisionnement: LOGISTIQUE,
  transferer: LOGISTIQUE,
  catalogue: ADMIN,
  'modifier-produit': ADMIN,
};

/** Makes carts and a sale under a session of the second store that is open. */
export async function preparer(
  origine: string,
  identites: Identites,
  sessionId: string,
  caisseId: string,
): Promise<Materiel> {
  const entetes = await identites.entetesDe(GERANT);
  const panier = async () => {
    const id = randomUUID();
    const creer = { input: { id, sessionCaisseId: sessionId } };
    racine(await demander(origine, web.CreerPanierDocument, creer, entetes));
    const ajout = { input: { panierId: id, produitId: '5', quantite: 2 } };
    racine(await demander(origine, web.AjouterProduitDocument, ajout, entetes));
    return id;
  };
  const paniers = await Promise.all(Array.from({ length: 5 }, panier));
  const venteId = randomUUID();
  const vente = racine(
    await demander(
      origine,
      web.CheckoutDocument,
      { input: { venteId, panierId: paniers.pop() ?? '', paiements: COMPTANT } },
      entetes,
    ),
  ) as { __typename: string };
  if (vente.__typename !== 'CheckoutReussi') throw new Error(JSON.stringify(vente));
  return { sessionId, caisseId, paniers, venteId };
}

type Requete = readonly [document: string | DocumentNode, variables: object];

const COMPTANT = [{ mode: 'COMPTANT', montant: 10_000 }];

/** Does every act at once, and says what became of each. */
export async function faireTout(
  origine: string,
  identites: Identites,
  materiel: Materiel,
): Promise<Map<Geste, Issue>> {
  const { sessionId, caisseId, venteId } = materiel;
  const { identifiant, motDePasse } = ADMINISTRATEUR;
  const [p1 = '', p2 = '', p3 = ''] = materiel.paniers;
  const requetes: Record<Geste, Requete> = {
    'se-connecter': [SE_CONNECTER, { input: { identifiant, motDePasse } }],
    accueil: [web.AccueilDocument, { magasinId: '2' }],
    'ouvrir-session': [web.OuvrirSessionDocument, { input: { caisseId, fondDeCaisse: 10_000 } }],
    'page-caisse': [web.PageCaisseDocument, { sessionId, panierId: p1 }],
    chercher: [web.RechercherProduitsDocument, { magasinId: '2', recherche: 'ea' }],
    'creer-panier': [
      web.CreerPanierDocument,
      { input: { id: randomUUID(), sessionCaisseId: sessionId } },
    ],
    ajouter: [web.AjouterProduitDocument, { input: { panierId: p1, produitId: '3', quantite: 1 } }],
    'fixer-quantite': [
      web.FixerQuantiteDocument,
      { input: { panierId: p2, produitId: '5', quantite: 3 } },
    ],
    resoudre: [web.ProduitDuCodeDocument, { recherche: '0620000000035' }],
    encaisser: [
      web.CheckoutDocument,
      { input: { venteId: randomUUID(), panierId: p3, paiements: COMPTANT } },
    ],
    recu: [web.RecuDeVenteDocument, { id: venteId }],
    ventes: [web.PageVentesDocument, { magasinId: '2' }],
    annuler: [
      web.AnnulerUneVenteDocument,
      { input: { annulationId: randomUUID(), venteId, motif: 'Essai' } },
    ],
    'tableau-de-bord': [web.PageTableauDeBordDocument, { magasinId: '2' }],
    approvisionnement: [web.PageApprovisionnementDocument, {}],
    transferer: [
      web.TransfererDocument,
      {
        input: {
          ...{ transfertId: randomUUID(), sourceId: '6', destinationId: '4' },
          lignes: [{ produitId: '3', quantite: 1 }],
        },
      },
    ],
    catalogue: [web.PageProduitsDocument, {}],
    'modifier-produit': [
      web.EnregistrerProduitDocument,
      { input: { id: '4', version: 1, nom: 'Pain', prix: 350, description: 'Pain tranché' } },
    ],
  };
  const issues = await Promise.all(
    GESTES.map(async (geste) => {
      const requete: Requete = requetes[geste];
      const entetes = await identites.entetesDe(AUTRES[geste] ?? GERANT);
      const reponse = await demander(origine, ...requete, entetes).catch(() => null);
      return [geste, lireIssue(geste, reponse)] as const;
    }),
  );
  return new Map(issues);
}

function lireIssue(geste: Geste, reponse: Reponse | null): Issue {
  // Nobody answers at all: as refused as can be, and known to be.
  if (!reponse) return 'refuse';
  const data = reponse.data as object | null | undefined;
  const { errors } = reponse;
  if (!errors) {
    const type = (Object.values(data ?? {})[0] as { __typename?: string } | null)?.__typename;
    if (geste === 'encaisser' && type !== 'CheckoutReussi') throw new Error(`encaisser: ${type}`);
    if (geste === 'se-connecter' && type !== 'Authentification') {
      throw new Error(`se-connecter: ${type}`);
    }
    if (geste === 'annuler' && type !== 'AnnulationReussie') throw new Error(`annuler: ${type}`);
    return 'fait';
  }
  const inattendue = errors.find(({ extensions }) => extensions?.code !== 'SERVICE_INDISPONIBLE');
  if (inattendue) throw new Error(`${geste}: ${JSON.stringify(inattendue)}`);
  return data ? 'en-partie' : 'refuse';
}
