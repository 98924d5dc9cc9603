import table from './tables/removed-selectors.json' with { type: 'json' };

/** A way to poll that patch_all(aggressive=True), the default, removes. */
export interface RemovedSelector {
  /** `select.epoll`. */
  readonly path: string;
  /** What is there instead and cooperates: `select.poll`. */
  readonly replacement?: string;
  /** Whether renaming alone is right: same methods, same units. */
  readonly dropIn: boolean;
  /** Where Python has it at all. */
  readonly platform: 'linux' | 'bsd' | 'solaris';
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const removedSelectors = table as readonly RemovedSelector[];

const byPath = new Map(removedSelectors.map((row) => [row.path, row]));

/** The row of a canonical path, if an aggressive patch removes it. */
export function removedSelector(path: string): RemovedSelector | undefined {
  return byPath.get(path);
}
