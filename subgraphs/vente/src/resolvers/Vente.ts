import { decrireRefus } from '../domain/refus.ts';
import type { Vente as VenteDomaine, VenteEncaissee } from '../domain/vente.ts';
import type { CompleteResolvers } from '../generated/graphql.ts';
import { lireVente } from '../use-cases/lire-vente.ts';

export const Vente: CompleteResolvers['Vente'] = {
  __resolveReference: ({ id }, context) => lireVente(context, id),
  statut: ({ etat }) => etat,
  dateHeure: ({ creeLe }) => creeLe,
  numero: (vente) => encaissee(vente)?.numero ?? null,
  sousTotal: (vente) => encaissee(vente)?.sousTotal ?? 0,
  tps: (vente) => encaissee(vente)?.tps ?? 0,
  tvq: (vente) => encaissee(vente)?.tvq ?? 0,
  total: (vente) => encaissee(vente)?.total ?? 0,
  arrondi: (vente) => encaissee(vente)?.arrondi ?? 0,
  monnaie: (vente) => encaissee(vente)?.monnaie ?? 0,
  magasin: (vente) => {
    const recu = encaissee(vente);
    return recu ? { id: String(recu.magasinId) } : null;
  },
  sessionCaisse: (vente) => {
    const recu = encaissee(vente);
    return recu ? { id: recu.sessionCaisseId } : null;
  },
  concluSansCaisse: (vente) => encaissee(vente)?.concluSansCaisse ?? false,
  refus: (vente) => ('refus' in vente ? decrireRefus(vente.refus) : null),
  employe: ({ employeId }) => (employeId === null ? null : { id: employeId }),
  lignes: ({ id }, _args, { loaders }) => loaders.lignes.load(id),
  paiements: ({ id }, _args, { loaders }) => loaders.paiements.load(id),
  annulations: ({ id }, _args, { loaders }) => loaders.annulations.load(id),
};

/** The receipt, once there is one: before, a sale has no amounts, no place and no lines. */
function encaissee(vente: VenteDomaine): VenteEncaissee | null {
  return 'numero' in vente ? vente : null;
}
