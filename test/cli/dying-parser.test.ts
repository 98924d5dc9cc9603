import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { builtCommand, deadlyProgram, littleMemory } from '../support/deadly-parser.ts';

interface Ran {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

const folders: string[] = [];

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true });
});

/** Starts the built command, with little memory for its parser, in a folder of these files. */
async function start(files: Record<string, string>, line: string) {
  const folder = await mkdtemp(path.join(tmpdir(), 'greenlint-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(folder, name), text);
  return spawn(process.execPath, [builtCommand, ...line.split(' ')], {
    cwd: folder,
    env: { ...process.env, ...littleMemory },
  });
}

/** Runs the built command to its end. */
async function run(files: Record<string, string>, line: string, input?: string): Promise<Ran> {
  const child = await start(files, line);
  child.stdin.end(input);
  let output = '';
  let errors = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { status, output, errors };
}

const uncalled = 'from gevent import monkey\n\nmonkey.patch_all\n';
const other = `# Another one.\n${deadlyProgram}`;
const silenced = `# greenlint: ignore-file[GVT903]\n${deadlyProgram}`;
const death = (name: string) =>
  expect.stringMatching(
    new RegExp(`^greenlint: warning: ${name}: the Python parser died: .*; it is left out\\n$`),
  );

describe('a parser that really dies (WebAssembly runs out of memory)', () => {
  it('costs the command the file that it died over, and nothing else', async () => {
    const ran = await run(
      { 'bad.py': deadlyProgram, 'good.py': uncalled },
      'check --output-format json',
    );
    const found = JSON.parse(ran.output) as { path: string; code: string }[];
    expect(found.map(({ path: file, code }) => [file, code])).toEqual([
      ['bad.py', 'GVT903'],
      ['good.py', 'GVT109'],
    ]);
    expect(ran).toMatchObject({ status: 1, errors: death('bad.py') });
  });

  it('makes the exit status what the severity of the finding makes it', async () => {
    const files = { 'bad.py': deadlyProgram };
    const line = 'check --output-format concise';
    const shown = expect.stringMatching(/^bad\.py:1:1: information GVT903 [^\n]+\n$/);
    expect(await run(files, line)).toMatchObject({ status: 0, output: shown });
    expect(await run(files, `${line} --fail-on information`)).toMatchObject({ status: 1 });
    const ignored = await run(files, `${line} --fail-on information --ignore GVT903`);
    expect(ignored).toMatchObject({ status: 0, output: '' });
  });

  it('is survived more than once, in files and in comments that silence it', async () => {
    const files = { 'bad.py': deadlyProgram, 'other.py': other, 'silent.py': silenced };
    const ran = await run(files, 'check --output-format concise');
    expect(ran.output).toMatch(/^bad\.py:1:1: [^\n]+GVT903[^\n]+\nother\.py:1:1: [^\n]+\n$/);
    expect(ran.status).toBe(0);
    expect(ran.errors.match(/it is left out\n/g)).toHaveLength(3);
  });

  it('is survived over standard input, and --fix still cures other files', async () => {
    const fromInput = await run({}, 'check --output-format concise -', deadlyProgram);
    expect(fromInput.output).toMatch(/^<stdin>:1:1: information GVT903 [^\n]+\n$/);
    expect(fromInput.status).toBe(0);
    const fixed = await run(
      { 'bad.py': deadlyProgram, 'good.py': uncalled },
      'check --fix --unsafe-fixes --output-format concise',
    );
    expect(fixed.output).not.toContain('GVT109');
    expect(fixed.errors).toContain('Fixed 1 of the findings in good.py.\n');
  });
});

describe('an interrupted command', () => {
  it('ends with status 130 and one line, also where it waits for standard input', async () => {
    const child = spawn(process.execPath, [builtCommand, 'check', '-']);
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString();
    });
    // More than a pipe holds: once all of it is taken, the command reads, and so listens.
    child.stdin.write('#'.repeat(1 << 20), () => child.kill('SIGINT'));
    child.stdin.on('error', () => {});
    const status = await new Promise((resolve) => child.on('close', resolve));
    expect([status, said]).toEqual([130, 'greenlint: interrupted\n']);
  });

  it.each([
    [1, 'SIGINT', 130],
    [2, 'SIGINT', 130],
    [2, 'SIGTERM', null],
  ] as const)(
    'ends, in death %i, with all that it started in its place: %s',
    async (death, signal, status) => {
      const deadly = Object.fromEntries(
        Array.from({ length: 7 }, (_, index) => [`bad${index}.py`, `# ${index}\n${deadlyProgram}`]),
      );
      const child = await start(deadly, 'check');
      let errors = '';
      const deaths = () => errors.split('it is left out').length - 1;
      child.stderr.on('data', (chunk: Buffer) => {
        const before = deaths();
        errors += chunk.toString();
        if (before < death && deaths() >= death) child.kill(signal);
      });
      // Closed once the last process that writes to it has ended.
      expect(await new Promise((resolve) => child.on('close', resolve))).toBe(status);
      expect(errors).toMatch(/it is left out\ngreenlint: interrupted\n$/);
      expect(deaths()).toBeLessThan(7);
    },
  );
});
