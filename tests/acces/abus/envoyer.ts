import { request } from 'node:http';

import type { Abus } from './abus.ts';

export interface Reponse {
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
    envoi.on('error', reject);
    envoi.end(corps);
  });
}

/** The codes of the errors of an answer. */
export function codesDe({ texte }: Reponse): (string | undefined)[] {
  const { errors = [] } = JSON.parse(texte) as { errors?: { extensions?: { code?: string } }[] };
  return errors.map(({ extensions }) => extensions?.code);
}
