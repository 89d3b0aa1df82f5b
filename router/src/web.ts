import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Handler, projectRoot, readOnly, sendJson } from '@caisse/subgraph-kit';
import sirv from 'sirv';

import { POLICIES, secured } from './security-headers.ts';

/**
 * Serves the built web application: its files, and the application's page for any other address, since its routes
 * live in the browser.
 *
 * @param options.graphiql whether `/graphiql` is GraphiQL: for a demonstration, never on the origin of tills that sell
 */
export function webHandler({ graphiql = false }: { graphiql?: boolean } = {}): Handler {
  const folder = join(projectRoot(), 'web', 'dist');
  if (!existsSync(folder)) {
    return (_request, response) => {
      sendJson(response, 503, {
        erreur: 'L’application web n’est pas construite : npm run build.',
      });
    };
  }
  const serve = sirv(folder, {
    single: true,
    gzip: true,
    brotli: true,
    etag: true,
    extensions: ['html'],
    setHeaders: (response, path) => {
      // Vite names its assets by their content: they may be kept for ever. Pages are asked for again.
      const fixed = path.startsWith('/assets/');
      response.setHeader(
        'cache-control',
        fixed ? 'public, max-age=31536000, immutable' : 'no-cache',
      );
    },
  });
  const handler: Handler = (request, response) => {
    const nothing = () => sendJson(response, 404, { erreur: 'Rien à cette adresse.' });
    if (!graphiql && isGraphiql(request.url ?? '/')) nothing();
    else serve(request, response, nothing);
  };
  return secured(readOnly(handler), (path) =>
    graphiql && isGraphiql(path) ? POLICIES.graphiql : POLICIES.application,
  );
}

/** `%67raphiql` is the same file. */
function isGraphiql(url: string): boolean {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '').startsWith('/graphiql');
  } catch {
    return false;
  }
}
