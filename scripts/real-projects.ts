import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';

/** A published project that nobody here wrote, pinned. */
export interface RealProject {
  readonly name: string;
  readonly version: string;
  /** The folder inside the source distribution that is audited; `.` is all of it. */
  readonly folder: string;
}

/** The projects whose findings are kept under watch, and the benchmark's input. */
export const realProjects: readonly RealProject[] = [
  { name: 'locust', version: '2.47.0', folder: '.' },
  { name: 'gunicorn', version: '27.0.1', folder: '.' },
  { name: 'celery', version: '5.7.0', folder: '.' },
  { name: 'flask-socketio', version: '5.7.0', folder: '.' },
  { name: 'gevent-websocket', version: '0.10.1', folder: '.' },
  { name: 'grequests', version: '0.7.0', folder: '.' },
  { name: 'gevent', version: '26.9.0', folder: 'examples' },
];

const cache = resolve('.cache/projects');

/**
 * The unpacked source distribution's folder, fetched on first use; undefined where it cannot be
 * had (no Python, no network). pip builds nothing that is kept: only the archive is unpacked.
 */
export function projectFolder(project: RealProject): string | undefined {
  return unpacked(project) ?? (fetchProject(project) ? unpacked(project) : undefined);
}

function unpacked({ name, version, folder }: RealProject): string | undefined {
  if (!existsSync(cache)) return undefined;
  const spelling = (text: string) => text.toLowerCase().replaceAll('_', '-');
  const found = readdirSync(cache).find((entry) => spelling(entry) === `${name}-${version}`);
  return found === undefined ? undefined : resolve(cache, found, folder);
}

function fetchProject({ name, version }: RealProject): boolean {
  mkdirSync(cache, { recursive: true });
  const python = existsSync('.venv/bin/python') ? '.venv/bin/python' : 'python3';
  const archives = resolve(cache, `archive-${name}`);
  try {
    console.log(`Fetching the source distribution of ${name} ${version} …`);
    const options = ['--quiet', '--no-deps', '--no-binary', ':all:', '--dest', archives];
    execFileSync(python, ['-m', 'pip', 'download', ...options, `${name}==${version}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: 240_000,
    });
    for (const archive of readdirSync(archives)) {
      execFileSync('tar', ['-xzf', resolve(archives, archive), '-C', cache]);
    }
    return true;
  } catch (error) {
    console.warn(`could not fetch ${name}: ${String(error).split('\n')[0]}`);
    return false;
  } finally {
    rmSync(archives, { recursive: true, force: true });
  }
}
