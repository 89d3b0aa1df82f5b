import type { Role } from '../../shared/api/generated/graphql.ts';

/** The roles, in the order in which they are offered. */
export const ROLES = [
  'CAISSIER',
  'GERANT',
  'LOGISTIQUE',
  'ADMIN',
] as const satisfies readonly Role[];

/** An employee as an administrator types them. */
export type Fiche = { nom: string; role: Role; magasinId: string | null; actif: boolean };

type Employe = { nom: string; role: Role; actif: boolean; magasin?: { id: string } | null };

export const ficheDe = ({ nom, role, actif, magasin }: Employe): Fiche => ({
  nom,
  role,
  actif,
  magasinId: magasin?.id ?? null,
});

/** Whether who has this role works in one store; the others work for the whole chain. */
export const estDUnMagasin = (role: Role) => role === 'CAISSIER' || role === 'GERANT';

/** The same with another role: who begins to work in a store is given one, who no longer does has none. */
export function avecRole(fiche: Fiche, role: Role, parDefaut: string | null): Fiche {
  return { ...fiche, role, magasinId: estDUnMagasin(role) ? (fiche.magasinId ?? parDefaut) : null };
}

export const CHAMPS = ['nom', 'role', 'magasinId', 'actif'] as const;

/** The fields in which two versions differ. */
export const differences = (mienne: Fiche, actuelle: Fiche) =>
  CHAMPS.filter((champ) => mienne[champ] !== actuelle[champ]);
