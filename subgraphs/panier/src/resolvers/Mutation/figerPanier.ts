import { jourDesTaxes, lignesAuJour } from '../../domain/panier.ts';
import type { MutationResolvers } from '../../generated/graphql.ts';
import { figerPanier as figer } from '../../use-cases/figer-panier.ts';

export const figerPanier: NonNullable<MutationResolvers['figerPanier']> = async (
  _parent,
  { input },
  context,
) => {
  const resultat = await figer(context, input);
  if (resultat.__typename !== 'PanierFige') return resultat;
  const { panier } = resultat;
  const { id, sessionCaisseId, caisseId, magasinId } = panier;
  const lignes = lignesAuJour(panier.lignes, jourDesTaxes(panier, context.aujourdhui));
  return {
    __typename: 'PanierFige',
    panierId: id,
    sessionCaisseId,
    caisseId: String(caisseId),
    magasinId: String(magasinId),
    lignes: lignes.map((ligne) => ({ ...ligne, produitId: String(ligne.produitId) })),
  };
};
