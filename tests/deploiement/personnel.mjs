// Signs people in at a deployment, and hires them as its administrator does.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const SE_CONNECTER = `mutation ($input: SeConnecterInput!) { seConnecter(input: $input) { ... on Authentification { jeton } ... on Erreur { message } } }`;
const EMPLOYES = `query ($recherche: String) { employes(recherche: $recherche, first: 1) { nodes { id identifiant } } }`;
const EMBAUCHER = `mutation ($input: CreerEmployeInput!) { creerEmploye(input: $input) { __typename ... on Erreur { message } } }`;
const CHANGER = `mutation ($input: ChangerMotDePasseInput!) { changerMotDePasse(input: $input) { __typename ... on Erreur { message } } }`;
const REINITIALISER = `mutation ($input: ReinitialiserMotDePasseInput!) { reinitialiserMotDePasse(input: $input) { __typename ... on Erreur { message } } }`;

/** @typedef {{ identifiant: string; motDePasse: string }} Compte */
/** @typedef {(query: string, variables: object, jeton?: string) => Promise<any>} Envoyer gives the only root field */

/** The first administrator: of the environment, else of the deployment's secrets. @returns {Promise<Compte>} */
export async function administrateur() {
  const file = `${process.env.SECRETS_DOSSIER ?? 'secrets'}/admin_mot_de_passe`;
  const kept = async () => (await readFile(file, 'utf8').catch(() => '')).trim();
  const motDePasse = process.env.ADMIN_MOT_DE_PASSE ?? (await kept());
  if (!motDePasse) throw new Error('ADMIN_MOT_DE_PASSE is missing: somebody must hire the others');
  return { identifiant: process.env.ADMIN_IDENTIFIANT ?? 'admin', motDePasse };
}

/** @param {Envoyer} send @param {Compte} compte @returns {Promise<string>} the token */
export async function connecter(send, { identifiant, motDePasse }) {
  const { jeton, message } = await send(SE_CONNECTER, { input: { identifiant, motDePasse } });
  if (!jeton) throw new Error(`${identifiant}: ${message}`);
  return jeton;
}

/**
 * Hires somebody for a trial; who was hired by an earlier one gets a new password. They change it at once, as they must.
 * @param {Envoyer} send @param {string} admin token
 * @param {'CAISSIER' | 'GERANT' | 'LOGISTIQUE'} role @param {string} [magasinId]
 * @returns {Promise<Compte>}
 */
export async function embaucher(send, admin, role, magasinId) {
  const identifiant = `essai.${role.toLowerCase()}${magasinId ?? ''}`;
  const motDePasse = randomBytes(12).toString('base64url');
  const { nodes } = await send(EMPLOYES, { recherche: identifiant }, admin);
  const [connu] = nodes.filter((/** @type {any} */ e) => e.identifiant === identifiant);
  const { __typename, message } = connu
    ? await send(REINITIALISER, { input: { employeId: connu.id, motDePasse } }, admin)
    : await send(
        EMBAUCHER,
        { input: { identifiant, nom: 'Essai', role, magasinId, motDePasse } },
        admin,
      );
  if (__typename !== 'Employe') throw new Error(`${identifiant}: ${__typename} ${message}`);
  const choisi = randomBytes(12).toString('base64url');
  const jeton = await connecter(send, { identifiant, motDePasse });
  const change = await send(CHANGER, { input: { ancien: motDePasse, nouveau: choisi } }, jeton);
  if (change.__typename !== 'Authentification')
    throw new Error(`${identifiant}: ${change.message}`);
  return { identifiant, motDePasse: choisi };
}
