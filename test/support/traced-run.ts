import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import type { RealRun } from './test-project.ts';

/** How much gevent had patched: as `trace.py` says it. */
export type TrueState = 'none' | 'some' | 'all';

/** What a program really did. */
export interface TracedRun {
  /** Modules in the order of their starts, each once, with what was patched by then. */
  readonly modules: readonly { readonly path: string; readonly state: TrueState }[];
  /** Where the first patch was called: `app.py:2`, or `outside` the project's files. */
  readonly patch: string | undefined;
  /** What was patched when it served, or ended. */
  readonly finally: TrueState | undefined;
  /** Whether it came as far as serving, or ended by itself and well. */
  readonly ended: boolean;
  readonly output: string;
}

/** The folder of the environment that has the launchers: gunicorn, celery, flask, locust, … */
const environment = resolve('.cache/launchers');

/** Why no program can be run for real; undefined where they can. */
export function whyNotTraced(): string | undefined {
  if (process.platform === 'win32') return 'gunicorn and process groups need a Unix';
  if (!existsSync(join(environment, 'greenlint-packages'))) {
    return 'there is no .cache/launchers with gunicorn, celery, locust (`npm test` makes it)';
  }
  return undefined;
}

/** The longest that a program may take to load; one that takes longer has failed. */
const limit = 60_000;

/** Makes every Python of an environment trace itself where `GREENLINT_TRACE` asks for it. */
function armTrace(root: string): void {
  const version = readdirSync(join(root, 'lib')).find((name) => name.startsWith('python'))!;
  const file = join(root, 'lib', version, 'site-packages', 'greenlint-trace.pth');
  const open = "open(os.environ['GREENLINT_TRACER']).read()";
  const line = `import os; 'GREENLINT_TRACE' in os.environ and exec(compile(${open}, os.environ['GREENLINT_TRACER'], 'exec'), {'__name__': 'greenlint_trace'})\n`;
  if (existsSync(file) && readFileSync(file, 'utf8') === line) return;
  // At once: another test's program may be starting in this environment.
  writeFileSync(`${file}.${process.pid}`, line);
  renameSync(`${file}.${process.pid}`, file);
}

/**
 * Runs a command on a copy of a folder until it serves, works or ends, and tells what it ran.
 *
 * @param where the folder of the environment that has the launchers
 */
export async function tracedRun(
  folder: string,
  command: string,
  run: RealRun,
  where: string = environment,
): Promise<TracedRun> {
  armTrace(where);
  const place = mkdtempSync(join(tmpdir(), 'greenlint-run-'));
  try {
    const root = join(place, 'project');
    cpSync(folder, root, { recursive: true });
    const log = join(place, 'trace');
    const { status, output } = await runShell(command, join(root, run.folder ?? '.'), {
      HOME: place,
      PATH: `${join(where, 'bin')}${delimiter}${process.env.PATH ?? ''}`,
      GREENLINT_TRACER: resolve('test/support/trace/trace.py'),
      PYTHONDONTWRITEBYTECODE: '1',
      GREENLINT_TRACE: log,
      GREENLINT_TRACE_ROOT: root,
      // Any free port, unless the project says otherwise.
      GUNICORN_CMD_ARGS: '--bind=127.0.0.1:0 --no-control-socket',
      ...run.environment,
    });
    const lines = existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : [];
    return read(lines, status, output);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

type Fact = { readonly pid: number } & (
  | { readonly kind: 'module'; readonly path: string; readonly state: TrueState }
  | { readonly kind: 'patch'; readonly path: string | null; readonly line: number }
  | { readonly kind: 'end'; readonly state: TrueState; readonly served: boolean }
);

function read(lines: readonly string[], status: number | null, output: string): TracedRun {
  const facts = lines.filter((line) => line !== '').map((line): Fact => JSON.parse(line));
  const modules = new Map<string, TrueState>();
  for (const fact of facts) {
    if (fact.kind === 'module' && !modules.has(fact.path)) modules.set(fact.path, fact.state);
  }
  const patch = facts.find((fact) => fact.kind === 'patch');
  const ends = facts.filter((fact) => fact.kind === 'end');
  // A parent that started it may end after it.
  const end = ends.findLast(({ served }) => served) ?? ends.at(-1);
  return {
    modules: [...modules].map(([path, state]) => ({ path, state })),
    patch: patch && (patch.path === null ? 'outside' : `${patch.path}:${patch.line}`),
    finally: end?.state,
    // Its own process group ends with a server that is stopped: then there is no status.
    ended: end !== undefined && (status === 0 || status === null),
    output,
  };
}

function runShell(
  command: string,
  cwd: string,
  env: Record<string, string>,
): Promise<{ status: number | null; output: string }> {
  return new Promise((done, failed) => {
    const child = spawn('/bin/sh', ['-c', command], { cwd, env, detached: true });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => chunks.push(chunk));
    const endGroup = (): void => {
      try {
        if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
      } catch {
        // All of it has ended.
      }
    };
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      endGroup();
    }, limit);
    child.once('error', failed);
    child.once('close', (status) => {
      clearTimeout(timer);
      endGroup();
      done({ status: late ? 124 : status, output: Buffer.concat(chunks).toString() });
    });
  });
}
