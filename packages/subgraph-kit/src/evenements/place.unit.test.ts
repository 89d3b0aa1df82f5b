import { expect, test } from '@jest/globals';

import { isAfter } from './place.ts';

test.each([
  ['9.1', '10.1', false],
  ['10.1', '9.99', true],
  ['10.2', '10.10', false],
  ['10.10', '10.2', true],
  ['10.2', '10.2', false],
  ['1.1', null, true],
  [null, '1.1', false],
  [null, null, false],
  // Beyond what a number holds exactly.
  ['9007199254740993.1', '9007199254740992.1', true],
])('%s comes after %s: %s', (place, other, expected) => {
  expect(isAfter(place, other)).toBe(expected);
});
