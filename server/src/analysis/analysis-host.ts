import type { PythonParser } from '../syntax/python-parser.ts';
import type { SettingOverrides } from './configurations.ts';
import type { DeadlyTexts } from './deadly-texts.ts';
import type { DecodeText } from './decode.ts';
import type { FactsReaders } from './facts-readers.ts';
import type { RuleList } from './rule-list.ts';
import type { Scheduler } from './scheduler.ts';
import type { Workspace } from './workspace.ts';

/** What the analysis needs of the machine that it runs on. */
export interface AnalysisHost {
  readonly parser: PythonParser;
  readonly workspace: Workspace;
  readonly scheduler: Scheduler;
  /** Bytes → text by a label of the WHATWG encoding standard; undefined where either is invalid. */
  readonly decode: DecodeText;
  /** Texts that are not to be parsed: they killed a parser before. */
  readonly deadly?: Pick<DeadlyTexts, 'holds'>;
  /** Threads that help where many files are to be read; without them all are read in this one. */
  readonly readers?: FactsReaders | undefined;
  /**
   * Called once when the analysis cannot go on (the parser died). Without it the failure is an
   * unhandled rejection, which ends the thread.
   */
  readonly onFatal?: (error: unknown) => void;
}

/** How this analysis differs from the usual. */
export interface AnalysisOptions {
  /** What a command line sets. */
  readonly overrides?: SettingOverrides;
  /** Other rules than those that ship. */
  readonly rules?: RuleList;
}
