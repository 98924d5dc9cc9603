import { expect } from 'vitest';
import { projectOf, workspace } from './project.ts';

/** A workspace whose files hold marks: `verdicts('app.py')` is told at the file's `MARK` lines. */
export async function linked(files: Record<string, string>) {
  const project = await projectOf(files);
  const moduleOf = (name: string) => project.moduleAt(`${workspace}/${name}`)!;
  const shortName = (path: string) => path.slice(workspace.length + 1);
  return {
    project,
    moduleOf,
    entries: () => project.programs.map(({ entry }) => shortName(entry.path)),
    /** `state entry` of each program, for the line with `mark`. */
    at(name: string, mark = 'MARK'): string[] {
      const offset = files[name]!.indexOf(mark);
      expect(offset).toBeGreaterThanOrEqual(0);
      return project
        .patchedAt(moduleOf(name), offset)
        .map(({ state, program }) => `${state} ${shortName(program.entry.path)}`);
    },
    program(name: string) {
      return project.programs.find(({ entry }) => entry === moduleOf(name))!;
    },
    orderOf(name: string): string[] {
      return this.program(name).order.map(({ path }) => shortName(path));
    },
  };
}
