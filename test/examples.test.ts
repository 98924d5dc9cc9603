import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { findingsOf, fixEverywhere } from './support/fix-cases.ts';
import { type CaseFiles, textOf } from './support/rule-cases.ts';

const update = process.env.UPDATE_FIXED === '1';
const shop = filesIn('examples/shop');

/**
 * Greenlint's own rules about files and configuration have nothing to plant in a running shop; the
 * libraries of GVT304 that a quick fix cures work with the shop's old gevent; GVT309 is about clients
 * that connect at import, and the shop starts without a server to connect to; GVT407 has no quick fix,
 * so that it would stay in the cured shop.
 */
const notPlanted = new Set(['GVT304', 'GVT309', 'GVT407', 'GVT902', 'GVT903']);

describe('the example shop', () => {
  it('has a pitfall of every kind', async () => {
    const found = new Set((await findingsOf(shop)).map(({ code }) => code));
    const missing = rules.map(({ meta }) => meta.code).filter((code) => !found.has(code));
    expect(missing.filter((code) => !notPlanted.has(code))).toEqual([]);
  });

  it('becomes examples/shop-fixed by the cures alone', { timeout: 300_000 }, async () => {
    const fixed = await cureAll(shop);
    const changed = Object.entries(fixed).filter(([path]) => path !== 'README.md');
    if (update)
      for (const [path, content] of changed)
        write(join('examples/shop-fixed', path), textOf(content));
    const wanted = filesIn('examples/shop-fixed');
    for (const [path, content] of changed) expect(textOf(wanted[path]), path).toBe(textOf(content));
    expect(Object.keys(wanted).sort()).toEqual(Object.keys(shop).sort());
    const left = (await findingsOf(fixed)).map(({ code, path }) => `${code} ${path}`);
    expect(left).toEqual([]);
  });
});

/** GVT113 comes before GVT112: its cure replaces the pollers, too, and would have nothing left to say. */
const order = ['GVT113', ...rules.map(({ meta }) => meta.code).filter((code) => code !== 'GVT113')];

/** The first cure of every finding, rule by rule, until no finding has one. */
async function cureAll(files: CaseFiles): Promise<CaseFiles> {
  let current = files;
  for (let round = 0; round < 5; round += 1) {
    let applied = 0;
    for (const code of order) {
      const fixed = await fixEverywhere(current, code);
      current = fixed.files;
      applied += fixed.applied;
    }
    if (applied === 0) return current;
  }
  throw new Error('the cures do not come to an end');
}

function filesIn(folder: string, prefix = ''): CaseFiles {
  if (!existsSync(folder)) return {};
  return Object.assign(
    {},
    ...readdirSync(join(folder, prefix))
      .filter((name) => name !== '__pycache__' && !name.startsWith('.'))
      .map((name) => {
        const path = prefix === '' ? name : `${prefix}/${name}`;
        if (statSync(join(folder, path)).isDirectory()) return filesIn(folder, path);
        return { [path]: readFileSync(join(folder, path), 'utf8') };
      }),
  );
}

function write(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}
