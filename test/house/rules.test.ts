import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { rules } from '../../server/src/rules/index.ts';
import { findingsOf } from '../support/fix-cases.ts';

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));

describe('the rules as a whole', () => {
  it('have one name and one code each', () => {
    expect(new Set(rules.map(({ meta }) => meta.name)).size).toBe(rules.length);
    expect(new Set(rules.map(({ meta }) => meta.code)).size).toBe(rules.length);
  });

  it('are those that have cases, pages and a place in the settings', () => {
    const names = rules.map(({ meta }) => meta.name).sort();
    expect(foldersIn('test/rules')).toEqual(names);
    const pages = readdirSync('docs/rules')
      .filter((file) => file !== 'README.md')
      .map((file) => file.replace(/\.md$/, ''));
    expect(pages.sort()).toEqual(names);
    const severity = manifest.contributes.configuration.properties['greenlint.severity'];
    expect(Object.keys(severity.properties).sort()).toEqual(names);
  });

  it('are all named in the changelog', () => {
    const changelog = readFileSync('CHANGELOG.md', 'utf8');
    const missing = rules.filter(({ meta }) => !changelog.includes(`\`${meta.name}\``));
    expect(missing.map(({ meta }) => meta.name)).toEqual([]);
  });

  it('live in a file of their own name', () => {
    const families = readdirSync('server/src/rules', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { meta } of rules) {
      const homes = families.filter(({ name }) =>
        existsSync(`server/src/rules/${name}/${meta.name}.ts`),
      );
      expect(homes.length, meta.name).toBe(1);
    }
  });
});

describe.each(rules.map((rule) => [rule.meta.code, rule] as const))('%s', (_code, { meta }) => {
  const select = `[tool.greenlint]\nselect = ["${meta.code}"]\n`;
  const { name, beside } = meta.exampleFile ?? { name: 'example.py', beside: {} };
  const example = (text: string) => ({ ...beside, [name]: text, 'pyproject.toml': select });
  // Their bad example is a configuration, or no text at all.
  const isPython = !/^GVT90[23]$/.test(meta.code);

  if (isPython) {
    it('reports its bad example exactly once', async () => {
      const found = await findingsOf(example(meta.bad));
      expect(found.map(({ code }) => code)).toEqual([meta.code]);
    });
  }

  it('never reports its good example', async () => {
    const found = await findingsOf(example(meta.good));
    expect(found.map(({ code }) => code)).toEqual([]);
  });

  it('explains itself', () => {
    for (const text of [meta.why, meta.cure, meta.notWhen]) expect(text.length).toBeGreaterThan(40);
    expect(meta.summary).toMatch(/^[A-Z`].*[.]$/s);
    expect(meta.summary.length).toBeLessThanOrEqual(160);
    expect(meta.sources.length).toBeGreaterThan(0);
  });
});

function foldersIn(path: string): readonly string[] {
  return readdirSync(path, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}
