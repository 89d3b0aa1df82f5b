import type { AuditRepository, RequestContext } from '@caisse/subgraph-kit';

import type { CaisseRepository } from './data/caisse-repository.ts';
import type { CompteRepository } from './data/compte-repository.ts';
import type { ConnexionRepository } from './data/connexion-repository.ts';
import type { EmployeRepository } from './data/employe-repository.ts';
import type { EssaiRepository } from './data/essai-repository.ts';
import type { Guichet } from './data/guichet.ts';
import type { Hachage } from './data/hachage.ts';
import type { Jetons } from './data/jetons.ts';
import type { Loaders } from './data/loaders.ts';
import type { MagasinRepository } from './data/magasin-repository.ts';
import type { MotsDePasseFaibles } from './data/mots-de-passe-faibles.ts';
import type { SecretRepository } from './data/secret-repository.ts';
import type { SessionCaisseRepository } from './data/session-caisse-repository.ts';
import type { Mesures } from './mesures.ts';

/** What the resolvers of caisse work with, made for each request. */
export interface Context extends RequestContext {
  magasins: MagasinRepository;
  caisses: CaisseRepository;
  sessions: SessionCaisseRepository;
  employes: EmployeRepository;
  comptes: CompteRepository;
  connexions: ConnexionRepository;
  secrets: SecretRepository;
  audit: AuditRepository;
  essais: EssaiRepository;
  hachage: Hachage;
  guichet: Guichet;
  faibles: MotsDePasseFaibles;
  jetons: Jetons;
  mesures: Mesures;
  /** Life of a token. */
  dureeJetonMs: number;
  loaders: Loaders;
  /** Makes a UUIDv7 for what the client gave no id. */
  nouvelId: () => string;
  /** The clock. */
  maintenant: () => Date;
}
