import type { ChampInvalide } from '@caisse/subgraph-kit/domaine';

import type { MotsDePasseFaibles } from '../data/mots-de-passe-faibles.ts';
import { verifierMotDePasse } from '../domain/secrets.ts';
import type { Magasin } from '../domain/magasin.ts';

export interface DependancesMotDePasse {
  faibles: MotsDePasseFaibles;
  magasins: { parIds(ids: readonly number[]): Promise<Magasin[]> };
}

/** Whose password it is to be. */
interface Qui {
  identifiant: string;
  nom: string;
  magasinId: number | null;
}

/**
 * Checks a new password: its length, and that it is not among those that are tried first.
 *
 * @param champ the field it was typed in
 * @returns the refused field: none when all is well
 */
export async function verifierNouveauMotDePasse(
  { faibles, magasins }: DependancesMotDePasse,
  champ: string,
  motDePasse: string,
  { identifiant, nom, magasinId }: Qui,
): Promise<ChampInvalide[]> {
  const refuses = verifierMotDePasse(champ, motDePasse);
  if (refuses.length > 0) return refuses;
  const [lieu] = magasinId === null ? [] : await magasins.parIds([magasinId]);
  const mots = [identifiant, nom, lieu?.nom ?? '', lieu?.quartier ?? '']
    .flatMap((texte) => [texte, texte.normalize('NFD').replace(/\p{M}/gu, '')])
    .flatMap((texte) => [texte, ...texte.split(/[\s.-]+/)])
    .filter((mot) => mot !== '');
  if (!faibles.estFaible(motDePasse, [...mots, 'caisse'])) return [];
  const message =
    "Ce mot de passe est parmi les premiers qu'on devinerait. Choisissez plutôt quelques mots sans rapport entre eux ni avec vous.";
  return [{ champ, message }];
}
