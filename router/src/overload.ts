import {
  type Admission,
  createAdmission,
  type Metrics,
  overloaded,
  RETRY_AFTER_S,
} from '@caisse/subgraph-kit';
import { GraphQLError } from 'graphql';

import type { RouterSettings } from './settings.ts';

/** What can wait when much is asked at once: nobody stands at a till for it. */
const REPORTS: ReadonlySet<string> = new Set([
  'rapportVentes',
  'tableauDeBord',
  'audit',
  '__schema',
  '__type',
]);

/** Refuses the excess at once, so that what is accepted is answered in time. */
export interface Overload {
  /** Whether to refuse a request of which nothing was read yet; counts it if so. */
  isFull(): boolean;
  /**
   * Takes a place for a request whose operation is known.
   *
   * @returns what gives the place back
   * @throws PublicError SURCHARGE
   */
  enter(rootFields: Iterable<string>): () => void;
}

export function createOverload(
  { REQUESTS_MAX, REQUESTS_MAX_REPORTS }: RouterSettings,
  { shed }: Pick<Metrics, 'shed'>,
  admission: Admission = createAdmission(),
): Overload {
  return {
    isFull() {
      const full = admission.holds(REQUESTS_MAX);
      if (full) shed.inc({ classe: 'tout' });
      return full;
    },
    enter(rootFields) {
      const isReport = [...rootFields].some((name) => REPORTS.has(name));
      const most = isReport ? Math.min(REQUESTS_MAX, REQUESTS_MAX_REPORTS) : REQUESTS_MAX;
      const leave = admission.enter(most);
      if (leave) return leave;
      shed.inc({ classe: isReport ? 'rapport' : 'tout' });
      if (!isReport) throw overloaded();
      throw overloaded(
        'Les caisses passent avant les rapports en ce moment. Réessayez dans un instant.',
      );
    },
  };
}

/** What goes with a refusal: when to ask again. */
export const RETRY_HEADERS: Readonly<Record<string, string>> = {
  'retry-after': String(RETRY_AFTER_S),
};

/** Whether an error says that a service has too much in hand. */
export function saysOverload(error: unknown): boolean {
  return error instanceof GraphQLError && error.extensions['code'] === 'SURCHARGE';
}
