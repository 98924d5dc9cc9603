import type { PatchPart } from './patch-part.ts';
import table from './tables/standard-library.json' with { type: 'json' };

/** What a call does to the other greenlets while it waits or computes. */
export type CallVerdict = 'cooperates' | 'blocks' | 'raises' | 'hangs';

/** How the cost of a call is judged from what stands in the text. */
export interface CallSize {
  /**
   * `iterations-argument`, `cost-argument`: by a number that is passed, dear from `threshold`
   * on; `input`: by the size of the data (bytes, characters or items), dear from `threshold` on; `pattern`, `pattern-of-receiver`: by the regular
   * expression; `one-entry`: one system call or a few, whatever the data; `lock-or-query`,
   * `query`: by what the database has to do.
   */
  readonly judge:
    | 'iterations-argument'
    | 'cost-argument'
    | 'input'
    | 'pattern'
    | 'pattern-of-receiver'
    | 'one-entry'
    | 'lock-or-query'
    | 'query';
  /** Where the argument stands, counted from 0. */
  readonly position?: number;
  readonly keyword?: string;
  readonly threshold?: number;
}

/** A callable of the standard library, as measured beside a heartbeat greenlet. */
export interface StandardLibraryCall {
  /** Canonical path: `os.system`, `builtins.open`, `sqlite3.Connection.execute`. */
  readonly path: string;
  /** `wait`, `sync`, `io`, `process`: waits for something; `file`: for the disk; `cpu`: computes. */
  readonly kind: 'wait' | 'sync' | 'io' | 'process' | 'file' | 'cpu';
  /** In a process that patches nothing. */
  readonly unpatched: CallVerdict;
  /** After patch_all(). */
  readonly patched: CallVerdict;
  /** The part of patch_all that makes it cooperate. */
  readonly part?: PatchPart;
  /** The rule that reports it in code that runs in greenlets. */
  readonly rule?: string;
  /** Whether other threads run meanwhile, so that the thread pool helps. */
  readonly releasesGil?: boolean | 'unknown';
  /**
   * The hub's thread pool as a cure: `leaf` the call alone may be wrapped; `unit` only the
   * whole first-party function around it, from opening to closing; `refused` never.
   */
  readonly pool?: 'leaf' | 'unit' | 'refused';
  /** Why the pool is refused or wants a unit. */
  readonly poolReason?:
    | 'forks'
    | 'keeps-gil'
    | 'bound-to-thread'
    | 'loses-status'
    | 'generator'
    | 'fills-the-pool'
    | 'logs'
    | 'runs-own-code';
  /**
   * A process pool as a cure: `leaf` the call alone may run there. Its result can be pickled
   * (a re.Match cannot), and sending arguments and result costs much less than the call. Not
   * so for pickle itself, nor for JSON: loads() of 7.7 MB took 0.40 s on the loop, and with a
   * spawned process pool the loop stood still for 0.28 s all the same, in the pickling
   * (gevent 26.9.0, Python 3.11).
   */
  readonly process?: 'leaf';
  readonly size?: CallSize;
  /** What to write instead, in a few words. */
  readonly remedy?: string;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const standardLibrary = table as readonly StandardLibraryCall[];

const byPath = new Map(standardLibrary.map((row) => [row.path, row]));
/** The row of a canonical path. */
export function standardLibraryCall(path: string): StandardLibraryCall | undefined {
  return byPath.get(path);
}

/** The rows that a rule reports: `GVT203`. */
export function standardLibraryOf(rule: string): readonly StandardLibraryCall[] {
  return standardLibrary.filter((row) => row.rule === rule);
}
