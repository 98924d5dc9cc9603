import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  type ProgramPicture,
  type ProjectPicture,
  pictureOf,
  type TestProject,
  testProjects,
} from './support/test-project.ts';
import { type TrueState, tracedRun, whyNotTraced } from './support/traced-run.ts';

const projects = testProjects();
const update = process.env.UPDATE_PROJECTS === '1';
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
      const told = Object.keys({ ...description.runs, ...description.notRun });
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
  },
);

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

type Truth = Awaited<ReturnType<typeof tracedRun>>;

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
  else if (patchedBy.includes(' ')) expect(truth.patch).toBe('outside');
  else expect(truth.patch).toBe(patchedBy);
  expect(fitting[truth.finally ?? 'none'], 'in the end').toContain(program.finally);
}
