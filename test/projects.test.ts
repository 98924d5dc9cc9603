import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ProgramPicture,
  type ProjectPicture,
  pictureOf,
  type RealRun,
  type Recorded,
  type TestProject,
  testProjects,
} from './support/test-project.ts';
import { type TracedRun, type TrueState, tracedRun, whyNotTraced } from './support/traced-run.ts';

const projects = testProjects();
const update = process.env.UPDATE_PROJECTS === '1';
/** The folder of an environment with all that recorded projects need: records them anew. */
const recordWith = process.env.RECORD_PROJECTS;
const reason = whyNotTraced();
if (reason !== undefined) console.warn(`SKIPPED: no test project is run for real: ${reason}.`);

it('there are projects for what the launchers do', () => {
  expect(projects.length).toBeGreaterThanOrEqual(30);
});

describe.each(projects.map((project) => [project.name, project] as const))(
  '%s',
  (_name, project) => {
    const { folder, description } = project;
    const known = expectedOf(project);

    it('is read as its author would', async () => {
      const picture = await pictureOf(project);
      if (update) {
        writeFileSync(join(folder, 'expected.json'), `${JSON.stringify(picture, null, 2)}\n`);
      } else expect(picture).toEqual(known);
    });

    it('says of each program how it runs, or why it does not', () => {
      const { runs, recorded, notRun } = description;
      const told = Object.keys({ ...runs, ...recorded, ...notRun });
      expect(told.sort()).toEqual(
        [...new Set(known.programs.map(({ program }) => program))].sort(),
      );
    });

    const runs = Object.entries(description.runs ?? {});
    it.skipIf(reason !== undefined).each(runs)(
      'really runs so: %s',
      { timeout: 90_000 },
      async (label, run) => {
        const program = known.programs.find((one) => one.program === label);
        const truth = await tracedRun(folder, run.command ?? label, run);
        expect(truth.ended || run.fails !== undefined, truth.output).toBe(true);
        compare(program!, truth);
      },
    );

    const recordings = Object.entries(description.recorded ?? {});
    if (recordWith !== undefined && recordings.length > 0) {
      it('is recorded', { timeout: 300_000 }, () => record(project, recordings));
    }
    it.each(recordings)('ran so when it was recorded: %s', (label) => {
      const truth = recordOf(project).runs[label];
      expect(truth?.ended).toBe(true);
      compare(known.programs.find(({ program }) => program === label)!, truth!);
    });
  },
);

async function record(
  { folder }: TestProject,
  recordings: readonly (readonly [string, RealRun])[],
): Promise<void> {
  const where = resolve(recordWith!);
  const runs: Record<string, Omit<TracedRun, 'output'>> = {};
  for (const [label, run] of recordings) {
    const { output, ...truth } = await tracedRun(folder, run.command ?? label, run, where);
    expect(truth.ended || run.fails !== undefined, output).toBe(true);
    runs[label] = truth;
  }
  const list =
    "import importlib.metadata as m, sys; p = 'gevent', 'gunicorn', 'celery', 'uwsgi', 'ddtrace'; print(', '.join(n + ' ' + m.version(n) for n in p), 'Python ' + sys.version.split()[0], sep=', ')";
  const versions = spawnSync(join(where, 'bin/python'), ['-c', list], { encoding: 'utf8' });
  const recorded: Recorded = { with: versions.stdout.trim(), runs };
  writeFileSync(join(folder, 'recorded.json'), `${JSON.stringify(recorded, null, 2)}\n`);
}

function recordOf({ folder }: TestProject): Recorded {
  return JSON.parse(readFileSync(join(folder, 'recorded.json'), 'utf8'));
}

function expectedOf({ folder }: TestProject): ProjectPicture {
  const file = join(folder, 'expected.json');
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : { programs: [], findings: [] };
}

/** States that the model may give where so much is patched. */
const fitting: Readonly<Record<TrueState, readonly string[]>> = {
  none: ['before', 'never', 'unknown', 'untold'],
  some: ['partly', 'unknown', 'untold'],
  all: ['after', 'unknown', 'untold'],
};

type Truth = Omit<TracedRun, 'output'>;

function compare(program: ProgramPicture, truth: Truth): void {
  const really = new Map(truth.modules.map(({ path, state }) => [path, state]));
  const told = program.order.map((line) => {
    const at = line.lastIndexOf(' ');
    return { path: line.slice(0, at), states: line.slice(at + 1).split('→') };
  });
  // Whether it runs at all was not known: then it is no mistake that it does not.
  const sure = told.filter(({ path, states }) => really.has(path) || states[0] !== 'unknown');
  expect(sure.map(({ path }) => path)).toEqual(truth.modules.map(({ path }) => path));
  for (const { path, states } of sure) {
    expect(fitting[really.get(path)!], `${path} starts`).toContain(states[0]);
  }
  const { patchedBy } = program;
  if (patchedBy === undefined) {
    if (program.finally !== 'unknown') expect(truth.patch).toBeUndefined();
  } else if (patchedBy.startsWith('import ')) expect(truth.patch).toBeDefined();
  // A script that runs its launcher by itself is on the stack below the launcher's patch.
  else if (patchedBy.includes(' ')) expect(['outside', ...program.learnt]).toContain(truth.patch);
  else expect(truth.patch).toBe(patchedBy);
  expect(fitting[truth.finally ?? 'none'], 'in the end').toContain(program.finally);
}
