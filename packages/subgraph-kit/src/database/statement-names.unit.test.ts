import { expect, test } from '@jest/globals';

import { statementNames } from './statement-names.ts';

test('a statement of ours keeps one name, another has another, and one of Prisma’s has none', () => {
  const nameOf = statementNames();
  const first = nameOf({ sql: '\n  /* produit.parIds */\n SELECT 1' });
  expect(first).toMatch(/^produit\.parIds\.[\w-]{12}$/);
  expect(nameOf({ sql: '\n  /* produit.parIds */\n SELECT 1' })).toBe(first);
  expect(nameOf({ sql: '\n  /* produit.parIds */\n SELECT 2' })).not.toBe(first);
  expect(nameOf({ sql: 'SELECT "id" FROM "produit" WHERE "id" IN ($1,$2)' })).toBe('');
});

test('the number of names is bounded, since each is kept by every connection', () => {
  const nameOf = statementNames();
  const names = Array.from({ length: 1_000 }, (_, i) => nameOf({ sql: `/* a.b */ SELECT ${i}` }));
  expect(names.filter((name) => name !== '')).toHaveLength(200);
});

test('a name is never longer than PostgreSQL takes', () => {
  expect(statementNames()({ sql: `/* a.${'b'.repeat(100)} */ SELECT 1` })).toHaveLength(63);
});
