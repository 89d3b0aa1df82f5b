import { lireFragment } from '../shared/api/generated/fragment-masking.ts';
import { coffreDeLOnglet } from '../shared/connexion/coffre.ts';
import { creerConnexion } from '../shared/connexion/connexion.ts';
import { AUTHENTIFICATION, RENOUVELER } from '../shared/connexion/documents.ts';
import { partageDesOnglets } from '../shared/connexion/partage.ts';
import { enteteDe } from '../shared/connexion/temoin.ts';
import { creerClient } from './apollo.ts';

// A renewal carries its own proof: no token goes with it, and none is renewed for it.
const anonyme = creerClient(null);

/** The sign-in of this tab, made once. */
export const connexion = creerConnexion({
  coffre: coffreDeLOnglet,
  partage: partageDesOnglets(),
  maintenant: Date.now,
  renouveler: async (cle) => {
    const { data } = await anonyme.mutate({
      mutation: RENOUVELER,
      variables: { input: {} },
      fetchPolicy: 'no-cache',
      // The token in the cookie serves once: its answer is taken also when the page goes away meanwhile.
      context: { headers: enteteDe(cle), fetchOptions: { keepalive: true } },
    });
    const resultat = data?.renouvelerJeton;
    if (!resultat) throw new Error('The renewal has no answer');
    return resultat.__typename === 'Authentification'
      ? { ...lireFragment(AUTHENTIFICATION, resultat), cle }
      : null;
  },
});
