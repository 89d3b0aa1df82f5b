import {
  type ChampInvalide,
  estMontant,
  lireTexte,
  type Montant,
} from '@caisse/subgraph-kit/domaine';

/** New values of a product, with the version that the user had read. */
export interface Modification {
  version: number;
  nom: string;
  prix: Montant;
  description: string;
}

export const PRIX_MAXIMUM: Montant = 99_999_999;

/**
 * Reads the texts and checks every value.
 *
 * @param saisie values as typed
 * @returns the values to store, and the refused fields: none when all is well
 */
export function verifierModification(saisie: Modification): {
  modification: Modification;
  champs: ChampInvalide[];
} {
  const nom = lireTexte(saisie.nom, {
    ...{ champ: 'nom', designation: 'Le nom', minimum: 1, maximum: 120 },
  });
  const description = lireTexte(saisie.description, {
    ...{ champ: 'description', designation: 'La description' },
    ...{ minimum: 0, maximum: 2_000, lignes: true },
  });
  const champs = [...nom.champs, ...description.champs];
  if (!estMontant(saisie.prix) || saisie.prix < 0 || saisie.prix > PRIX_MAXIMUM) {
    champs.push({ champ: 'prix', message: 'Le prix doit être de 0,00 $ à 999 999,99 $.' });
  }
  return {
    modification: { ...saisie, nom: nom.texte, description: description.texte },
    champs,
  };
}
