import {
  type IdentitySigner,
  IDENTITY_HEADER,
  type Logger,
  newTraceparent,
  type Transport,
} from '@caisse/subgraph-kit';

const QUERY = 'query ConnexionsFermees { connexionsFermees }';
const EVERY_MS = 3_000;
const TIMEOUT_MS = 1_500;

/** Knows the sign-ins that were ended before their tokens. */
export interface ClosedSignIns {
  has(connexionId: string): boolean;
  start(): void;
  stop(): Promise<void>;
}

/**
 * Asks caisse every few seconds which sign-ins were ended. While it does not answer, the last list holds: those who
 * work go on working, and those who were turned away stay out.
 *
 * @param options.signer of the router, which asks for itself
 * @param options.everyMs pause between two questions
 */
export function closedSignIns(options: {
  transport: Transport;
  signer: IdentitySigner;
  logger: Logger;
  everyMs?: number;
}): ClosedSignIns {
  const { transport, signer, logger, everyMs = EVERY_MS } = options;
  let closed: ReadonlySet<string> = new Set();
  let answers = true;
  let timer: NodeJS.Timeout | undefined;
  let asking = Promise.resolve();
  let stopped = false;

  async function ask(): Promise<void> {
    try {
      closed = new Set(await read(transport, signer));
      if (!answers) logger.info('caisse tells again which sign-ins were ended');
      answers = true;
    } catch (err) {
      if (answers) logger.warn({ err }, 'caisse does not tell which sign-ins were ended');
      answers = false;
    }
    if (!stopped) timer = setTimeout(begin, everyMs).unref();
  }
  const begin = () => void (asking = ask());

  return {
    has: (connexionId) => closed.has(connexionId),
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
