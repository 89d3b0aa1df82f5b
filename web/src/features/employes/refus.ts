export type Refus = { message: string; champs: readonly { champ: string; message: string }[] };

export const AUCUN_REFUS: Refus = { message: '', champs: [] };

/** Fields that have a place for their refusal. */
const PLACES = ['identifiant', 'nom', 'motDePasse'];

/** A refusal; what is said beside its field is not said a second time. */
export function lireRefus(reponse: { message: string; champs?: Refus['champs'] }): Refus {
  const { message, champs = [] } = reponse;
  const dit = champs.some(({ champ }) => PLACES.some((place) => champ.endsWith(place)));
  const reste = champs.filter(({ champ }) => !PLACES.some((place) => champ.endsWith(place)));
  if (reste.length > 0) return { message: reste.map((un) => un.message).join(' '), champs };
  return { message: dit ? '' : message, champs };
}
