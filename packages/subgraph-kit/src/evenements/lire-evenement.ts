import type { z } from 'zod';

import type { RawEvent } from './set-aside.ts';

/** What a consumer uses of each type of event. */
export type Contrats = Readonly<Record<string, z.ZodType>>;

/** The events that some contracts read. */
export type EvenementDe<C extends Contrats> = {
  [Type in keyof C & string]: {
    id: string;
    /** Trace of the request that wrote it. */
    traceId?: string;
    type: Type;
    charge: z.output<C[Type]>;
  };
}[keyof C & string];

/**
 * Reads an event of a log by a consumer's contracts.
 *
 * @returns the event, or why it cannot be read: its type is unknown, or it lacks what the consumer uses
 */
export function lireEvenement<C extends Contrats>(
  contrats: C,
  { id, type, charge, traceId }: RawEvent,
): { event: EvenementDe<C> } | { reason: string } {
  const contrat = Object.hasOwn(contrats, type) ? contrats[type] : undefined;
  if (!contrat) return { reason: `unknown type ${type}` };
  let contenu: unknown;
  try {
    contenu = JSON.parse(charge);
  } catch {
    return { reason: 'not JSON' };
  }
  const lu = contrat.safeParse(contenu);
  // Paths and kinds of fault, never values.
  if (!lu.success) return { reason: lu.error.issues.map(faute).join('; ').slice(0, 500) };
  return { event: { id, type, traceId, charge: lu.data } as EvenementDe<C> };
}

function faute({ path, code }: z.core.$ZodIssue): string {
  return `${path.join('.')}: ${code}`;
}
