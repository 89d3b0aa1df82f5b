import { type Acteur, acteurDe, type RequestContext } from '@caisse/subgraph-kit';

import { connecteDe } from './connecte.ts';

interface Dependances extends Pick<RequestContext, 'requestId' | 'identity'> {
  maintenant: () => Date;
  connexions: { fermer(connexionId: string, maintenant: Date, acteur: Acteur): Promise<unknown> };
}

/** Closes the caller's sign-in. Repeated, it does nothing more. */
export async function seDeconnecter(dependances: Dependances): Promise<{ fermeeLe: Date }> {
  const fermeeLe = dependances.maintenant();
  const connecte = connecteDe(dependances.identity);
  if (connecte) {
    await dependances.connexions.fermer(connecte.connexionId, fermeeLe, acteurDe(dependances));
  }
  return { fermeeLe };
}
