type ChampRefuse = { champ: string; message: string };

/** The refusal of one field, whatever path the server gives it (`nom`, `input.nom`, `lignes.0.quantite`). */
export function messageDuChamp(champs: readonly ChampRefuse[], nom: string): string | null {
  return champs.find(({ champ }) => champ === nom || champ.endsWith(`.${nom}`))?.message ?? null;
}
