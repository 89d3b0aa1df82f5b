/**
 * Whether somebody stands at the till (adr 0016). Only a request of the till authorises a card or counts cash, and only
 * while its connection is open; a sweeper acts for nobody.
 */
export type Presence =
  | { caisse: AbortSignal | undefined }
  /** Nobody; longest wait for a card that is still running, in milliseconds from the till's last request on. */
  | { personne: { carteEnCoursMs: number } };

/** The till's connection is closed: what needs the customer is not begun. */
export class ClientParti extends Error {
  override readonly name = 'ClientParti';
}

/** @throws ClientParti when nobody waits for the answer any more */
export function exigerClient(presence: Presence): void {
  if (!('caisse' in presence) || presence.caisse?.aborted) {
    throw new ClientParti('Nobody waits for the answer any more');
  }
}
