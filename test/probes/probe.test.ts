import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { safeParse } from 'valibot';
import { afterAll, describe, expect, it } from 'vitest';
import { measureMode } from '../../scripts/probe/measure.ts';
import { describeProbe } from '../../scripts/probe/probe-file.ts';
import { proposedRows } from '../../scripts/probe/proposal.ts';
import { type ProbeResult, type Verdict, verdictsOf } from '../../scripts/probe/results.ts';
import { type RunningServers, startServers, whyNoServers } from '../../scripts/probe/servers.ts';
import { aboutUnknownLibrary } from '../../scripts/probe/unknown-library.ts';
import { library } from '../knowledge/library-schemas.ts';

const python = resolve('.venv/bin/python');
const libraries = resolve('.cache/libraries/bin/python');
const noPython = existsSync(python) ? undefined : 'there is no .venv; `npm test` makes it';
const noLibraries =
  noPython ??
  (existsSync(libraries) ? undefined : 'there is no .cache/libraries; `npm test` makes it');
const noMemcached = noLibraries ?? whyNoServers(python, ['memcached']);

const running: RunningServers[] = [];
afterAll(async () => {
  for (const servers of running) await servers.stop();
}, 30_000);

describe('probes, run for real', () => {
  itWhere(noMemcached, 'pylibmc blocks, in the thread pool it does not', async () => {
    const servers = await startServers(python, ['memcached']);
    running.push(servers);
    const measure = (mode: string) => measureMode(libraries, 'pylibmc', mode, servers.environment);
    expect((await measure('patched')).verdict).toBe('blocks');
    expect((await measure('threadpool')).verdict).toBe('cooperates');
  });

  itWhere(
    noLibraries,
    'requests cooperates; imported before the patch it does not work',
    async () => {
      const servers = await startServers(python, ['slow']);
      running.push(servers);
      const measure = (mode: string) =>
        measureMode(libraries, 'requests', mode, servers.environment);
      expect((await measure('patched')).verdict).toBe('cooperates');
      expect(await measure('imported_before_the_patch')).toMatchObject({
        verdict: 'raises',
        error: expect.stringContaining('RecursionError'),
      });
    },
  );

  itWhere(noLibraries, 'bcrypt computes, beside the loop in the thread pool', async () => {
    const patched = await measureMode(libraries, 'bcrypt', 'patched', {});
    expect(patched.verdict).toBe('blocks');
    const modes = [{ mode: 'patched', kind: 'library' as const, row: 'bcrypt', ...patched }];
    expect(verdictsOf(modes, 'bcrypt', true)).toEqual({ bcrypt: 'cpu' });
    expect((await measureMode(libraries, 'bcrypt', 'threadpool', {})).verdict).toBe('cooperates');
  });

  itWhere(noLibraries, 'sh hangs under this gevent, and the run ends all the same', async () => {
    expect((await measureMode(libraries, 'sh', 'patched', {})).verdict).toBe('hangs');
    expect((await measureMode(libraries, 'sh', 'original_close', {})).verdict).toBe('cooperates');
  });
});

describe('the servers of the probes', () => {
  itWhere(noPython, 'end with whoever stops them', async () => {
    const servers = await startServers(python, ['slow']);
    const port = Number(servers.environment.SILENT_PORT);
    expect(await isTaken(port)).toBe(true);
    await servers.stop();
    expect(await isTaken(port)).toBe(false);
  });

  itWhere(noPython, 'say how to get one that is not installed', async () => {
    // A Python that finds no program anywhere: as on a machine without them.
    const asked = spawnSync(
      python,
      ['-c', `${lostPrograms}\nservers.main()`, '--installed', 'redis', 'slow'],
      { encoding: 'utf8', cwd: 'probes', env: { PYTHONDONTWRITEBYTECODE: '1' } },
    );
    expect(JSON.parse(asked.stdout)).toEqual({
      redis: 'redis-server is not installed: apt-get install redis-server',
    });
  });
});

describe('npm run probe', () => {
  itWhere(noPython, 'says which libraries there are when it does not know one', () => {
    const asked = spawnSync(process.execPath, ['scripts/probe.ts', 'nonsense'], {
      encoding: 'utf8',
    });
    expect(asked.status).toBe(1);
    expect(asked.stderr).toContain('There is no probes/nonsense.py.\n');
  });

  it('says which name was meant, and what the table knows without a probe', () => {
    expect(aboutUnknownLibrary('bcrpt')).toContain('Did you mean bcrypt?');
    expect(aboutUnknownLibrary('psycogp2')).toContain('Did you mean psycopg2?');
    expect(aboutUnknownLibrary('psycopg2-binary')).toContain('Did you mean psycopg2?');
    expect(aboutUnknownLibrary('Pillow')).toContain('Did you mean PIL?');
    expect(aboutUnknownLibrary('torch')).toContain('The table has it all the same: cpu. Read');
  });

  itWhere(noPython, 'says how to call it where an option is unknown', () => {
    const asked = spawnSync(process.execPath, ['scripts/probe.ts', 'bcrypt', '--versoin'], {
      encoding: 'utf8',
    });
    expect(asked.status).toBe(2);
    expect(asked.stderr).toContain("Unknown option '--versoin'\nusage: npm run probe");
  });

  it('proposes a row for a library that has none, with what is to be filled in', () => {
    const modes = [
      { mode: 'patched', kind: 'library', row: 'toolz', verdict: 'blocks', gap: 500 },
      { mode: 'threadpool', kind: 'cure', row: 'toolz', verdict: 'cooperates', gap: 20 },
    ] as const;
    const verdicts: Readonly<Record<string, Verdict>> = { toolz: 'cpu' };
    const run: ProbeResult = {
      ...{ library: 'toolz', distribution: 'Toolz', version: '1.0', verdicts },
      ...{ family: 'Computation', what: '', modes, gevent: '26.9.0', python: '3.11.7' },
      ...{ servers: [], date: '2026-11-21' },
    };
    const proposed = JSON.parse(proposedRows(run).split('\n')[1]!);
    expect(proposed).toMatchObject({ distributions: ['toolz'], verdict: 'cpu', pool: 'leaf' });
    const filled = {
      ...proposed,
      calls: ['toolz.merge'],
      why: 'it computes',
      remedy: 'less of it',
    };
    expect(safeParse(library, filled).issues).toBe(undefined);
  });

  itWhere(noPython, 'reads what a probe says of itself', () => {
    expect(describeProbe(python, 'psycopg2')).toMatchObject({
      environments: { psycopg2: ['psycopg2-binary', 'psycogreen', 'psycopg[binary]'] },
      servers: ['postgresql'],
      family: 'PostgreSQL',
      cpu: false,
      modes: expect.arrayContaining([
        { mode: 'psycogreen', kind: 'setup', row: null },
        { mode: 'copy_with_psycogreen', kind: 'trap', row: 'copy' },
      ]),
    });
  });
});

const lostPrograms = 'import servers\nservers.PLACES = []\nservers.os.environ["PATH"] = "/nowhere"';

/** A test that says why it is skipped. */
function itWhere(reason: string | undefined, title: string, run: () => void | Promise<void>): void {
  if (reason !== undefined) console.warn(`SKIPPED: ${title}: ${reason}`);
  it.skipIf(reason !== undefined)(title, { timeout: 120_000 }, run);
}

function isTaken(port: number): Promise<boolean> {
  return new Promise((settle) => {
    const server = createServer();
    server.once('error', () => settle(true));
    server.listen(port, '127.0.0.1', () => server.close(() => settle(false)));
  });
}
