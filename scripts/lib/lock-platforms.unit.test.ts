import { expect, test } from '@jest/globals';

import { completeLock, type Lock, missingPlatforms } from './lock-platforms.mjs';

const lockOf = (optional: string[], others: Lock['packages'] = {}): Lock => ({
  packages: {
    'node_modules/outil': {
      version: '2.0.0',
      dev: true,
      optionalDependencies: Object.fromEntries(optional.map((name) => [name, '2.0.0'])),
    },
    ...others,
  },
});

test.each([
  ['outil-darwin-arm64', { os: ['darwin'], cpu: ['arm64'] }],
  ['outil-linux-x64-gnu', { os: ['linux'], cpu: ['x64'], libc: ['glibc'] }],
  ['outil-linux-arm-musleabihf', { os: ['linux'], cpu: ['arm'], libc: ['musl'] }],
  ['outil-win32-x64-msvc', { os: ['win32'], cpu: ['x64'] }],
  ['outil-android-arm-eabi', { os: ['android'], cpu: ['arm'] }],
])('the lock is completed with %s', (name, platform) => {
  const missing = missingPlatforms(lockOf([name]));
  const entry = { version: '2.0.0', dev: true, optional: true };
  expect(missing).toEqual({ [`node_modules/${name}`]: { ...entry, ...platform } });
});

test('a platform that is there, nested or not, is left as it is', () => {
  const there = { version: '2.0.0', integrity: 'sha512-x' };
  const lock = lockOf(['outil-linux-x64', 'outil-darwin-x64'], {
    'node_modules/outil-linux-x64': there,
    'node_modules/outil/node_modules/outil-darwin-x64': there,
  });
  expect(missingPlatforms(lock)).toEqual({});
});

test('an optional dependency that is no platform is not invented', () => {
  expect(missingPlatforms(lockOf(['fsevents', 'colors']))).toEqual({});
});

test('the completed lock is in the order of npm', () => {
  const { packages } = completeLock(lockOf(['outil-linux-x64', 'autre-darwin-x64']));
  expect(Object.keys(packages)).toEqual([
    'node_modules/autre-darwin-x64',
    'node_modules/outil',
    'node_modules/outil-linux-x64',
  ]);
});
