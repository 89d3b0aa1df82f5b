/** The audit log of the chain, to which each service adds its own. */
export interface Audit {
  id: string;
}

/** There is one. */
export const AUDIT_DE_LA_CHAINE: Audit = { id: 'chaine' };
