import { z } from 'zod';

import type { ClePaiement, RefusTerminal, TerminalPaiement } from './terminal-paiement.ts';

/** A participant's call in the ladder of time-outs. */
const DELAI_MS = 1_500;

const reponseAutorisation = z.object({
  etat: z.enum(['ACCEPTE', 'REFUSE', 'ANNULE', 'EN_COURS']),
  code: z.string().optional(),
});

/** The statuses of 4xx that say nothing of the request itself: the same may pass a moment later. */
const PASSAGERS = new Set([408, 425, 429]);

/**
 * The payment provider over HTTP, JSON both ways, amounts in cents.
 *
 * | request                                                  | answer                                          |
 * | -------------------------------------------------------- | ----------------------------------------------- |
 * | `POST /autorisations` `{cle, montant}`                   | 200 `{etat, code?}`: ACCEPTE, REFUSE, ANNULE, EN_COURS |
 * | `GET /autorisations/:cle`                                | 200 `{etat, montant}`, or 404: never heard of   |
 * | `POST /annulations` `{cle}`                              | 200: given back or stopped, and refused for ever |
 * | `POST /remboursements` `{cle, origine, montant}`         | 200                                             |
 * | `GET /remboursements/:cle`                               | 200 `{etat, montant}`: REMBOURSE, ANNULE; or 404 |
 *
 * `cle` is `<id>:<rang>`: the sale's id for a card, the return's for a refund, and the rank of the card in the sale;
 * `origine` is the key of the payment that a refund comes from. Every request is idempotent by its key. ANNULE: the key
 * was annulled before. EN_COURS: the customer has not decided yet. A status of 4xx is a no for good, with `code` in its
 * body or else the status; 408, 425, 429, 5xx, a time-out or a cut line leave the outcome unknown, and are thrown. The
 * last request is for whoever compares the provider with the sales (`verification/`).
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
  /** The body of a 200, or the refusal. */
  const poster = async (chemin: string, corps: object): Promise<unknown> => {
    const { status, texte } = await demander(chemin, corps);
    if (status === 200) return JSON.parse(texte) as unknown;
    if (status >= 400 && status < 500 && !PASSAGERS.has(status)) return refus(status, texte);
    throw inattendue(chemin, status);
  };
  const faire = async <Etat extends string>(chemin: string, corps: object, etat: Etat) => {
    const reponse = await poster(chemin, corps);
    return estRefus(reponse) ? reponse : { etat };
  };

  return {
    simule: false,
    async autoriser(cle, montant) {
      const reponse = await poster('/autorisations', { cle: ecrire(cle), montant });
      if (estRefus(reponse)) return reponse;
      const { etat, code } = reponseAutorisation.parse(reponse);
      if (etat === 'EN_COURS') throw new Error('The card payment is not decided yet');
      return etat === 'ACCEPTE' ? { etat } : { etat: 'REFUSE', code: code ?? etat };
    },
    async interroger(cle) {
      const chemin = `/autorisations/${encodeURIComponent(ecrire(cle))}`;
      const { status, texte } = await demander(chemin);
      if (status === 404) return 'INCONNU';
      if (status !== 200) throw inattendue(chemin, status);
      return reponseAutorisation.parse(JSON.parse(texte)).etat;
    },
    annuler: (cle) => faire('/annulations', { cle: ecrire(cle) }, 'ANNULE'),
    rembourser: (cle, origine, montant) =>
      faire(
        '/remboursements',
        { cle: ecrire(cle), origine: ecrire(origine), montant },
        'REMBOURSE',
      ),
  };
}

/** A refusal of ours, and of nobody else: an answer of 200 may hold any fields. */
class Refus implements RefusTerminal {
  readonly etat = 'REFUSE';
  readonly code: string;
  constructor(code: string) {
    this.code = code;
  }
}

function estRefus(reponse: unknown): reponse is Refus {
  return reponse instanceof Refus;
}

function refus(status: number, texte: string): Refus {
  const code = /"code"\s*:\s*"([A-Za-z0-9_.-]{1,60})"/.exec(texte)?.[1];
  return new Refus(code ?? `HTTP_${status}`);
}

function ecrire({ id, rang }: ClePaiement): string {
  return `${id}:${rang}`;
}

function inattendue(chemin: string, status: number): Error {
  return new Error(`The payment terminal answered ${status} to ${chemin}`);
}
