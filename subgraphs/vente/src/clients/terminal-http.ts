import { z } from 'zod';

import type { CleCarte, TerminalPaiement } from './terminal-paiement.ts';

/** A participant's call in the ladder of time-outs. */
const DELAI_MS = 1_500;

const reponseAutorisation = z.object({ etat: z.enum(['ACCEPTE', 'REFUSE', 'ANNULE', 'EN_COURS']) });

/**
 * The payment provider over HTTP, JSON both ways, amounts in cents.
 *
 * | request                                                  | answer                                          |
 * | -------------------------------------------------------- | ----------------------------------------------- |
 * | `POST /autorisations` `{cle, montant}`                   | 200 `{etat}`: ACCEPTE, REFUSE, ANNULE, EN_COURS |
 * | `GET /autorisations/:cle`                                | 200 `{etat}`, or 404: never heard of            |
 * | `POST /annulations` `{cle}`                              | 200: given back or stopped, and refused for ever |
 * | `POST /remboursements` `{cle, venteId, montant}`         | 200                                             |
 *
 * `cle` is `<venteId>:<rang>` for a card, and the return's id for a refund; every request is idempotent by
 * it. ANNULE: the key was annulled before. EN_COURS: the customer has not decided yet. Anything else, a
 * time-out or a status of 4xx or 5xx, leaves the outcome unknown, and is thrown.
 *
 * @param url base of these paths
 */
export function terminalHttp(url: string, delaiMs = DELAI_MS): TerminalPaiement {
  const base = url.replace(/\/+$/, '');

  const demander = async (chemin: string, corps?: object) => {
    try {
      const reponse = await fetch(`${base}${chemin}`, {
        signal: AbortSignal.timeout(delaiMs),
        ...(corps && {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(corps),
        }),
      });
      // Read in every case, so that the connection serves again.
      return { status: reponse.status, texte: await reponse.text() };
    } catch (cause) {
      // fetch reports a cut line as a TypeError, which elsewhere means a bug.
      throw new Error(`The payment terminal did not answer to ${chemin}`, { cause });
    }
  };
  const poster = async (chemin: string, corps: object): Promise<unknown> => {
    const { status, texte } = await demander(chemin, corps);
    if (status !== 200) throw inattendue(chemin, status);
    return JSON.parse(texte) as unknown;
  };

  return {
    async autoriser(cle, montant) {
      const corps = { cle: ecrire(cle), montant };
      const { etat } = reponseAutorisation.parse(await poster('/autorisations', corps));
      if (etat === 'EN_COURS') throw new Error('The card payment is not decided yet');
      return etat === 'ACCEPTE' ? 'ACCEPTE' : 'REFUSE';
    },
    async interroger(cle) {
      const chemin = `/autorisations/${encodeURIComponent(ecrire(cle))}`;
      const { status, texte } = await demander(chemin);
      if (status === 404) return 'INCONNU';
      if (status !== 200) throw inattendue(chemin, status);
      return reponseAutorisation.parse(JSON.parse(texte)).etat;
    },
    async annuler(cle) {
      await poster('/annulations', { cle: ecrire(cle) });
    },
    async rembourser(annulationId, venteId, montant) {
      await poster('/remboursements', { cle: annulationId, venteId, montant });
    },
  };
}

function ecrire({ venteId, rang }: CleCarte): string {
  return `${venteId}:${rang}`;
}

function inattendue(chemin: string, status: number): Error {
  return new Error(`The payment terminal answered ${status} to ${chemin}`);
}
