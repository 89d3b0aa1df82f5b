// Tills that sell and look things up without a pause: what a chain sends while its containers come and go.
import { randomBytes, randomUUID } from 'node:crypto';

const RETRIES = 40;
const REQUEST_MS = 8_000;

const SE_CONNECTER = `mutation ($input: SeConnecterInput!) { seConnecter(input: $input) { ... on Authentification { jeton } ... on Erreur { message } } }`;
const EMPLOYES = `query ($recherche: String) { employes(recherche: $recherche, first: 1) { nodes { id identifiant } } }`;
const EMBAUCHER = `mutation ($input: CreerEmployeInput!) { creerEmploye(input: $input) { __typename ... on Erreur { message } } }`;
const REINITIALISER = `mutation ($input: ReinitialiserMotDePasseInput!) { reinitialiserMotDePasse(input: $input) { __typename ... on Erreur { message } } }`;
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
 * @param {{ identifiant: string; motDePasse: string }} administrateur hires a cashier for each store
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

  /** @param {string} identifiant @param {string} motDePasse @returns {Promise<string>} */
  async function connecter(identifiant, motDePasse) {
    const { jeton, message } = await send(SE_CONNECTER, { input: { identifiant, motDePasse } });
    if (!jeton) throw new Error(`${identifiant}: ${message}`);
    return jeton;
  }

  /**
   * The token of a store's cashier, who is hired by the first trial and gets a new password from the next ones.
   * @param {string} admin token @param {string} magasinId
   */
  async function caissier(admin, magasinId) {
    const identifiant = `essai.caissier${magasinId}`;
    const motDePasse = randomBytes(12).toString('base64url');
    const { nodes } = await send(EMPLOYES, { recherche: identifiant }, admin);
    const [connu] = nodes.filter((/** @type {any} */ e) => e.identifiant === identifiant);
    const { __typename, message } = connu
      ? await send(REINITIALISER, { input: { employeId: connu.id, motDePasse } }, admin)
      : await send(
          EMBAUCHER,
          { input: { identifiant, nom: 'Essai', role: 'CAISSIER', magasinId, motDePasse } },
          admin,
        );
    if (__typename !== 'Employe') throw new Error(`${identifiant}: ${__typename} ${message}`);
    return connecter(identifiant, motDePasse);
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
      const admin = await connecter(administrateur.identifiant, administrateur.motDePasse);
      const tills = [];
      for (const magasin of await send(SESSIONS, {}, admin)) {
        const jeton = await caissier(admin, magasin.id);
        for (const { id, sessionOuverte } of magasin.caisses) {
          const session = sessionOuverte?.id ?? (await send(OUVRIR, { caisseId: id }, jeton)).id;
          tills.push({ session, jeton, magasinId: magasin.id });
        }
      }
      await Promise.all(tills.map((till) => sell(till, goOn, (1_000 * tills.length) / parSeconde)));
    },
  };
}
