import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { rules } from '../server/src/rules/index.ts';
import { findingsOf, fixEverywhere } from './support/fix-cases.ts';
import { type CaseFiles, ruleCases, textOf } from './support/rule-cases.ts';

const bin = resolve('.venv/bin');
const run = promisify(execFile);

/** A team's own tool: how its workspace says that it is used, and how it is run. */
interface Tool {
  readonly name: string;
  readonly configuration: string;
  readonly commands: readonly (readonly [program: string, ...args: string[]])[];
}

const tools: readonly Tool[] = [
  {
    name: 'ruff',
    configuration: '[tool.ruff.lint]\nextend-select = ["I", "E402", "RUF100"]\n',
    commands: [
      ['ruff', 'check', '--fix', '--quiet', '--exit-zero', '.'],
      ['ruff', 'format', '--quiet', '.'],
    ],
  },
  {
    name: 'isort',
    configuration: '[tool.isort]\nprofile = "black"\n',
    commands: [['isort', '-q', '.']],
  },
  {
    name: 'isort with float_to_top',
    configuration: '[tool.isort]\nprofile = "black"\nfloat_to_top = true\n',
    commands: [['isort', '-q', '.']],
  },
  {
    name: 'autopep8',
    configuration: '[tool.autopep8]\nmax_line_length = 100\n',
    commands: [['autopep8', '--in-place', '--recursive', '.']],
  },
  {
    name: 'black',
    configuration: '[tool.black]\nline-length = 100\n',
    commands: [['black', '-q', '.']],
  },
];

/**
 * Cases with a tool of their own are about that one alone: what guards an order from flake8 is
 * taken away by a ruff that does not look for E402. order-tools.test.ts runs their tools.
 */
const ownTools = [
  'pyproject.toml',
  'ruff.toml',
  'setup.cfg',
  'tox.ini',
  '.flake8',
  '.isort.cfg',
  '.pre-commit-config.yaml',
];

const fixedCases = ruleCases().filter(
  (one) => one.fixed.length > 0 && ownTools.every((file) => one.files[file] === undefined),
);

for (const { name, commands } of tools) {
  const program = commands[0]?.[0] ?? '';
  const available = existsSync(join(bin, program));
  if (!available) console.warn(`SKIPPED: ${program} is not in .venv; \`npm test\` makes it.`);
  const tool = tools.find((candidate) => candidate.name === name) as Tool;
  describe.skipIf(!available)(`after ${name}`, () => {
    it('fixed files still lint clean', { timeout: 120_000 }, () => expectStanding(tool));
  });
}

/** One run of the tool over all fixed workspaces: starting it is what takes long. */
async function expectStanding(tool: Tool): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'greenlint-tools-'));
  try {
    writeFileSync(join(folder, 'pyproject.toml'), tool.configuration);
    const workspaces = [];
    for (const one of fixedCases) {
      const code = rules.find(({ meta }) => meta.name === one.rule)?.meta.code ?? '';
      const fixed = await fixEverywhere(
        { ...one.files, 'pyproject.toml': tool.configuration },
        code,
      );
      const place = join(folder, one.rule, one.name);
      // A file that the fix left alone is the tool's own affair.
      const paths = Object.keys(fixed.files).filter(
        (path) => path.endsWith('.py') && fixed.files[path] !== one.files[path],
      );
      for (const path of paths) {
        mkdirSync(dirname(join(place, path)), { recursive: true });
        writeFileSync(join(place, path), textOf(fixed.files[path]));
      }
      workspaces.push({ one, code, place, paths, fixed, before: await counts(fixed.files, code) });
    }
    for (const [program, ...args] of tool.commands) {
      await run(join(bin, program), args, { cwd: folder });
    }
    for (const { one, code, place, paths, fixed, before } of workspaces) {
      const files = Object.fromEntries(
        paths.map((path) => [path, readFileSync(join(place, path), 'utf8')]),
      );
      const after = await counts({ ...fixed.files, ...files }, code);
      expect(after, `${one.rule}/${one.name} after ${tool.name}`).toBeLessThanOrEqual(before);
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function counts(files: CaseFiles, code: string): Promise<number> {
  return (await findingsOf(files)).filter((finding) => finding.code === code).length;
}
