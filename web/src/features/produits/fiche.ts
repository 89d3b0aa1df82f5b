import { ecrireMontant, lireMontant } from '../../shared/format/argent.ts';

/** A product as it is typed: the price is text until it is read. */
export type Fiche = { nom: string; prix: string; description: string };

type Valeurs = { nom: string; prix: number; description: string };

export const ficheDe = ({ nom, prix, description }: Valeurs): Fiche => ({
  nom,
  prix: ecrireMontant(prix),
  description,
});

export const CHAMPS = ['nom', 'prix', 'description'] as const;

/** The fields in which two versions differ; two ways of writing one price are the same price. */
export function differences(mienne: Fiche, actuelle: Fiche) {
  return CHAMPS.filter((champ) =>
    champ === 'prix'
      ? lireMontant(mienne.prix) !== lireMontant(actuelle.prix)
      : mienne[champ] !== actuelle[champ],
  );
}
