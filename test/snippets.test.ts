import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { analysisOf } from './support/analysis.ts';

interface Snippet {
  readonly prefix: string;
  readonly body: readonly string[];
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
const snippets = manifest.contributes.snippets.flatMap(
  ({ path }: { path: string }) =>
    Object.values(JSON.parse(readFileSync(path, 'utf8'))) as Snippet[],
) as readonly Snippet[];

const python = resolve('.venv/bin/python');
const available = existsSync(python);
if (!available) console.warn('SKIPPED: compiling snippets needs .venv; `npm test` makes it.');

/** What stands in the file when somebody takes a snippet and all that it proposes. */
function expanded({ body }: Snippet): string {
  const text = body.join('\n');
  return `${text.replace(/\$\{\d+:([^}]*)\}/g, '$1').replace(/\$\d+/g, '')}\n`;
}

test.each(snippets.map((snippet) => [snippet.prefix, snippet] as const))(
  '%s inserts a program that has no pitfall',
  async (_, snippet) => {
    const text = expanded(snippet);
    expect(text).toContain('gevent');
    expect(text).not.toContain('$');
    const analysis = await analysisOf({ 'serve.py': text });
    const { usesGevent, files } = await analysis.audit(() => {}, { cancelled: false });
    expect(usesGevent).toBe(true);
    expect(files.flatMap(({ findings }) => findings)).toEqual([]);
  },
);

test.skipIf(!available).each(snippets.map((snippet) => [snippet.prefix, snippet] as const))(
  '%s inserts Python that compiles',
  (_, snippet) => {
    const compile = 'import sys; compile(sys.stdin.read(), "snippet.py", "exec")';
    const input = expanded(snippet);
    const { status, stderr } = spawnSync(python, ['-W', 'error', '-c', compile], {
      input,
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
  },
);
