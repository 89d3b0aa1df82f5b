import { describe, expect, test } from '@jest/globals';

import { deciderCle } from './decider-cle.ts';

const enCours = { empreinte: 'a', conclue: false, bailRestantMs: 800 };
const conclue = { empreinte: 'a', conclue: true, bailRestantMs: -60_000 };

describe('a key that may have been used before', () => {
  test('is executed when it is new', () => {
    expect(deciderCle(null, 'a')).toEqual({ action: 'EXECUTER' });
  });

  test('answers its outcome again once there is one, however old its lease', () => {
    expect(deciderCle(conclue, 'a')).toEqual({ action: 'REJOUER' });
    expect(deciderCle({ ...conclue, bailRestantMs: 800 }, 'a')).toEqual({ action: 'REJOUER' });
  });

  test('waits while somebody works on it', () => {
    expect(deciderCle(enCours, 'a')).toEqual({ action: 'ATTENDRE', ms: 800 });
  });

  test.each([0, -1])('is taken over when its lease has %i ms left', (bailRestantMs) => {
    expect(deciderCle({ ...enCours, bailRestantMs }, 'a')).toEqual({ action: 'REPRENDRE' });
  });

  test.each([enCours, conclue, { ...enCours, bailRestantMs: -1 }])(
    'reveals nothing to another request (%j)',
    (trouvee) => {
      expect(deciderCle(trouvee, 'b')).toEqual({ action: 'REFUSER_CLE' });
    },
  );
});
