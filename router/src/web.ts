import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { type Handler, projectRoot, sendJson } from '@caisse/subgraph-kit';
import sirv from 'sirv';

import { POLICIES, secured } from './security-headers.ts';

/**
 * Serves the built web application: its files, GraphiQL at `/graphiql`, and the application's page for any
 * other address, since its routes live in the browser.
 */
export function webHandler(): Handler {
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
    serve(request, response, () => {
      sendJson(response, 404, { erreur: 'Rien à cette adresse.' });
    });
  };
  return secured(handler, (path) =>
    path.startsWith('/graphiql') ? POLICIES.graphiql : POLICIES.application,
  );
}
