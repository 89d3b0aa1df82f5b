import { type Handler, readOnly, sendJson } from './server.ts';
import { renderMetrics } from '../metrics.ts';
import type { Registry } from 'prom-client';

/**
 * The routes that every process answers beside its work: `/vivant` (the process runs), `/pret` (it can
 * work, else 503 with the reason), `/metrics` (Prometheus).
 *
 * @param checks what readiness depends on, by name
 * @param remarks what `/pret` also tells, without readiness depending on it
 * @param ending aborted when the process begins to end: it is not ready any more, whatever it can still do
 */
export function operationalRoutes(
  checks: Readonly<Record<string, () => Promise<void>>>,
  registries: readonly Registry[],
  remarks: Readonly<Record<string, () => string>> = {},
  ending?: AbortSignal,
): Record<string, Handler> {
  return {
    '/vivant': readOnly((_request, response) => {
      sendJson(response, 200, { etat: 'vivant' });
    }),
    '/pret': readOnly(async (_request, response) => {
      if (ending?.aborted) {
        sendJson(response, 503, { etat: 'arret' });
        return;
      }
      const detail = Object.fromEntries(
        await Promise.all(
          Object.entries(checks).map(async ([name, check]) => [name, await outcome(check)]),
        ),
      ) as Record<string, string>;
      const ready = Object.values(detail).every((state) => state === 'pret');
      sendJson(response, ready ? 200 : 503, {
        etat: ready ? 'pret' : 'non pret',
        detail: { ...detail, ...tell(remarks) },
      });
    }),
    '/metrics': readOnly(async (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' });
      response.end(await renderMetrics(registries));
    }),
  };
}

function tell(remarks: Readonly<Record<string, () => string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(remarks).map(([name, remark]) => [name, remark()]));
}

async function outcome(check: () => Promise<void>): Promise<string> {
  try {
    await check();
    return 'pret';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
