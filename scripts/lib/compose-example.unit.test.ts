import { expect, test } from '@jest/globals';

import { composeExample } from './compose-example.mjs';

test('lists what must be given first, with the reason, then what has a default', () => {
  const text = composeExample(
    'a: ${LOG_LEVEL:-info}\nb: ${REDIS_PASSWORD:?mot de passe de Redis}\nc: ${REDIS_PASSWORD}\nprofiles: [observabilite]\n',
  );
  expect(text.split('\n').slice(3)).toEqual([
    '# mot de passe de Redis',
    'REDIS_PASSWORD=',
    '# LOG_LEVEL=info',
    '# COMPOSE_PROFILES=observabilite',
    '',
  ]);
});
