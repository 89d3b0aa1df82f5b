import { CombinedGraphQLErrors } from '@apollo/client/errors';
import { describe, expect, test } from '@jest/globals';
import { lirePanne } from './panne.ts';

const erreur = (extensions: Record<string, unknown>) =>
  new CombinedGraphQLErrors({ errors: [{ message: 'Refus', extensions }] });

describe('lirePanne', () => {
  test.each([
    ['REQUETE_INVALIDE', 'requete'],
    ['OPERATION_RESOLUTION_FAILURE', 'requete'],
    ['INTERDIT', 'interdit'],
    ['NON_AUTHENTIFIE', 'connexion'],
    ['TROP_D_ESSAIS', 'essais'],
    ['CLIENT_PARTI', 'reseau'],
    ['SURCHARGE', 'serveur'],
    ['un_code_d_un_autre', 'serveur'],
    ['constructor', 'serveur'],
    [undefined, 'serveur'],
  ])('takes %s for %s, with its reference', (code, sorte) => {
    expect(lirePanne(erreur({ code, requestId: 'r1' }))).toEqual({ sorte, reference: 'r1' });
  });

  test('knows nothing of the outcome when no answer came', () => {
    expect(lirePanne(new TypeError('Failed to fetch'))).toEqual({ sorte: 'reseau' });
  });
});
