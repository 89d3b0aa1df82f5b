import { expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

test('The project folder is the one whose package.json is caisse-multi, not that of a workspace', () => {
  const manifest = JSON.parse(readFileSync(join(projectRoot(), 'package.json'), 'utf8')) as {
    name: string;
  };

  expect(manifest.name).toBe('caisse-multi');
});
