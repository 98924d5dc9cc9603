import { execFile } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { projectFolder, realProjects } from '../../scripts/real-projects.ts';

const run = promisify(execFile);
const update = process.env.UPDATE_ECOSYSTEM === '1';

interface JsonFinding {
  readonly code: string;
  readonly path: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number } };
}

/**
 * What Greenlint says of projects that nobody here wrote. Every line was read and is defended in
 * `findings/README.md`; a change that adds or drops one shows here.
 */
describe.each(
  realProjects.map((project) => [`${project.name} ${project.version}`, project] as const),
)('%s', (_title, project) => {
  const folder = projectFolder(project);
  if (folder === undefined) console.warn(`SKIPPED: ${project.name} could not be fetched.`);

  it.skipIf(folder === undefined)(
    'gives the findings that were read and defended',
    { timeout: 120_000 },
    async () => {
      const { findings, errors } = await audit(folder ?? '');
      const lines = findings.map(
        ({ code, path, range, message }) =>
          `${path}:${range.start.line} ${code} ${message.split('. ')[0]}`,
      );
      const record = `test/ecosystem/findings/${project.name}.txt`;
      if (update) writeFileSync(record, lines.map((line) => `${line}\n`).join(''));
      const known = existsSync(record) ? readFileSync(record, 'utf8') : '';
      expect(lines.map((line) => `${line}\n`).join('')).toBe(known);
      expect(errors).not.toMatch(/failed|TypeError|RangeError/);
    },
  );
});

async function audit(
  folder: string,
): Promise<{ findings: readonly JsonFinding[]; errors: string }> {
  const command = [resolve('dist/cli.js'), 'check', '--output-format', 'json', '.'];
  const limits = { cwd: folder, maxBuffer: 1 << 28 };
  try {
    const { stdout, stderr } = await run(process.execPath, command, limits);
    return { findings: JSON.parse(stdout), errors: stderr };
  } catch (error) {
    const { code, stdout, stderr } = error as { code?: number; stdout: string; stderr: string };
    if (code !== 1) throw new Error(`exit ${code}: ${stderr}`);
    return { findings: JSON.parse(stdout), errors: stderr };
  }
}
