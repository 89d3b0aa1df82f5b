import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';
import { type Echec, echec, enUuid } from '@caisse/subgraph-kit/domaine';

import type { ConnexionVue } from '../domain/connexion.ts';
import { connecteDe } from './connecte.ts';

interface Dependances extends Pick<RequestContext, 'requestId' | 'identity'> {
  maintenant: () => Date;
  connexions: {
    fermer(connexionId: string, maintenant: Date, acteur: Acteur): Promise<ConnexionVue | null>;
  };
}

/** Closes one of the caller's own sign-ins, this one or another. */
export async function fermerConnexion(
  dependances: Dependances,
  saisie: { id: string },
): Promise<{ __typename: 'Connexion'; connexion: ConnexionVue } | Echec<'ConnexionIntrouvable'>> {
  const id = enUuid(saisie.id);
  const connecte = connecteDe(dependances.identity);
  const connexion =
    id &&
    connecte &&
    (await dependances.connexions.fermer(id, dependances.maintenant(), acteurDe(dependances)));
  return connexion
    ? { __typename: 'Connexion', connexion }
    : echec('ConnexionIntrouvable', 'Cette connexion est déjà fermée, ou n’est pas la vôtre.');
}
