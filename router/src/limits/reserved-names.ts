import { malformed } from './refusals.ts';

/** What every JavaScript object answers to without having it. No schema of ours has such a name. */
const RESERVED = new Set([...Object.getOwnPropertyNames(Object.prototype), 'prototype']);

/**
 * Keeps names out that would reach an object's prototype where answers and variables are merged: the gateway
 * does so by name.
 *
 * @param name alias, variable, operation, fragment or key of an input, as the client chose it
 * @throws PublicError REQUETE_INVALIDE
 */
export function checkName(name: string): void {
  if (RESERVED.has(name)) throw malformed(`Le nom « ${name} » est réservé.`);
}

/** What the gateway calls the things that it asks a service about; it fails on a client's variable of that name. */
const REPRESENTATIONS = 'representations';

/** @throws PublicError REQUETE_INVALIDE */
export function checkVariableName(name: string): void {
  checkName(name);
  if (name === REPRESENTATIONS) {
    throw malformed(`Une variable ne peut pas s’appeler ${REPRESENTATIONS} : ce nom est réservé.`);
  }
}
