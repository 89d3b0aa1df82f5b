export type LigneRetournable = { produitId: string; nom: string; restante: number };

/** What is typed beside each product, by product. */
export type SaisieRetour = Readonly<Record<string, string>>;

/** The answers after which the same return is asked again, under the same id. */
const A_REDEMANDER = ['AnnulationEnCours', 'DeuxiemePersonneRequise'] as const;

type ARedemander = (typeof A_REDEMANDER)[number];

/** Whether an answer ends a return: its id has then served, and another return needs another. */
export function estConclu<R extends { __typename: string }>(
  resultat: R,
): resultat is Exclude<R, { __typename: ARedemander }> {
  return !A_REDEMANDER.some((nom) => nom === resultat.__typename);
}

/** Reads a quantity to take back: null when it is no number, or more than is left to take back. */
export function lireRetour(texte: string, restante: number): number | null {
  if (texte.trim() === '') return 0;
  if (!/^\s*\d{1,4}\s*$/.test(texte)) return null;
  const quantite = Number(texte);
  return quantite <= restante ? quantite : null;
}

/** The lines to send, or null while a quantity cannot be read. */
export function lignesRetournees(lignes: readonly LigneRetournable[], saisie: SaisieRetour) {
  const retours = lignes.map(({ produitId, restante }) => ({
    produitId,
    quantite: lireRetour(saisie[produitId] ?? '', restante),
  }));
  if (retours.some(({ quantite }) => quantite === null)) return null;
  return retours.flatMap(({ produitId, quantite }) => (quantite ? [{ produitId, quantite }] : []));
}

/** Everything that is left to take back, as it would be typed. */
export function toutRetourner(lignes: readonly LigneRetournable[]): SaisieRetour {
  return Object.fromEntries(lignes.map(({ produitId, restante }) => [produitId, String(restante)]));
}
