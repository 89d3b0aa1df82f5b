/** The audit log of the chain as an entity: each service adds its own part to it. */
export interface AuditDeLaChaine {
  id: string;
}

/** There is one. */
export const AUDIT_DE_LA_CHAINE: AuditDeLaChaine = { id: 'chaine' };

/** Resolves a reference to it; any other id finds nothing. */
export function referenceAudit({ id }: { id: string }): AuditDeLaChaine | null {
  return id === AUDIT_DE_LA_CHAINE.id ? AUDIT_DE_LA_CHAINE : null;
}
