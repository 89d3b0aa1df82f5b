import { acteurDe } from '@caisse/subgraph-kit';
import { saisieInvalide, type SaisieInvalide } from '@caisse/subgraph-kit/domaine';

import type { ChangeMotDePasse } from '../data/secret-repository.ts';
import type { Employe } from '../domain/employe.ts';
import { verifierMotDePasse, verifierPreuve } from '../domain/secrets.ts';
import { type Authentification, authentifier, type DependancesJetons } from './authentification.ts';
import { type DependancesMotDePasse, verifierNouveauMotDePasse } from './nouveau-mot-de-passe.ts';
import { type DependancesSoiMeme, prouverSoiMeme } from './prouver-soi-meme.ts';
import { type PreuveRefusee, refuserApresCoup } from './prouver.ts';

interface Dependances extends DependancesSoiMeme, DependancesJetons, DependancesMotDePasse {
  hachage: DependancesSoiMeme['hachage'] & { hacher(secret: string): Promise<string> };
  /** Makes a UUIDv7. */
  nouvelId: () => string;
  secrets: {
    changerMotDePasse(
      change: ChangeMotDePasse,
    ): Promise<{ employe: Employe; expireLe: Date } | null>;
  };
}

/**
 * Changes one's own password. Every sign-in is closed, with all its tokens; another takes the place of this one.
 */
export async function changerMotDePasse(
  dependances: Dependances,
  { ancien, nouveau }: { ancien: string; nouveau: string },
): Promise<Authentification | PreuveRefusee | SaisieInvalide> {
  const champs = [...verifierPreuve({ ancien }), ...verifierMotDePasse('nouveau', nouveau)];
  if (champs.length > 0) return saisieInvalide(champs);
  if (nouveau === ancien) {
    const message = 'Le mot de passe neuf doit être un autre que l’ancien.';
    return saisieInvalide([{ champ: 'nouveau', message }]);
  }
  const preuve = await prouverSoiMeme(dependances, ancien);
  if (!preuve.compte) return preuve.refus;
  const { jetons, secrets, hachage, client } = dependances;
  const { compte, connexionId, places } = preuve;
  const faible = await verifierNouveauMotDePasse(dependances, 'nouveau', nouveau, compte);
  if (faible.length > 0) return saisieInvalide(faible);
  const motDePasse = await hachage.hacher(nouveau);
  const maintenant = dependances.maintenant();
  const secret = jetons.nouveauSecret();
  const suivante = dependances.nouvelId();
  const change = await secrets.changerMotDePasse({
    ...{ employeId: compte.id, connexionId, empreinte: compte.motDePasse, places, motDePasse },
    ...{ suivante, renouvellement: jetons.condenser(secret), client },
    ...{ maintenant, acteur: acteurDe(dependances) },
  });
  if (!change) return refuserApresCoup(dependances, places);
  const connexion = { id: suivante, expireLe: change.expireLe };
  return authentifier(dependances, change.employe, { connexion, secret, maintenant });
}
