import { createWriteStream } from 'node:fs';

/** What was sent, injected or answered, in the order in which the test saw it. */
export interface Fait {
  /** Milliseconds since the journal was opened. */
  t: number;
  /** `envoi`, `reponse`, `echec`, `panne`. */
  quoi: string;
  venteId?: string;
  annulationId?: string;
  detail?: unknown;
}

/** An answer that the client may rely on for ever. */
export interface VenteAcquittee {
  venteId: string;
  total: number;
  numero: string;
}

export interface RetourAcquitte {
  annulationId: string;
  total: number;
}

/** The memory of the tills: what was acknowledged must be found again. */
export interface Journal {
  noter(fait: Omit<Fait, 't'>): void;
  acquitter(acquis: VenteAcquittee | RetourAcquitte): void;
  acquis(): readonly (VenteAcquittee | RetourAcquitte)[];
  /** Counts an error that a client was answered. */
  compterErreur(code: string): void;
  /** Errors answered so far, by code. */
  erreurs(): Record<string, number>;
  /** The shortest history that shows what became of one sale, faults included while it was under way. */
  histoire(id: string): string;
  fermer(): Promise<void>;
}

export function ouvrirJournal(fichier: string): Journal {
  const debut = performance.now();
  const faits: Fait[] = [];
  const acquis: (VenteAcquittee | RetourAcquitte)[] = [];
  const erreurs: Record<string, number> = {};
  const flux = createWriteStream(fichier);
  return {
    noter(fait) {
      const date = { t: Math.round(performance.now() - debut), ...fait };
      faits.push(date);
      // A till may hear its last answer while a run that failed is being closed.
      if (!flux.writableEnded) flux.write(`${JSON.stringify(date)}\n`);
    },
    acquitter(a) {
      acquis.push(a);
    },
    acquis: () => acquis,
    compterErreur: (code) => {
      erreurs[code] = (erreurs[code] ?? 0) + 1;
    },
    erreurs: () => ({ ...erreurs }),
    histoire(id) {
      const siens = faits.filter((f) => f.venteId === id || f.annulationId === id);
      const [de, a] = [siens[0]?.t ?? 0, siens.at(-1)?.t ?? 0];
      return faits
        .filter((f) => siens.includes(f) || (f.quoi === 'panne' && f.t >= de - 5_000 && f.t <= a))
        .map((f) => JSON.stringify(f))
        .join('\n');
    },
    fermer: () => new Promise((resolve) => flux.end(() => resolve())),
  };
}
