import type { PatchPart } from './patch-part.ts';
import table from './tables/shared-connections.json' with { type: 'json' };

/** A connection that two greenlets cannot use at the same time. */
export interface SharedConnection {
  /** The class: `pymysql.connections.Connection`. */
  readonly path: string;
  /** Methods that wait on it, or lead to what does. */
  readonly uses: readonly string[];
  /** Without this it blocks, and nobody else gets to use it: a patched part, a library's set-up. */
  readonly needs: { readonly part: PatchPart } | { readonly setUp: string };
  /** What the second greenlet gets. */
  readonly effect: string;
  readonly evidence: string;
}

const byPath = new Map((table as readonly SharedConnection[]).map((row) => [row.path, row]));

/** The row of a class. */
export function sharedConnection(path: string): SharedConnection | undefined {
  return byPath.get(path);
}
