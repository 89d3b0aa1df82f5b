import { v4 as uuidv4 } from 'uuid';
import { lireFragment } from '../shared/api/generated/fragment-masking.ts';
import { coffreDeLOnglet } from '../shared/connexion/coffre.ts';
import { creerConnexion } from '../shared/connexion/connexion.ts';
import { AUTHENTIFICATION, RENOUVELER } from '../shared/connexion/documents.ts';
import { partageDesOnglets } from '../shared/connexion/partage.ts';
import { creerClient } from './apollo.ts';

// A renewal carries its own proof: no token goes with it, and none is renewed for it.
const anonyme = creerClient(null);

/** The sign-in of this tab, made once. */
export const connexion = creerConnexion({
  coffre: coffreDeLOnglet,
  partage: partageDesOnglets(),
  nouvelleCle: uuidv4,
  maintenant: Date.now,
  renouveler: async (jetonRenouvellement) => {
    const { data } = await anonyme.mutate({
      mutation: RENOUVELER,
      variables: { input: { jetonRenouvellement } },
      fetchPolicy: 'no-cache',
    });
    const resultat = data?.renouvelerJeton;
    if (!resultat) throw new Error('The renewal has no answer');
    return resultat.__typename === 'Authentification'
      ? lireFragment(AUTHENTIFICATION, resultat)
      : null;
  },
});
