import { describe, expect, test } from '@jest/globals';

import { createLogger } from './logging.ts';

function bench() {
  const lines: string[] = [];
  const logger = createLogger('caisse', 'info', { write: (line) => lines.push(line) });
  return { logger, last: () => JSON.parse(lines.at(-1) ?? '') as Record<string, unknown>, lines };
}

describe('a log line', () => {
  test('is JSON with its level in words, its time, its service and its fields', () => {
    const { logger, last } = bench();
    logger.child({ requestId: 'r' }).warn({ n: 1 }, 'Attention');
    expect(last()).toMatchObject({
      ...{ level: 'warn', service: 'caisse', requestId: 'r', n: 1, msg: 'Attention' },
    });
    expect(last()['time']).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  });

  test('never holds a secret, however deep it stands', () => {
    const { logger, lines } = bench();
    const secret = 'tres-secret';
    logger.info({ jeton: secret, a: { motDePasse: secret, b: { nip: secret } } }, 'x');
    logger.info({ liste: [{ ok: 1 }, { headers: { authorization: secret } }] }, 'x');
    logger.child({ jeton: secret }).info({ headers: { 'x-identity': secret } }, 'x');
    const error = Object.assign(new Error('panne'), { demande: { jeton: secret } });
    logger.error({ err: error }, 'x');
    expect(lines).toHaveLength(4);
    expect(lines.join('')).not.toContain(secret);
    expect(lines[1]).toContain('"ok":1');
    expect(lines[3]).toContain('panne');
  });

  test('leaves what it was given as it was', () => {
    const { logger } = bench();
    const given = { a: { jeton: 'x' }, le: new Date(0) };
    logger.info(given, 'x');
    expect(given).toEqual({ a: { jeton: 'x' }, le: new Date(0) });
  });
});
