import { attacheAuMagasin, ROLES } from '@caisse/acces';

import { type Entetes, type Personne } from './identites.ts';

/** What somebody signs in with. */
export interface Compte extends Personne {
  identifiant: string;
  motDePasse: string;
}

export const SE_CONNECTER = /* GraphQL */ `
  mutation SeConnecter($input: SeConnecterInput!) {
    seConnecter(input: $input) {
      __typename
      ... on Authentification {
        jeton
      }
    }
  }
`;

/**
 * The accounts of whoever plays a part: the demo's, or those that the environment names, `PARCOURS_ADMIN`,
 * `PARCOURS_GERANT3`, …, each `identifiant:password`.
 */
export function compteDe({ role, magasinId }: Personne): Compte {
  const nom = `${role.toLowerCase()}${magasinId ?? ''}`;
  const donne = process.env[`PARCOURS_${nom.toUpperCase()}`];
  const [identifiant = nom, ...reste] = donne?.split(':') ?? [nom, 'demo'];
  return {
    ...{ role, identifiant, motDePasse: reste.join(':') },
    ...(magasinId !== undefined && { magasinId }),
  };
}

/** One account of each role, all of the first store. */
export const COMPTES_DE_CHAQUE_ROLE = ROLES.map((role) =>
  compteDe({ role, ...(attacheAuMagasin(role) && { magasinId: 1 }) }),
);

/** So long a refused sign-in is not tried again: whoever waits for something asks many times, and sign-ins are limited. */
const PATIENCE_MS = 2_000;

/**
 * Signs people in when they first ask, each once.
 *
 * @param url origin of the router
 * @returns the headers of somebody's requests
 */
export function connexionsA(url: string): (personne: Personne) => Promise<Entetes> {
  const connues = new Map<string, Promise<Entetes>>();
  return (personne) => {
    const compte = compteDe(personne);
    const connue = connues.get(compte.identifiant);
    if (connue) return connue;
    const nouvelle = seConnecter(url, compte);
    connues.set(compte.identifiant, nouvelle);
    nouvelle.catch(() => {
      setTimeout(() => connues.delete(compte.identifiant), PATIENCE_MS).unref();
    });
    return nouvelle;
  };
}

async function seConnecter(url: string, { identifiant, motDePasse }: Compte): Promise<Entetes> {
  const reponse = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: SE_CONNECTER,
      variables: { input: { identifiant, motDePasse } },
    }),
  });
  const texte = await reponse.text();
  const { data } = JSON.parse(texte) as { data?: { seConnecter?: { jeton?: string } } };
  const jeton = data?.seConnecter?.jeton;
  // The answer is shown without a token: there is none in it.
  if (jeton === undefined) throw new Error(`${identifiant} was not signed in: ${texte}`);
  return { authorization: `Bearer ${jeton}` };
}
