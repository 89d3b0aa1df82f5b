/** The audit log of the chain, to which each service adds its own. */
export interface Audit {
  id: string;
}
