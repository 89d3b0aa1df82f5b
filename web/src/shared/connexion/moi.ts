import { createContext, use } from 'react';
import { graphql } from '../api/generated/gql.ts';
import type { MoiFragment } from '../api/generated/graphql.ts';

export const MOI = graphql(/* GraphQL */ `
  fragment Moi on Employe {
    id
    nom
    identifiant
    role
    droits
    aUnNip
    motDePasseProvisoire
    magasin {
      id
      nom
    }
  }
`);

export const QUI = graphql(/* GraphQL */ `
  query Moi {
    moi {
      id
      ...Moi
    }
  }
`);

/** What the server lets an employee do; the same names as in its schema. */
export type Droit =
  | 'caisse:tenir'
  | 'vente:annuler'
  | 'catalogue:gerer'
  | 'stock:gerer'
  | 'rapport:lire'
  | 'employe:gerer'
  | 'audit:lire'
  | 'dossier:traiter';

export const MoiContexte = createContext<MoiFragment | null>(null);

/** Who is signed in. */
export function useMoi(): MoiFragment {
  const moi = use(MoiContexte);
  if (!moi) throw new Error('useMoi is used where nobody is signed in');
  return moi;
}

/** Whether who is signed in may do something. The server decides; the screen only does not offer it in vain. */
export function useDroit(droit: Droit): boolean {
  return useMoi().droits.includes(droit);
}
