import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface Held {
  etat: string;
  montant: number;
}

/** A payment provider that answers what it is told to hold. */
export async function openProvider() {
  const held = { autorisations: new Map<string, Held>(), remboursements: new Map<string, Held>() };
  let asked = 0;
  const server = createServer((request, response) => {
    asked += 1;
    const [, path = '', key = ''] = decodeURIComponent(request.url ?? '').split('/');
    const found = path in held ? held[path as keyof typeof held].get(key) : undefined;
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(found ?? {}));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    ...held,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked: () => asked,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  };
}
