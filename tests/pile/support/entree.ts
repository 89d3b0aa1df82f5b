import { execFileSync } from 'node:child_process';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { join } from 'node:path';
import { json } from 'node:stream/consumers';

/** Sends a document to Nginx and gives what comes back, JSON where it looks like it. */
export async function envoyer(
  adresse: string,
  query: string,
  entetes: Record<string, string> = {},
) {
  const reponse = await fetch(adresse, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...entetes },
    body: JSON.stringify({ query }),
  });
  const texte = await reponse.text();
  return {
    statut: reponse.status,
    attente: reponse.headers.get('retry-after'),
    corps: texte.startsWith('{') ? (JSON.parse(texte) as unknown) : texte,
  };
}

/**
 * The address of the client that a replica behind Nginx hears of, when `de` sends a request for another.
 *
 * @param url of an upstream that answers with the headers it got (`repondre`)
 * @param de address on this machine from which to connect
 * @param pour what the sender says the client's address is
 */
export async function adresseVue(
  url: string,
  { de, pour }: { de: string; pour: string },
): Promise<string | undefined> {
  const reponse = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': pour };
    requestHttp(url, { method: 'POST', localAddress: de, headers }, resolve)
      .once('error', reject)
      .end(JSON.stringify({ query: '{ __typename }' }));
  });
  const { data } = (await json(reponse)) as { data: { recu: Record<string, string> } };
  return data.recu['x-forwarded-for'];
}

/** A certificate of its own, and the variables that name it. */
export function certificat(dossier: string, adresse: string): Record<string, string> {
  const [cle, chaine] = [join(dossier, 'cle.pem'), join(dossier, 'certificat.pem')];
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=caisse'],
      ...['-keyout', cle, '-out', chaine],
    ],
    { stdio: 'ignore' },
  );
  return { NGINX_TLS_ENTREE: adresse, NGINX_TLS_CLE: cle, NGINX_TLS_CERTIFICAT: chaine };
}
