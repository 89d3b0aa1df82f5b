// Tills that sell and look things up without a pause: what a chain sends while its containers come and go.
import { randomUUID } from 'node:crypto';
import { connecter, embaucher } from './personnel.mjs';

const RETRIES = 40;
const REQUEST_MS = 8_000;

const SESSIONS = `{ magasins(type: MAGASIN) { id caisses { id sessionOuverte { id } } } }`;
const OUVRIR = `mutation ($caisseId: ID!) { ouvrirSessionCaisse(input: { caisseId: $caisseId, fondDeCaisse: 10000 }) { ... on SessionCaisse { id } } }`;
const RECHERCHER = `query ($magasinId: ID!) { produits(first: 5) { nodes { nom prix stock(magasinId: $magasinId) { disponible } } } }`;
const CREER = `mutation ($id: UUID!, $session: ID!) { creerPanier(input: { id: $id, sessionCaisseId: $session }) { __typename } }`;
const AJOUTER = `mutation ($panier: ID!, $produit: ID!, $ajout: UUID!) {
  ajouterAuPanier(input: { panierId: $panier, produitId: $produit, quantite: 1, ajoutId: $ajout }) { __typename ... on Panier { totaux { total } } } }`;
const CHECKOUT = `mutation ($input: CheckoutInput!) { checkout(input: $input) { __typename ... on Erreur { message } } }`;
const VENTE = `query ($id: ID!) { vente(id: $id) { statut total magasin { nom } } }`;

/**
 * @typedef {object} Bilan
 * @property {number} requetes operations that were wanted
 * @property {number} echecs operations that never had their answer; a query has one try
 * @property {number} reprises mutations sent again under their own id
 * @property {number} ventes sales that were acknowledged
 * @property {string[]} raisons the first failures
 * @property {number[]} durees milliseconds of each operation, retries included
 */

/**
 * @param {string} url
 * @param {import('./personnel.mjs').Compte} administrateur hires a cashier for each store
 */
export function caisses(url, administrateur) {
  /** @type {Bilan} */
  const bilan = { requetes: 0, echecs: 0, reprises: 0, ventes: 0, raisons: [], durees: [] };

  /** @param {string} query @param {object} variables @param {string} [jeton] */
  async function send(query, variables, jeton) {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(jeton && { authorization: `Bearer ${jeton}` }),
      },
      body: JSON.stringify({ query, variables }),
      signal: AbortSignal.timeout(REQUEST_MS),
    });
    const text = await response.text();
    if (!text.startsWith('{')) throw new Error(`${response.status} ${text.slice(0, 80)}`);
    const { data, errors } = JSON.parse(text);
    if (errors)
      throw new Error(`${response.status} ${errors[0].extensions?.code} ${errors[0].message}`);
    const value = Object.values(data)[0];
    if (value?.__typename === 'VenteEnCours') throw new Error('VenteEnCours');
    return value;
  }

  /**
   * @param {string} jeton @param {string} query @param {object} variables
   * @param {number} tries 1 for a query; a mutation carries its own id and is sent again
   */
  async function ask(jeton, query, variables, tries) {
    bilan.requetes += 1;
    const start = performance.now();
    for (let attempt = 1; ; attempt += 1) {
      try {
        const value = await send(query, variables, jeton);
        bilan.durees.push(performance.now() - start);
        return value;
      } catch (error) {
        if (attempt < tries) {
          bilan.reprises += 1;
          await new Promise((resolve) => setTimeout(resolve, 250));
          continue;
        }
        bilan.echecs += 1;
        if (bilan.raisons.length < 10) {
          bilan.raisons.push(`${new Date().toISOString()} ${query.slice(0, 30)}: ${String(error)}`);
        }
        return undefined;
      }
    }
  }

  /**
   * @param {{ session: string; jeton: string; magasinId: string }} caisse
   * @param {() => boolean} goOn @param {number} pauseMs
   */
  async function sell({ session, jeton, magasinId }, goOn, pauseMs) {
    const pause = () =>
      new Promise((resolve) => setTimeout(resolve, pauseMs * (0.5 + Math.random())));
    while (goOn()) {
      const panier = randomUUID();
      await ask(jeton, CREER, { id: panier, session }, RETRIES);
      await pause();
      await ask(jeton, RECHERCHER, { magasinId }, 1);
      await pause();
      const produit = String(1 + Math.floor(Math.random() * 5));
      await ask(jeton, AJOUTER, { panier, produit, ajout: randomUUID() }, RETRIES);
      await pause();
      const input = {
        venteId: randomUUID(),
        panierId: panier,
        paiements: [{ mode: 'COMPTANT', montant: 2_000 }],
      };
      const fin = await ask(jeton, CHECKOUT, { input }, RETRIES);
      if (fin?.__typename === 'CheckoutReussi') bilan.ventes += 1;
      else if (fin?.__typename !== 'StockInsuffisant') bilan.raisons.push(JSON.stringify(fin));
      await pause();
      await ask(jeton, VENTE, { id: input.venteId }, 1);
      await pause();
    }
  }

  return {
    bilan,
    /** Opens the tills that are closed, and sells at all of them while `goOn` says so. */
    async run(/** @type {() => boolean} */ goOn, /** @type {number} */ parSeconde) {
      const admin = await connecter(send, administrateur);
      const tills = [];
      for (const magasin of await send(SESSIONS, {}, admin)) {
        const jeton = await connecter(send, await embaucher(send, admin, 'CAISSIER', magasin.id));
        for (const { id, sessionOuverte } of magasin.caisses) {
          const session = sessionOuverte?.id ?? (await send(OUVRIR, { caisseId: id }, jeton)).id;
          tills.push({ session, jeton, magasinId: magasin.id });
        }
      }
      await Promise.all(tills.map((till) => sell(till, goOn, (1_000 * tills.length) / parSeconde)));
    },
  };
}
