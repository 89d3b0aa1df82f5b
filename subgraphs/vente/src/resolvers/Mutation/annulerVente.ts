import type { MutationResolvers } from '../../generated/graphql.ts';
import { annulerVente as annuler } from '../../use-cases/annuler-vente.ts';

export const annulerVente: NonNullable<MutationResolvers['annulerVente']> = (
  _parent,
  { input: { annulationId, venteId, motif, lignes } },
  context,
) => {
  const travail = annuler(context, annulationId, { venteId, motif, lignes: lignes ?? null });
  return context.mesures.compter('annulerVente', travail);
};
