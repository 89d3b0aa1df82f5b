/**
 * A W3C trace context for a request that begins here: nginx, the router and the services go on with its id, which
 * stands on each of their log lines.
 *
 * @param octets 24 bytes, of chance unless given
 */
export function nouvelleTrace(octets = crypto.getRandomValues(new Uint8Array(24))): string {
  const hex = Array.from(octets, (octet) => octet.toString(16).padStart(2, '0')).join('');
  return `00-${hex.slice(0, 32)}-${hex.slice(32)}-00`;
}
