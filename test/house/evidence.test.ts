import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('reads evidence at run time only where the bundles hold it', () => {
  const reading = readdirSync('server/src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => {
      const text = readFileSync(join('server/src', name), 'utf8');
      return /\.evidence\b|\{[^}\n]*\bevidence\b[^}\n]*\}:/.test(text);
    });
  // Of libraries.json and removed-gevent-api.json, which the build leaves whole.
  expect(reading.sort()).toEqual([
    'evidence/libraries/library-verdict.ts',
    'rules/lifecycle/removed-api.ts',
  ]);
});
