import { existsSync, readFileSync } from 'node:fs';
import type { ServerName } from '../../scripts/probe/servers.ts';

/**
 * How a case shows its harm, in `proof.json` beside the case's files. The bad program and the
 * text that the cure produced are run one after the other under a real gevent.
 */
export interface ProofDescription {
  /** The script to run, relative to the case's folder; or else: */
  readonly run?: string;
  /** The process to start: the name of its line in the case's Procfile. */
  readonly process?: string;
  /** What to ask that process for, once it serves: `/`. What it answers is printed; it then ends. */
  readonly request?: string;
  /**
   * - `gap`: the heartbeat pauses at least 0.2 s in the bad program, less than 0.15 s in the fixed;
   *   on a busy machine, when both are run again, less than half as long.
   * - `hang`: the bad program is still running after `seconds`; the fixed one has ended well.
   * - `exception`: the bad program ends with the exception `bad` (its class name); the fixed one ends well.
   * - `output`: standard output matches the regular expression `bad`, then `fixed`.
   */
  readonly measure: 'gap' | 'hang' | 'exception' | 'output';
  readonly bad?: string;
  readonly fixed?: string;
  /** Which of the finding's fixes makes the fixed text; 1 is the preferred one and the default. */
  readonly fix?: number;
  /** What is written to the program's standard input, after half a second. */
  readonly input?: string;
  /** For `hang`; 5 where it is missing. */
  readonly seconds?: number;
  /**
   * Servers that must run meanwhile. The program finds them through its environment: `PGHOST` and
   * the like, `REDIS_URL`, `SLOW_HTTP_URL` (docs/knowledge.md lists them).
   */
  readonly server?: ServerName | readonly ServerName[];
  /**
   * Libraries that the program needs, by the names of `test/proof/libraries.txt`. It then runs with
   * the Python that has all of those; a `process` with that of the launchers, which finds them.
   */
  readonly packages?: readonly string[];
}

/** The proof of a case, if it has one. */
export function proofOf(caseFolder: string): ProofDescription | undefined {
  const path = `${caseFolder}/proof.json`;
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as ProofDescription)
    : undefined;
}
