import { PublicError } from '@caisse/subgraph-kit';

import type { PlaceJournal } from '../../data/evenement-repository.ts';
import type { QueryResolvers } from '../../generated/graphql.ts';

export const evenementsVente: NonNullable<QueryResolvers['evenementsVente']> = async (
  _parent,
  { apres, limite },
  context,
) => {
  if (limite < 1 || limite > LIMITE_MAXIMUM) {
    throw new PublicError('REQUETE_INVALIDE', `limite va de 1 à 1 000, mais vaut ${limite}.`);
  }
  const { evenements, place, reste } = await context.evenements.lire(lirePlace(apres), limite);
  return { evenements, reste, curseur: place && `${place.xid}.${place.position}` };
};

const LIMITE_MAXIMUM = 1_000;

function lirePlace(curseur: string | null | undefined): PlaceJournal | null {
  if (curseur === null || curseur === undefined) return null;
  const [, xid, position] = /^(\d{1,19})\.(\d{1,18})$/.exec(curseur) ?? [];
  if (xid === undefined || position === undefined) {
    throw new PublicError('REQUETE_INVALIDE', 'Le curseur apres ne vient pas de ce journal.');
  }
  return { xid, position };
}
