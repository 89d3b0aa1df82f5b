import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A span as a collector receives it. */
export interface SpanRecu {
  service: string;
  name: string;
  traceId: string;
  spanId: string;
  parentSpanId: string;
  kind: number;
  /** 2 is an error. */
  statut: number;
  attributes: Readonly<Record<string, string>>;
}

/** An OpenTelemetry collector, as far as it receives traces over HTTP. */
export interface Collecteur {
  url: string;
  recus: readonly SpanRecu[];
  fermer(): Promise<void>;
}

interface Attribut {
  key: string;
  value: Record<string, unknown>;
}
interface Envoi {
  resourceSpans: {
    resource: { attributes: Attribut[] };
    scopeSpans: {
      spans: (Omit<SpanRecu, 'service' | 'statut' | 'attributes' | 'parentSpanId'> & {
        parentSpanId?: string;
        attributes: Attribut[];
        status?: { code?: number };
      })[];
    }[];
  }[];
}

const enObjet = (attributs: readonly Attribut[]) =>
  Object.fromEntries(attributs.map(({ key, value }) => [key, String(Object.values(value)[0])]));

/** Opens a collector on a free port of the loopback. */
export async function ouvrirCollecteur(): Promise<Collecteur> {
  const recus: SpanRecu[] = [];
  const serveur = createServer((request, response) => {
    let texte = '';
    request.on('data', (morceau: Buffer) => {
      texte += morceau.toString();
    });
    request.on('end', () => {
      if (request.url === '/v1/traces') recus.push(...lire(JSON.parse(texte) as Envoi));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  await new Promise<void>((resolve) => serveur.listen(0, '127.0.0.1', resolve));
  const { port } = serveur.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    recus,
    fermer: () =>
      new Promise((resolve) => {
        serveur.close(() => {
          resolve();
        });
        serveur.closeAllConnections();
      }),
  };
}

function lire({ resourceSpans }: Envoi): SpanRecu[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) =>
    scopeSpans.flatMap(({ spans }) =>
      spans.map(({ attributes, status, parentSpanId = '', ...span }) => ({
        ...span,
        parentSpanId,
        service: enObjet(resource.attributes)['service.name'] ?? '',
        statut: status?.code ?? 0,
        attributes: enObjet(attributes),
      })),
    ),
  );
}
