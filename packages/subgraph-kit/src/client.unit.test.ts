import { describe, expect, test } from '@jest/globals';

import { readClient, writeClient } from './client.ts';

const CLIENT = { address: '192.0.2.1', device: 'd', agent: 'Zoé 🔑', renewal: 'r' };

describe('what the router tells of a client', () => {
  test('is read as it was written', () => {
    expect(readClient(writeClient(CLIENT))).toEqual(CLIENT);
  });

  test.each([undefined, '', '!', 'bm9u', writeClient({ address: 'x'.repeat(65) })])(
    'is nothing when it cannot be understood (%s)',
    (header) => {
      expect(readClient(header)).toEqual({});
    },
  );
});
