import { createHash, randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

import { forbidden } from '@caisse/subgraph-kit';

/**
 * Header by which the application asks to keep the renewal token of a sign-in in a cookie, out of the reach of
 * scripts; its value names the sign-in among those of the browser. No other site can send it: CORS does not allow it.
 */
export const SIGN_IN_HEADER = 'x-connexion';

const SLOT = /^[\w-]{8,64}$/;
/** Sign-ins that a browser keeps at once; more would fill the header of every request. */
const KEPT = 30;
const DEVICE_DAYS = 365;

/** What caisse says of the renewal token in force: another, or that there is none any more. */
export type Renewal = { token: string; endsAt: number } | null;

/** The cookies of a browser that keeps its renewal tokens there. */
export interface BrowserCookies {
  /** The renewal token of the sign-in that the request names, if it has one. */
  renewal: string | undefined;
  /** Digest of what the browser is known by; it is new for who had no such cookie. */
  device: string;
  /**
   * @param renewal what became of the token
   * @returns the cookies to set
   */
  after(renewal: Renewal, now: number): string[];
}

/**
 * Reads the cookies of a request that asks for them.
 *
 * @returns null for a client that keeps its tokens itself
 * @throws PublicError INTERDIT for the page of another origin
 */
export function browserCookies({ headers }: IncomingMessage): BrowserCookies | null {
  const slot = headers[SIGN_IN_HEADER];
  if (typeof slot !== 'string') return null;
  if (!SLOT.test(slot) || !isSameOrigin(headers)) {
    throw forbidden('Seule l’application garde sa connexion dans un témoin.');
  }
  const secure = headers.origin?.startsWith('https:') ?? false;
  // A page over plain HTTP, or another host of the domain, cannot set a cookie of that name.
  const prefix = secure ? '__Secure-caisse-' : 'caisse-';
  const jar = parse(headers.cookie);
  const known = jar.get(`${prefix}appareil`);
  const device = known ?? randomBytes(24).toString('base64url');
  const write = (name: string, value: string, maxAgeS: number) =>
    [
      ...[`${prefix}${name}=${value}`, `Max-Age=${Math.max(0, Math.floor(maxAgeS))}`],
      ...['Path=/graphql', 'HttpOnly', 'SameSite=Strict', ...(secure ? ['Secure'] : [])],
    ].join('; ');

  return {
    renewal: jar.get(`${prefix}${slot}`),
    device: createHash('sha256').update(device).digest('base64url'),
    after(renewal, now) {
      if (!renewal) return [write(slot, '', 0)];
      return [
        write(slot, renewal.token, (renewal.endsAt - now) / 1_000),
        ...(known === undefined ? [write('appareil', device, DEVICE_DAYS * 86_400)] : []),
        ...surplus(jar, prefix, slot).map((name) => write(name, '', 0)),
      ];
    },
  };
}

/** The page that asks is the application's own: browsers say so, and no script can say it for them. */
function isSameOrigin({ origin, host, ...headers }: IncomingMessage['headers']): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The names of the oldest sign-ins beyond what a browser keeps: their tokens begin with a UUID of their time. */
function surplus(jar: ReadonlyMap<string, string>, prefix: string, slot: string): string[] {
  return [...jar]
    .map(([name, value]) => ({
      name: name.slice(prefix.length),
      value,
      ours: name.startsWith(prefix),
    }))
    .filter(({ name, ours }) => ours && name !== slot && name !== 'appareil')
    .sort((one, other) => (one.value < other.value ? 1 : -1))
    .slice(KEPT - 1)
    .map(({ name }) => name);
}

function parse(cookie: string | undefined): Map<string, string> {
  return new Map(
    (cookie ?? '').split('; ').flatMap((pair) => {
      const at = pair.indexOf('=');
      return at > 0 ? [[pair.slice(0, at), pair.slice(at + 1)] as const] : [];
    }),
  );
}
