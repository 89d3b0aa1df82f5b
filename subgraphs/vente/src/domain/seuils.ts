/** 1 000,00 $: a sale above it leaves an entry of the audit log, unless a deployment says otherwise. */
export const AUDIT_AU_DELA = 100_000;

/** 500,00 $: what is given back of a sale beyond it takes another person than who sold, likewise. */
export const MAXIMUM_SEUL = 50_000;
