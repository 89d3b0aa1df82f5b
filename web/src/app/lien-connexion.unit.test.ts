import { ApolloClient, ApolloLink, gql, InMemoryCache } from '@apollo/client';
import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describe, expect, test } from '@jest/globals';
import { Observable } from 'rxjs';
import type { Connexion } from '../shared/connexion/connexion.ts';
import { lienConnexion } from './lien-connexion.ts';

const QUESTION = gql`
  query Moi {
    moi
  }
`;

/** A client of a server that knows one good token, for a sign-in that renews as told. */
function monde(bon: string, jeton: string | null, renouvele: string | null) {
  const recus: unknown[] = [];
  const renouvellements: string[] = [];
  let actuel = jeton;
  const connexion: Pick<Connexion, 'cle' | 'jetonValide' | 'jetonApresRefus'> = {
    cle: () => 'c1',
    jetonValide: async () => actuel,
    jetonApresRefus: async (refuse) => {
      renouvellements.push(refuse);
      return (actuel = renouvele);
    },
  };
  const serveur = new ApolloLink((operation) => {
    const { headers } = operation.getContext() as { headers?: Record<string, string> };
    recus.push(headers?.['authorization']);
    const connu = headers?.['authorization'] === `Bearer ${bon}`;
    const refus = { message: 'non', extensions: { code: 'NON_AUTHENTIFIE' } };
    return new Observable((observateur) => {
      observateur.next(connu ? { data: { moi: 'Ana' } } : { data: null, errors: [refus] });
      observateur.complete();
    });
  });
  const client = new ApolloClient({
    link: lienConnexion(connexion as Connexion).concat(serveur),
    cache: new InMemoryCache(),
  });
  return { demander: () => client.query({ query: QUESTION }), recus, renouvellements };
}

describe('a request', () => {
  test('goes with the token of who is signed in', async () => {
    const { demander, recus, renouvellements } = monde('j1', 'j1', null);
    expect((await demander()).data).toEqual({ moi: 'Ana' });
    expect(recus).toEqual(['Bearer j1']);
    expect(renouvellements).toEqual([]);
  });

  test('whose token was refused goes again once with the new one', async () => {
    const { demander, recus, renouvellements } = monde('j2', 'j1', 'j2');
    expect((await demander()).data).toEqual({ moi: 'Ana' });
    expect(recus).toEqual(['Bearer j1', 'Bearer j2']);
    expect(renouvellements).toEqual(['j1']);
  });

  test('whose new token is refused too fails, and is not sent for ever', async () => {
    const { demander, recus } = monde('autre', 'j1', 'j2');
    await expect(demander()).rejects.toBeInstanceOf(CombinedGraphQLErrors);
    expect(recus).toEqual(['Bearer j1', 'Bearer j2']);
  });

  test('of a sign-in that has ended fails with the refusal, not sent again', async () => {
    const { demander, recus } = monde('j2', 'j1', null);
    await expect(demander()).rejects.toThrow('non');
    expect(recus).toEqual(['Bearer j1']);
  });

  test('of nobody goes without a token, and asks for no renewal', async () => {
    const { demander, recus, renouvellements } = monde('j1', null, 'j1');
    await expect(demander()).rejects.toThrow('non');
    expect(recus).toEqual([undefined]);
    expect(renouvellements).toEqual([]);
  });
});
