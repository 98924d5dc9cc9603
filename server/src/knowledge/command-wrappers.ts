import table from './tables/command-wrappers.json' with { type: 'json' };

/** A command that runs the command behind it. */
export interface CommandWrapper {
  /** The last part of its path: `nohup`. */
  readonly program: string;
  /** The word that must follow it: `run` of `poetry run`. */
  readonly subcommand?: string;
  /** What `python -m` calls it. */
  readonly module?: string;
  /** Its options that take the next word; all others take none. */
  readonly values?: readonly string[];
  /** How many words without a dash belong to it: the user of `gosu`. */
  readonly skip?: number;
  /** Words `NAME=value` before the command set variables. */
  readonly assignments?: boolean;
  /** The word behind which the command stands; without that word there is no command. */
  readonly until?: string;
  /** What stands behind it; `command` where nothing is said. `python`: what `python` would take. */
  readonly then?: 'python' | 'command-or-python';
  /** It loads code of its own into the process before the program: a tracer, a debugger. */
  readonly agent?: boolean;
  /** The variable with which it patches; `certain` is false where that depends on its version. */
  readonly patch?: {
    readonly variable: string;
    readonly value: string;
    readonly certain: boolean;
  };
  /** The variable with which it copes with programs that patch. */
  readonly support?: string;
  readonly evidence: string;
}

/** Every row, sorted by program and subcommand. */
export const commandWrappers = table as readonly CommandWrapper[];

const byProgram = new Map<string, CommandWrapper[]>();
const byModule = new Map<string, CommandWrapper>();
for (const row of commandWrappers) {
  const rows = byProgram.get(row.program);
  if (rows === undefined) byProgram.set(row.program, [row]);
  else rows.push(row);
  if (row.module !== undefined) byModule.set(row.module, row);
}

/** The wrapper that these words start with: the last part of the first one's path, and the next. */
export function commandWrapper(
  program: string,
  next: string | undefined,
): CommandWrapper | undefined {
  return byProgram
    .get(program)
    ?.find(({ subcommand }) => subcommand === undefined || subcommand === next);
}

/** The wrapper that `python -m module` is. */
export function wrapperOfModule(module: string): CommandWrapper | undefined {
  return byModule.get(module);
}
