import {
  type IdentitySigner,
  IDENTITY_HEADER,
  type Logger,
  newTraceparent,
  PublicError,
  type Transport,
} from '@caisse/subgraph-kit';

import { keptList } from './kept-list.ts';

const QUERY = 'query ConnexionsFermees { connexionsFermees }';
const EVERY_MS = 3_000;
/** Pause while there is no list yet, and nobody is let in. */
const EVERY_UNKNOWN_MS = 500;
const TIMEOUT_MS = 1_500;

/** Knows the sign-ins that were ended before their tokens. */
export interface ClosedSignIns {
  /** @throws PublicError SERVICE_INDISPONIBLE while there is no list yet: a token may be one of an ended sign-in */
  has(connexionId: string): boolean;
  /** @throws Error while there is no list yet */
  check(): void;
  /** Begins to ask. Resolves after the first question, answered or not. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Asks caisse every few seconds which sign-ins were ended. While it does not answer, the last list holds, also after a
 * restart: those who work go on working, and those who were turned away stay out.
 *
 * @param options.signer of the router, which asks for itself
 * @param options.everyMs pause between two questions
 * @param options.folder that keeps the last list; without it a router that starts has none before caisse answers
 */
export function closedSignIns(options: {
  transport: Transport;
  signer: IdentitySigner;
  logger: Logger;
  everyMs?: number;
  folder?: string | undefined;
}): ClosedSignIns {
  const { transport, signer, logger, everyMs = EVERY_MS, folder } = options;
  const kept = keptList(folder, logger);
  let closed: ReadonlySet<string> | undefined = kept.read();
  let answers = true;
  let timer: NodeJS.Timeout | undefined;
  let asking = Promise.resolve();
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      const ids = await read(transport, signer);
      closed = new Set(ids);
      kept.write(ids);
      if (!answers) logger.info('caisse tells again which sign-ins were ended');
      answers = true;
    } catch (err) {
      if (answers) logger.warn({ err }, 'caisse does not tell which sign-ins were ended');
      answers = false;
    }
    if (!stopped)
      timer = setTimeout(() => void begin(), closed ? everyMs : EVERY_UNKNOWN_MS).unref();
  }
  const begin = () => (asking = ask());

  return {
    has(connexionId) {
      if (closed) return closed.has(connexionId);
      throw new PublicError(
        'SERVICE_INDISPONIBLE',
        'Le routeur ne sait pas encore quelles connexions ont été fermées. Réessayez dans un instant.',
      );
    },
    check() {
      if (!closed) throw new Error('no list of ended sign-ins yet');
    },
    start: begin,
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await asking;
    },
  };
}

async function read(transport: Transport, signer: IdentitySigner): Promise<string[]> {
  const headers = {
    traceparent: newTraceparent(),
    [IDENTITY_HEADER]: await signer.sign('caisse', 'self'),
  };
  const { data, errors } = await transport.send(
    'caisse',
    { query: QUERY, operationName: 'ConnexionsFermees' },
    { headers, timeoutMs: TIMEOUT_MS, repeatable: true },
  );
  const ids = data?.['connexionsFermees'];
  if (errors || !Array.isArray(ids)) throw new Error(errors?.[0]?.message ?? 'no list came back');
  return ids.map(String);
}
