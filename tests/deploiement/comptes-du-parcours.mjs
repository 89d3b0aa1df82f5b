// Hires at a deployment whom the journey of existing clients needs, and prints their accounts as it reads them:
//   export $(node tests/deploiement/comptes-du-parcours.mjs http://127.0.0.1:8080)
//   PARCOURS_URL=http://127.0.0.1:8080 npm run test:contrat
import { administrateur, connecter, embaucher } from './personnel.mjs';

const [url = 'http://127.0.0.1:8080'] = process.argv.slice(2);

/** @type {import('./personnel.mjs').Envoyer} */
const send = async (query, variables, jeton) => {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(jeton && { authorization: `Bearer ${jeton}` }),
    },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = /** @type {any} */ (await response.json());
  if (errors) throw new Error(errors[0].message);
  return Object.values(data)[0];
};

const admin = await administrateur();
const jeton = await connecter(send, admin);
const say = (/** @type {string} */ name, /** @type {import('./personnel.mjs').Compte} */ compte) =>
  console.log(`PARCOURS_${name}=${compte.identifiant}:${compte.motDePasse}`);
say('ADMIN', admin);
say('LOGISTIQUE', await embaucher(send, jeton, 'LOGISTIQUE'));
say('CAISSIER1', await embaucher(send, jeton, 'CAISSIER', '1'));
say('GERANT1', await embaucher(send, jeton, 'GERANT', '1'));
say('GERANT3', await embaucher(send, jeton, 'GERANT', '3'));
