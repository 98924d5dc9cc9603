import type { AnalysisHost } from '../analysis/analysis-host.ts';
import type { AuditToken } from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';

/** A stream that text goes to. */
export interface TextOutput {
  write(text: string): void;
  /** Somebody looks at it: colours and progress make sense. */
  readonly isTerminal: boolean;
}

/** The machine, as the command uses it. */
export interface CommandEnvironment {
  /** Without the program's own name. */
  readonly arguments: readonly string[];
  readonly workingFolder: FilePath;
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly output: TextOutput;
  readonly errors: TextOutput;
  /** Cancelled once somebody interrupts the command (Ctrl+C). */
  readonly interruption: AuditToken;
  /** All of standard input. */
  readInput(): Promise<Uint8Array>;
  /** The absolute path of what somebody typed, symbolic links resolved. */
  resolve(path: string): FilePath;
  /** What a path is; undefined where there is nothing. Throws a FileProblem where it cannot tell. */
  kindOf(path: FilePath): 'file' | 'folder' | undefined;
  /** Replaces a file's content in one step, keeping its permissions. Rejects with an Error. */
  replaceFile(path: FilePath, content: Uint8Array): Promise<void>;
  loadAnalysisHost(): Promise<Omit<AnalysisHost, 'onFatal'>>;
  /**
   * Runs the command once more with a fresh parser, which is kept from the text of this
   * `contentHash`: the one of here died over it. Rejects with a CommandFailure where that
   * happened too often.
   */
  restart(deadlyHash: string): Promise<ExitStatus>;
  /** Serves the language server on standard input and output; never returns. */
  startServer(): Promise<void>;
}

/** Why the command could not run: one line for people. Exit status 2. */
export class CommandFailure extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CommandFailure';
  }
}

/** Somebody interrupted the command. */
export class Interrupted extends Error {
  constructor() {
    super('interrupted');
    this.name = 'Interrupted';
  }
}

/** 0 nothing found, 1 something found, 2 could not run, 130 interrupted (128 and SIGINT's 2). */
export type ExitStatus = 0 | 1 | 2 | 130;

/** Colours are for terminals, unless NO_COLOR is set (https://no-color.org). */
export function usesColours({ output, variables }: CommandEnvironment): boolean {
  return output.isTerminal && !variables.NO_COLOR && variables.TERM !== 'dumb';
}
