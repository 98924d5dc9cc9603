import table from './tables/launchers.json' with { type: 'json' };

/** A command that starts Python code. */
export interface LauncherProgram {
  /** The last part of its path: `gunicorn`. */
  readonly program: string;
  /** What `python -m` calls it. */
  readonly module?: string;
  /** Who reads its command line; `server`: any server without a switch for gevent. */
  readonly launcher: string;
  /** What an option takes that `launcher-options` does not list. */
  readonly unlisted: 'nothing' | 'word';
  readonly evidence: string;
}

/** Every row, sorted by program. */
export const launcherPrograms = table as readonly LauncherProgram[];

const byProgram = new Map(launcherPrograms.map((row) => [row.program, row]));
const byModule = new Map(
  launcherPrograms.flatMap((row) => (row.module === undefined ? [] : [[row.module, row] as const])),
);

/** The row of a command by the last part of its path. */
export function launcherProgram(program: string): LauncherProgram | undefined {
  return byProgram.get(program);
}

/** The command that `python -m module` runs. */
export function launcherOfModule(module: string): LauncherProgram | undefined {
  return byModule.get(module);
}
