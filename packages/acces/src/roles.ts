/** What an employee may be. */
export const ROLES = ['CAISSIER', 'GERANT', 'LOGISTIQUE', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** True for the name of a role. */
export function estRole(nom: unknown): nom is Role {
  return ROLES.includes(nom as Role);
}

/** Whether employees of a role belong to one store, and reach only what is that store's. */
export function attacheAuMagasin(role: Role): boolean {
  return role === 'CAISSIER' || role === 'GERANT';
}
