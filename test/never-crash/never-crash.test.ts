import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { extractFacts } from '../../server/src/facts/extract.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import { Project } from '../../server/src/project/project.ts';
import { rules } from '../../server/src/rules/index.ts';
import { factsOf, testParser } from '../support/parser.ts';

/** A program that makes a gevent project of whatever it is put beside. */
const probe = await factsOf('from gevent import monkey\n\nmonkey.patch_all()\n');

/** Larger files are GVT903 and never parsed. */
const largest = 1024 * 1024;

function folderOf(name: 'stdlib' | 'purelib', python: string): string {
  const script = `import sysconfig; print(sysconfig.get_paths()[${JSON.stringify(name)}])`;
  return execFileSync(python, ['-c', script], { encoding: 'utf8' }).trim();
}

function pythonFiles(folder: string, files: string[] = []): readonly string[] {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (entry.name !== 'site-packages' || folder.endsWith('lib')) pythonFiles(path, files);
    } else if (entry.isFile() && entry.name.endsWith('.py')) files.push(path);
  }
  return files;
}

async function factsOfAll(files: readonly string[]): Promise<ReadonlyMap<string, FileFacts>> {
  const parser = await testParser();
  const facts = new Map<string, FileFacts>();
  for (const path of files) {
    const bytes = readFileSync(path);
    if (bytes.length > largest) continue;
    const text = bytes.toString('latin1');
    const tree = parser.parse(text);
    if (tree === undefined) throw new Error(`${path}: no tree`);
    facts.set(path, extractFacts(text, tree));
    tree.delete();
  }
  return facts;
}

/** Runs every rule, also those that are off, as if the project used gevent. */
function checkAll(facts: ReadonlyMap<string, FileFacts>, root: string): number {
  const project = new Project();
  project.setRoots([root]);
  for (const [path, one] of facts) project.setFile(path, one);
  project.setFile(`${root}/greenlint_probe.py`, probe);
  expect(project.usesGevent).toBe(true);
  let found = 0;
  for (const module of project.modules) {
    // Everything is resolved, also what no rule would ask for.
    for (const { path } of module.calls) expect(path).not.toBe('');
    for (const rule of rules) {
      try {
        for (const one of rule.check(module, project)) {
          expect(rule.word(one).length).toBeGreaterThan(20);
          found += 1;
        }
      } catch (error) {
        throw new Error(`${rule.meta.code} on ${module.path}: ${(error as Error).stack}`);
      }
    }
  }
  return found;
}

it("survives all of CPython's library", { timeout: 300_000 }, async () => {
  const folder = folderOf('stdlib', 'python3');
  const facts = await factsOfAll(
    pythonFiles(folder).filter((path) => !path.includes('site-packages')),
  );
  expect(facts.size).toBeGreaterThan(500);
  const found = checkAll(facts, folder);
  console.log(
    `CPython's library: ${facts.size} files, ${found} findings if it were a gevent program`,
  );
});

it('survives an installed site-packages', { timeout: 300_000 }, async (context) => {
  const python = '.venv/bin/python';
  let folder: string;
  try {
    folder = folderOf('purelib', python);
  } catch {
    console.warn('SKIPPED: there is no .venv; `npm test` makes it.');
    return context.skip();
  }
  const facts = await factsOfAll(pythonFiles(folder));
  expect(facts.size).toBeGreaterThan(500);
  const found = checkAll(facts, folder);
  console.log(`site-packages: ${facts.size} files, ${found} findings if they were one program`);
});

it('survives mutated files', { timeout: 120_000 }, async () => {
  const parser = await testParser();
  const random = generator(20261121);
  const texts = pythonFiles('examples').map((path) => readFileSync(path, 'utf8'));
  expect(texts.length).toBeGreaterThan(5);
  for (let round = 0; round < 400; round += 1) {
    const text = mutate(texts[round % texts.length] ?? '', random);
    const tree = parser.parse(text);
    if (tree === undefined) throw new Error('no tree');
    const facts = extractFacts(text, tree);
    tree.delete();
    expect(JSON.parse(JSON.stringify(facts))).toEqual(facts);
    checkAll(new Map([['/ws/app.py', facts]]), '/ws');
  }
});

/** Cuts, doubles and swaps pieces: what half-typed and damaged files look like. */
function mutate(text: string, random: (below: number) => number): string {
  let result = text;
  for (let step = random(6); step >= 0; step -= 1) {
    const from = random(result.length + 1);
    const to = Math.min(result.length, from + random(40));
    const kind = random(3);
    if (kind === 0) result = result.slice(0, from) + result.slice(to);
    else if (kind === 1) result = result.slice(0, to) + result.slice(from);
    else
      result = result.slice(0, from) + '()[]{}"\'\\:#\n\t@'.charAt(random(15)) + result.slice(from);
  }
  return result;
}

/** A small linear congruential generator: the same mutations on each run. */
function generator(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return below === 0 ? 0 : state % below;
  };
}
