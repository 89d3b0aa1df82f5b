import { idDossier } from '../domain/dossier.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';

export const Dossier: CompleteResolvers['Dossier'] = {
  id: idDossier,
  type: ({ sorte }) => sorte,
  magasin: ({ magasinId }) => (magasinId === null ? null : { id: String(magasinId) }),
  vente: async ({ sorte, sujetId }, _args, { loaders }) => {
    if (sorte === 'VENTE') return loaders.vente.load(sujetId);
    const retour = await loaders.retour.load(sujetId);
    return retour && loaders.vente.load(retour.venteId);
  },
  annulation: ({ sorte, sujetId }, _args, { loaders }) =>
    sorte === 'VENTE' ? null : loaders.annulation.load(sujetId),
  place: ({ sorte, rang }) => (sorte === 'REMBOURSEMENT' ? rang : null),
  prochainEssai: ({ sorte, prochainEssai }) => (sorte === 'REMBOURSEMENT' ? null : prochainEssai),
};
