import type { CompleteResolvers } from '../generated/graphql.ts';
import { Audit } from './Audit.ts';
import { Caisse } from './Caisse.ts';
import { Connexion } from './Connexion.ts';
import { Employe } from './Employe.ts';
import { Magasin } from './Magasin.ts';
import { changerEmploye } from './Mutation/changerEmploye.ts';
import { changerMotDePasse } from './Mutation/changerMotDePasse.ts';
import { creerEmploye } from './Mutation/creerEmploye.ts';
import { definirNip } from './Mutation/definirNip.ts';
import { fermerConnexion } from './Mutation/fermerConnexion.ts';
import { modifierEmploye } from './Mutation/modifierEmploye.ts';
import { ouvrirSessionCaisse } from './Mutation/ouvrirSessionCaisse.ts';
import { reinitialiserMotDePasse } from './Mutation/reinitialiserMotDePasse.ts';
import { renouvelerJeton } from './Mutation/renouvelerJeton.ts';
import { seConnecter } from './Mutation/seConnecter.ts';
import { seDeconnecter } from './Mutation/seDeconnecter.ts';
import { audit } from './Query/audit.ts';
import { connexionsFermees } from './Query/connexionsFermees.ts';
import { employe } from './Query/employe.ts';
import { employes } from './Query/employes.ts';
import { magasin } from './Query/magasin.ts';
import { magasins } from './Query/magasins.ts';
import { mesConnexions } from './Query/mesConnexions.ts';
import { moi } from './Query/moi.ts';
import { sessionCaisse } from './Query/sessionCaisse.ts';
import { SessionCaisse } from './SessionCaisse.ts';

export const resolvers: CompleteResolvers = {
  Query: {
    ...{ audit, connexionsFermees, employe, employes, magasin, magasins },
    ...{ mesConnexions, moi, sessionCaisse },
  },
  Mutation: {
    ...{ seConnecter, changerEmploye, renouvelerJeton, seDeconnecter, fermerConnexion },
    ...{ changerMotDePasse, definirNip },
    ...{ creerEmploye, modifierEmploye, reinitialiserMotDePasse },
    ...{ ouvrirSessionCaisse },
  },
  Magasin,
  Caisse,
  SessionCaisse,
  Employe,
  Connexion,
  Audit,
};
