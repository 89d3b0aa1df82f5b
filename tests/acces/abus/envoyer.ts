import { request } from 'node:http';

import type { Abus } from './abus.ts';

export interface Reponse {
  /** 0 when the connection was cut before an answer could be read, as Node does with headers that never end. */
  statut: number;
  type: string;
  texte: string;
}

/**
 * Sends a request byte for byte, on a connection of its own.
 *
 * @param url of `/graphql`
 */
export function envoyer(url: string, abus: Abus): Promise<Reponse> {
  const { methode = 'POST', suite = '', entetes = {}, corps } = abus;
  return new Promise((resolve, reject) => {
    const envoi = request(
      url + suite,
      {
        method: methode,
        agent: false,
        headers: {
          ...entetes,
          ...(corps !== undefined && { 'content-length': Buffer.byteLength(corps) }),
        },
      },
      (reponse) => {
        let texte = '';
        reponse.setEncoding('utf8');
        reponse.on('data', (morceau: string) => (texte += morceau));
        reponse.on('end', () =>
          resolve({
            statut: reponse.statusCode ?? 0,
            type: reponse.headers['content-type'] ?? '',
            texte,
          }),
        );
        reponse.on('error', reject);
      },
    );
    envoi.on('error', (erreur: NodeJS.ErrnoException) => {
      if (erreur.code === 'EPIPE' || erreur.code === 'ECONNRESET') {
        resolve({ statut: 0, type: '', texte: '' });
      } else reject(erreur);
    });
    envoi.end(corps);
  });
}

/** The codes of the errors of an answer. */
export function codesDe({ texte }: Reponse): (string | undefined)[] {
  const { errors = [] } = JSON.parse(texte) as { errors?: { extensions?: { code?: string } }[] };
  return errors.map(({ extensions }) => extensions?.code);
}

/** Whether an answer refuses as it must: with its status, or where there is no GraphQL yet, by a cut as well. */
export function refuse({ statut }: Reponse, abus: Abus): boolean {
  return statut === abus.statut || (statut === 0 && abus.code === undefined);
}
