import type { Identity } from '@caisse/subgraph-kit';
import { enCle, enUuid } from '@caisse/subgraph-kit/domaine';

/** The person who calls, by a sign-in of this service. */
export interface Connecte {
  employeId: number;
  connexionId: string;
}

/**
 * Who calls by a sign-in of this service.
 *
 * @returns null without one: people whom another provider signed in have numbers and sign-ins of its own
 */
export function connecteDe({ employe }: Identity): Connecte | null {
  const employeId = employe ? enCle(employe.id) : null;
  const connexionId = employe ? enUuid(employe.connexionId) : null;
  return employeId === null || connexionId === null ? null : { employeId, connexionId };
}
