import { PublicError } from '@caisse/subgraph-kit';
import { enCle } from '@caisse/subgraph-kit/domaine';

import { BORNES_SERVICE, type Ligne, type LigneSaisie, verifierLignes } from '../domain/lignes.ts';

/** A place and what is taken from it or brought back to it, as another service sends them. */
export interface SaisieService {
  magasinId: string;
  lignes: readonly LigneSaisie[];
}

/**
 * Reads what another service sends. It has checked its own input, so a fault here is a malformed request
 * and not an answer for a person.
 *
 * @throws PublicError REQUETE_INVALIDE
 */
export function lireSaisieService(saisie: SaisieService): { magasinId: number; lignes: Ligne[] } {
  const magasinId = enCle(saisie.magasinId);
  const { lignes, champs } = verifierLignes(saisie.lignes, BORNES_SERVICE);
  const [faute] = champs;
  if (faute) throw new PublicError('REQUETE_INVALIDE', `${faute.champ} : ${faute.message}`);
  if (magasinId === null) {
    throw new PublicError(
      'REQUETE_INVALIDE',
      `magasinId : « ${saisie.magasinId} » n’est pas un lieu.`,
    );
  }
  return { magasinId, lignes };
}
