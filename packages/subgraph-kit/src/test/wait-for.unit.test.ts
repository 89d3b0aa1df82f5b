import { describe, expect, test } from '@jest/globals';
import { waitFor } from './wait-for.ts';

describe('waitFor', () => {
  test('returns what the condition returns once it holds', async () => {
    let tries = 0;

    const value = await waitFor(() => ((tries += 1) < 3 ? undefined : `try ${tries}`), {
      intervalMs: 1,
    });

    expect(value).toBe('try 3');
  });

  test('takes a condition that throws as one that does not hold yet', async () => {
    let tries = 0;

    await waitFor(
      () => {
        tries += 1;
        if (tries < 2) throw new Error('not yet');
        return true;
      },
      { intervalMs: 1 },
    );

    expect(tries).toBe(2);
  });

  test('accepts zero and the empty text, which are values', async () => {
    expect(await waitFor(() => 0)).toBe(0);
    expect(await waitFor(() => '')).toBe('');
  });

  test('gives up with the reason of the last try', async () => {
    const failure = waitFor(() => Promise.reject(new Error('the reason')), {
      timeoutMs: 5,
      intervalMs: 1,
    });

    await expect(failure).rejects.toMatchObject({
      message: 'The condition did not hold within 5 ms.',
      cause: expect.objectContaining({ message: 'the reason' }),
    });
  });
});
