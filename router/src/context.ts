import type { Identity, RequestContext } from '@caisse/subgraph-kit';

import type { Person } from './acces/person.ts';

/** What the router knows of a request. */
export interface RouterContext extends RequestContext {
  /** Who asks; null for those who have not signed in. */
  person: Person | null;
}

/** The router serves the outside: nobody who calls it is a service, whatever headers it shows. */
export const OUTSIDE: Identity = { issuer: 'router', scopes: new Set() };
