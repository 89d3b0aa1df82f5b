import { expect, test } from '@jest/globals';

import { retryBudget } from './retry-budget.ts';

/** A budget on a clock that stands until it is moved. */
function open() {
  let at = 0;
  const budget = retryBudget({ perCall: 0.1, perSecond: 2, reserve: 5, now: () => at });
  const granted = (tries: number) =>
    Array.from({ length: tries }, () => budget.retry()).filter(Boolean).length;
  return { budget, granted, wait: (ms: number) => (at += ms) };
}

test('what was saved up is spent, and no more', () => {
  expect(open().granted(20)).toBe(5);
});

test('ten calls earn one repetition', () => {
  const { budget, granted } = open();
  granted(20);
  for (let i = 0; i < 25; i += 1) budget.call();
  expect(granted(20)).toBe(2);
});

test('time earns too, so that a process with few calls can repeat one of them', () => {
  const { granted, wait } = open();
  granted(20);
  wait(400);
  expect(granted(20)).toBe(0);
  wait(600);
  expect(granted(20)).toBe(2);
});

test('however long all is well, no more than the reserve is saved up', () => {
  const { budget, granted, wait } = open();
  wait(3_600_000);
  for (let i = 0; i < 1_000; i += 1) budget.call();
  expect(granted(20)).toBe(5);
});
