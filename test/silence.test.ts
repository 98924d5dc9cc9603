/** What cooperates once it is patched must never be reported: whole services full of it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { analysisOf } from './support/analysis.ts';
import { findingsOf } from './support/fix-cases.ts';
import { projectOf } from './support/project.ts';

const folder = 'test/silence/patched-service';
const files = Object.fromEntries(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(?:py|txt)$/.test(name))
    .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
);
const libraries = [
  'time',
  'requests',
  'urllib3',
  'httpx',
  'subprocess',
  'socket',
  'threading',
  'queue',
  'redis',
  'pymongo',
  'pymysql',
];

it('says nothing about a patched service that waits in 200 ways that cooperate', async () => {
  const found = await findingsOf(files);
  expect(found.map(({ code, path, message }) => `${path} ${code} ${message}`)).toEqual([]);
});

it('says as little where all rules are selected, but for files and taste', async () => {
  const analysis = await analysisOf(files, { select: ['ALL'] });
  const result = await analysis.audit(() => {}, { cancelled: false });
  await analysis.dispose();
  const found = result.files.flatMap((file) => file.findings);
  const asked = /^GVT(?:114|206)$/;
  expect(
    found
      .filter(({ code }) => !asked.test(code))
      .map(({ code, path, message }) => `${path} ${code} ${message}`),
  ).toEqual([]);
});

it('is silent because it knows these calls, not because it does not see them', async () => {
  const project = await projectOf(files);
  const called = new Map(libraries.map((library) => [library, 0]));
  for (const module of project.modules) {
    for (const call of module.calls) {
      const library = call.path?.split('.', 1)[0] ?? '';
      if (!called.has(library) || project.greenletReach(call.scope) === undefined) continue;
      called.set(library, (called.get(library) ?? 0) + 1);
    }
  }
  for (const [library, count] of called) expect(count, library).toBeGreaterThanOrEqual(8);
  expect([...called.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(200);
});
