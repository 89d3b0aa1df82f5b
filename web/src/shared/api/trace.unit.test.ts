import { expect, test } from '@jest/globals';

import { nouvelleTrace } from './trace.ts';

test('a request begins a trace of its own, in the form that the services accept', () => {
  const forme = /^00-[0-9a-f]{32}-[0-9a-f]{16}-00$/;
  expect(nouvelleTrace()).toMatch(forme);
  expect(nouvelleTrace()).not.toBe(nouvelleTrace());
  expect(nouvelleTrace(new Uint8Array(24).fill(10))).toBe(
    `00-${'0a'.repeat(16)}-${'0a'.repeat(8)}-00`,
  );
});
