import table from './tables/return-types.json' with { type: 'json' };

/** What a call gives or an attribute is, so that chains of calls can be followed. */
export interface ReturnType {
  /** `sqlite3.connect`; of an attribute `gevent.hub.Hub.threadpool`; of an item `os.pipe.ends.0`. */
  readonly path: string;
  /**
   * `class`: calling it gives an instance of it. `item`: one place of a tuple, counted from 0.
   * `told`: what a call gives whose first argument is the text at the path's end, as
   * `multiprocessing.get_context.spawn` for `get_context("spawn")`. The others are of any instance of `path`: `enter` what `with` hands out, where that is not the
   * manager itself, `element` what iterating gives, `subscript` what `instance[…]` gives.
   */
  readonly kind:
    | 'class'
    | 'call'
    | 'told'
    | 'attribute'
    | 'item'
    | 'enter'
    | 'element'
    | 'subscript';
  /** The class of the result: `sqlite3.Connection`. */
  readonly type: string;
  readonly evidence: string;
}

/** Every row, sorted by path. */
export const returnTypes = table as readonly ReturnType[];

function typesOf(...kinds: readonly ReturnType['kind'][]): ReadonlyMap<string, string> {
  const rows = returnTypes.filter(({ kind }) => kinds.includes(kind));
  return new Map(rows.map((row) => [row.path, row.type]));
}

const results = typesOf('class', 'call');
const items = typesOf('item');
const toldBy = typesOf('told');
const attributes = typesOf('attribute');
const handedOut = typesOf('enter');
const elements = typesOf('element');
const subscripts = typesOf('subscript');
const tellers = new Set([...toldBy.keys()].map((path) => path.slice(0, path.lastIndexOf('.'))));
const classes = new Set(returnTypes.filter((r) => r.kind === 'class').map((row) => row.path));

/** The class of what calling `path` gives: `sqlite3.connect` gives `sqlite3.Connection`. */
export function returnTypeOf(path: string): string | undefined {
  return results.get(path);
}

/** Whether what a call of `path` gives is told by a text that stands first. */
export function isToldByText(path: string): boolean {
  return tellers.has(path);
}

/** The class of what `path` gives where its first argument is this text: `get_context("spawn")`. */
export function toldTypeOf(path: string, text: string): string | undefined {
  return toldBy.get(`${path}.${text}`);
}

/** The class of an attribute of an instance: `gevent.hub.Hub.threadpool`. */
export function attributeTypeOf(path: string): string | undefined {
  return attributes.get(path);
}

/** The class of one item of a tuple: that of `os.pipe.ends` at 0 is `os.pipe.reader`. */
export function itemTypeOf(path: string, index: number): string | undefined {
  return items.get(`${path}.${index}`);
}

/** Whether `path` is known to be a class. */
export function isKnownClass(path: string): boolean {
  return classes.has(path);
}

/** The class of what `with` on an instance of `path` hands out; undefined: the instance itself. */
export function enteredTypeOf(path: string): string | undefined {
  return handedOut.get(path);
}

/** The class of what iterating an instance of `path` gives. */
export function elementTypeOf(path: string): string | undefined {
  return elements.get(path);
}

/** The class of what a subscript of an instance of `path` gives. */
export function subscriptTypeOf(path: string): string | undefined {
  return subscripts.get(path);
}
