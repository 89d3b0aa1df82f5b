/** Who takes part in a sale: a service, or `terminal`, the payment provider. */
export type Participant = string;

/** A participant said no by contract: asking again changes nothing, and the no has a name. */
export class RefusDefinitif extends Error {
  override readonly name = 'RefusDefinitif';
  readonly participant: Participant;
  readonly code: string;

  constructor(participant: Participant, code: string, options?: ErrorOptions) {
    super(`${participant} refused: ${code}`, options);
    this.participant = participant;
    this.code = code;
  }
}

/** A participant did not answer, or not what it promises: the outcome is unknown, and may be asked for again. */
export class SansReponse extends Error {
  override readonly name = 'SansReponse';
  readonly participant: Participant;

  constructor(participant: Participant, options?: ErrorOptions) {
    super(`${participant} did not answer`, options);
    this.participant = participant;
  }
}

/** What a failed try tells: who failed, whether for good, and how. */
export interface IssueEssai {
  participant: Participant | null;
  issue: 'REFUSE' | 'INCONNU';
  detail: string;
}

/** Reads what a step threw, through whatever wrapped it. */
export function issueDe(erreur: unknown): IssueEssai {
  for (let cause = erreur, depth = 0; cause instanceof Error && depth < 6; depth += 1) {
    if (cause instanceof RefusDefinitif) {
      return { participant: cause.participant, issue: 'REFUSE', detail: cause.code };
    }
    if (cause instanceof SansReponse) {
      return { participant: cause.participant, issue: 'INCONNU', detail: 'SANS_REPONSE' };
    }
    cause = cause.cause;
  }
  return {
    participant: null,
    issue: 'INCONNU',
    detail: erreur instanceof Error ? erreur.name : 'Erreur',
  };
}
