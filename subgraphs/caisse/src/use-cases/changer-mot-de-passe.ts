import { acteurDe } from '@caisse/subgraph-kit';
import { saisieInvalide, type SaisieInvalide } from '@caisse/subgraph-kit/domaine';

import type { ChangeMotDePasse } from '../data/secret-repository.ts';
import type { Employe } from '../domain/employe.ts';
import { verifierMotDePasse, verifierPreuve } from '../domain/secrets.ts';
import { type Authentification, authentifier, type DependancesJetons } from './authentification.ts';
import { type DependancesSoiMeme, prouverSoiMeme } from './prouver-soi-meme.ts';
import { type PreuveRefusee, refuserApresCoup } from './prouver.ts';

interface Dependances extends DependancesSoiMeme, DependancesJetons {
  hachage: DependancesSoiMeme['hachage'] & { hacher(secret: string): Promise<string> };
  secrets: {
    changerMotDePasse(
      change: ChangeMotDePasse,
    ): Promise<{ employe: Employe; expireLe: Date } | null>;
  };
}

/** Changes one's own password. The other sign-ins are closed; this one goes on with new tokens. */
export async function changerMotDePasse(
  dependances: Dependances,
  { ancien, nouveau }: { ancien: string; nouveau: string },
): Promise<Authentification | PreuveRefusee | SaisieInvalide> {
  const champs = [...verifierPreuve({ ancien }), ...verifierMotDePasse('nouveau', nouveau)];
  if (champs.length > 0) return saisieInvalide(champs);
  const preuve = await prouverSoiMeme(dependances, ancien);
  if (!preuve.compte) return preuve.refus;
  const { jetons, secrets, hachage } = dependances;
  const { compte, connexionId } = preuve;
  const motDePasse = await hachage.hacher(nouveau);
  const maintenant = dependances.maintenant();
  const secret = jetons.nouveauSecret();
  const change = await secrets.changerMotDePasse({
    ...{ employeId: compte.id, connexionId, empreinte: compte.motDePasse, motDePasse, maintenant },
    ...{ renouvellement: jetons.condenser(secret), acteur: acteurDe(dependances) },
  });
  if (!change) return refuserApresCoup(dependances, compte.id);
  const connexion = { id: connexionId, expireLe: change.expireLe };
  return authentifier(dependances, change.employe, { connexion, secret, maintenant });
}
