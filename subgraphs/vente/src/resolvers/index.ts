import type { CompleteResolvers } from '../generated/graphql.ts';
import { Annulation } from './Annulation.ts';
import { Audit } from './Audit.ts';
import { Dossier } from './Dossier.ts';
import { EssaiDossier } from './EssaiDossier.ts';
import { ExcesRetour } from './ExcesRetour.ts';
import { LigneAnnulation } from './LigneAnnulation.ts';
import { LigneVente } from './LigneVente.ts';
import { abandonnerVente } from './Mutation/abandonnerVente.ts';
import { annulerVente } from './Mutation/annulerVente.ts';
import { checkout } from './Mutation/checkout.ts';
import { convertirRemboursement } from './Mutation/convertirRemboursement.ts';
import { declarerCarteRendue } from './Mutation/declarerCarteRendue.ts';
import { declarerRemboursement } from './Mutation/declarerRemboursement.ts';
import { reconnaitreVente } from './Mutation/reconnaitreVente.ts';
import { reessayerRemboursement } from './Mutation/reessayerRemboursement.ts';
import { relancerDossier } from './Mutation/relancerDossier.ts';
import { dossiersATraiter } from './Query/dossiersATraiter.ts';
import { evenementsVente } from './Query/evenementsVente.ts';
import { terminalPaiement } from './Query/terminalPaiement.ts';
import { vente } from './Query/vente.ts';
import { ventes } from './Query/ventes.ts';
import { ventesConcluesSansCaisse } from './Query/ventesConcluesSansCaisse.ts';
import { Remboursement } from './Remboursement.ts';
import { Rupture } from './Rupture.ts';
import { Vente } from './Vente.ts';

export const resolvers: CompleteResolvers = {
  Query: {
    vente,
    ventes,
    ventesConcluesSansCaisse,
    dossiersATraiter,
    terminalPaiement,
    evenementsVente,
  },
  Mutation: {
    checkout,
    abandonnerVente,
    annulerVente,
    reconnaitreVente,
    relancerDossier,
    reessayerRemboursement,
    convertirRemboursement,
    declarerCarteRendue,
    declarerRemboursement,
  },
  Vente,
  LigneVente,
  Annulation,
  LigneAnnulation,
  Remboursement,
  Dossier,
  EssaiDossier,
  Rupture,
  ExcesRetour,
  Audit,
};
