import table from './tables/aliases.json' with { type: 'json' };

/** Another spelling of a module, class or function. */
export interface Alias {
  /** `io.open`. */
  readonly alias: string;
  /** The spelling that the other tables use: `builtins.open`. */
  readonly canonical: string;
  readonly evidence: string;
}

/** Every row, sorted by alias. */
export const aliases = table as readonly Alias[];

const byAlias = new Map(aliases.map((row) => [row.alias, row.canonical]));

/**
 * The one spelling of a dotted path: the longest aliased prefix is replaced, until there is
 * none. `posix.system` is `os.system`, `gevent.greenlet.Greenlet.join` is `gevent.Greenlet.join`.
 */
export function canonicalPath(path: string): string {
  for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
    const canonical = byAlias.get(path.slice(0, end));
    // A table without circles is checked by a test, so that this ends.
    if (canonical !== undefined) return canonicalPath(canonical + path.slice(end));
  }
  return path;
}
