import { type ChampInvalide, estMontant, type Montant } from '@caisse/subgraph-kit/domaine';

/** New values of a product, with the version that the user had read. */
export interface Modification {
  version: number;
  nom: string;
  prix: Montant;
  description: string;
}

export const PRIX_MAXIMUM: Montant = 99_999_999;

/**
 * Trims the texts and checks every value.
 *
 * @param saisie values as typed
 * @returns the values to store, and the refused fields: none when all is well
 */
export function verifierModification(saisie: Modification): {
  modification: Modification;
  champs: ChampInvalide[];
} {
  const modification = {
    ...saisie,
    nom: saisie.nom.trim(),
    description: saisie.description.trim(),
  };
  const champs: ChampInvalide[] = [];
  if (modification.nom.length < 1 || modification.nom.length > 120) {
    champs.push({ champ: 'nom', message: 'Le nom doit compter de 1 à 120 caractères.' });
  }
  if (modification.description.length > 2_000) {
    champs.push({ champ: 'description', message: 'La description dépasse 2 000 caractères.' });
  }
  if (!estMontant(saisie.prix) || saisie.prix < 0 || saisie.prix > PRIX_MAXIMUM) {
    champs.push({ champ: 'prix', message: 'Le prix doit être de 0,00 $ à 999 999,99 $.' });
  }
  return { modification, champs };
}
