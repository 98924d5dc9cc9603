import table from './tables/open-objects.json' with { type: 'json' };

/** Something outside the workspace that programs put attributes of their own on. */
export interface OpenObject {
  /** The object, or the class of such objects: `flask.g`, `types.SimpleNamespace`. */
  readonly path: string;
  /** What it shares its attributes with: `flask.Flask` for `flask.current_app`. */
  readonly same?: string;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const openObjects = table as readonly OpenObject[];

const byPath = new Map(openObjects.map((row) => [row.path, row.same ?? row.path]));

/** What the attributes of an object or an instance of a class are kept under; undefined for most. */
export function openObject(path: string): string | undefined {
  return byPath.get(path);
}
