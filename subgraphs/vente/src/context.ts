import type { AuditRepository, RequestContext } from '@caisse/subgraph-kit';

import type { AnnulationRepository } from './data/annulation-repository.ts';
import type { DetailRepository } from './data/detail-repository.ts';
import type { DossierRepository } from './data/dossier-repository.ts';
import type { EvenementRepository } from './data/evenement-repository.ts';
import type { Loaders } from './data/loaders.ts';
import type { VenteRepository } from './data/vente-repository.ts';
import type { Mesures } from './mesures.ts';
import type { DependancesAnnulation } from './use-cases/annuler-vente.ts';
import type { DependancesCheckout } from './use-cases/checkout.ts';
import type { DependancesSansCaisse } from './use-cases/conclues-sans-caisse.ts';
import type { DependancesDeclaration } from './use-cases/declarer-remboursement.ts';
import type { DependancesReglement } from './use-cases/regler-remboursement.ts';
import type { DependancesDossiers } from './use-cases/traiter-dossier.ts';

/** What the resolvers of vente work with, made for each request. */
export interface Context
  extends
    RequestContext,
    Omit<DependancesCheckout, 'signal'>,
    DependancesAnnulation,
    DependancesReglement,
    DependancesDossiers,
    DependancesDeclaration,
    DependancesSansCaisse {
  ventes: VenteRepository;
  details: DetailRepository;
  annulations: AnnulationRepository;
  stock: DependancesCheckout['stock'];
  terminal: DependancesCheckout['terminal'];
  evenements: EvenementRepository;
  dossiers: DossierRepository;
  mesures: Mesures;
  loaders: Loaders;
  audit: AuditRepository;
}
