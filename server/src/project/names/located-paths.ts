import type { Expression } from '../../facts/expression.ts';
import { type FilePath, folderOf, joined } from '../../facts/file-path.ts';
import type { Call, Event, Scope } from '../../facts/scope.ts';
import type { CallView } from '../model.ts';
import { type Frame, framesOf, importedNames } from './frames.ts';

/** A path that code computes: text behind a known file or folder, or behind where the process starts. */
export interface LocatedPath {
  readonly base: FilePath | undefined;
  /** As written: empty, or with its slash in front of it where there is a base. */
  readonly rest: string;
}

/** Where an expression stands: names are read as the events before `at` left them. */
export interface Reading {
  readonly frame: Frame;
  readonly unit: Scope;
  readonly at: number;
  readonly block: number;
}

/** Functions that answer the path that they are given, spelled another way. */
const SAME = new Set(
  'os.path.abspath os.path.realpath os.path.normpath os.path.expanduser os.fspath builtins.str str'.split(
    ' ',
  ),
);
const SAME_METHODS = new Set(['resolve', 'absolute', 'as_posix', 'expanduser', '__str__']);
const PATHS = /^pathlib\.(?:Pure)?(?:Posix|Windows)?Path$/;
const START = /^(?:os\.getcwdu?|pathlib\.(?:Posix|Windows)?Path\.cwd)$/;

/** More steps than that from a name to what it stands for are not followed. */
const deepest = 20;
/** No more expressions are read for one path: names that branches bind anew have many values. */
const mostReads = 1000;

/** Reads how one file computes paths from its own place. Nothing is resolved in other files. */
export class PathReader {
  readonly #path: FilePath;
  readonly #imported: ReadonlyMap<string, string>;
  #reads = 0;

  /** `imported`: what the names that the file imports stand for, with dots. */
  constructor(path: FilePath, imported: ReadonlyMap<string, string>) {
    this.#path = path;
    this.#imported = imported;
  }

  /** `sys.path.insert` for a chain of names; undefined for anything else, and for own variables. */
  dotted(expression: Expression): string | undefined {
    if (expression.kind === 'name') return this.#imported.get(expression.name) ?? expression.name;
    if (expression.kind !== 'attribute') return undefined;
    const base = this.dotted(expression.base);
    return base === undefined ? undefined : `${base}.${expression.name}`;
  }

  /** The paths that an expression may stand for, as far as they are known. */
  read(expression: Expression, reading: Reading, depth = 0): readonly LocatedPath[] {
    this.#reads = depth === 0 ? 0 : this.#reads + 1;
    if (depth > deepest || this.#reads > mostReads) return [];
    const inner = (one: Expression): readonly LocatedPath[] => this.read(one, reading, depth + 1);
    switch (expression.kind) {
      case 'string':
        return [{ base: undefined, rest: expression.value }];
      case 'name':
        return this.#readName(expression.name, reading, depth);
      case 'attribute':
        if (expression.name === 'parent') return inner(expression.base).flatMap(parentOf);
        return this.#constant(expression);
      case 'subscript':
        return this.#readItem(expression.base, expression.index, inner);
      case 'binary': {
        const [left, right] = [inner(expression.left), inner(expression.right)];
        if (expression.operator === '/') return pairs(left, right, join);
        return expression.operator === '+' ? pairs(left, right, concatenated) : [];
      }
      case 'call': {
        const call = reading.unit.calls[expression.call];
        return call === undefined ? [] : this.#readCall(call, inner);
      }
      case 'other': {
        // `f"{HERE}/lib"`; of several the text between them is not known.
        const [only, ...more] = expression.parts ?? [];
        if (only === undefined || more.length > 0) return [];
        const text = (rest = ''): LocatedPath[] => [{ base: undefined, rest }];
        return [inner(only), text(expression.tail)].reduce(
          (left, right) => pairs(left, right, concatenated),
          text(expression.head),
        );
      }
      default:
        return [];
    }
  }

  #readName(name: string, reading: Reading, depth: number): readonly LocatedPath[] {
    if (name === '__file__') return [{ base: this.#path, rest: '' }];
    for (let frame: Frame | undefined = reading.frame; frame !== undefined; frame = frame.outer) {
      const isOwn = frame === reading.frame;
      const found: LocatedPath[] = [];
      for (let at = isOwn ? reading.at - 1 : frame.events.length - 1; at >= 0; at--) {
        const { event, unit } = frame.events[at]!;
        const values = valuesOf(event, name);
        if (values === undefined) continue;
        const before: Reading = { frame, unit, at, block: event.block };
        for (const value of values) found.push(...this.read(value, before, depth + 1));
        // What stands in another branch may have been passed over.
        if (event.block < 0 || (isOwn && unit === reading.unit && event.block === reading.block)) {
          return found;
        }
      }
      if (frame.parameters.has(name)) return [];
      if (found.length > 0) return found;
    }
    return this.#constant({ kind: 'name', name, span: [0, 0] });
  }

  #constant(expression: Expression): readonly LocatedPath[] {
    const path = this.dotted(expression);
    if (path === 'os.curdir' || path === 'os.path.curdir') return [{ base: undefined, rest: '.' }];
    if (path === 'os.pardir' || path === 'os.path.pardir') return [{ base: undefined, rest: '..' }];
    return path === 'os.sep' || path === 'os.path.sep' ? [{ base: undefined, rest: '/' }] : [];
  }

  #readItem(
    base: Expression,
    index: Expression,
    inner: (one: Expression) => readonly LocatedPath[],
  ): readonly LocatedPath[] {
    const place = index.kind === 'number' ? Number(index.text) : Number.NaN;
    if (!Number.isInteger(place)) return [];
    const path = this.dotted(base);
    // The script that was started, and its folder.
    if (path === 'sys.argv' && place === 0) return [{ base: this.#path, rest: '' }];
    if (path === 'sys.path' && place === 0) return [{ base: folderOf(this.#path), rest: '' }];
    if (base.kind !== 'attribute' || base.name !== 'parents' || place > deepest) return [];
    let found = inner(base.base);
    for (let up = 0; up <= place; up++) found = found.flatMap(parentOf);
    return found;
  }

  #readCall(
    { callee, arguments: given }: Call,
    inner: (one: Expression) => readonly LocatedPath[],
  ): readonly LocatedPath[] {
    if (given.some(({ star }) => star !== undefined)) return [];
    const values = given.flatMap(({ value, keyword }) => (keyword === undefined ? [value] : []));
    const path = this.dotted(callee);
    if (path !== undefined && START.test(path)) return [{ base: undefined, rest: '.' }];
    const [first] = values;
    if (path === 'os.path.join' || (path !== undefined && PATHS.test(path))) {
      if (first === undefined) return [{ base: undefined, rest: '.' }];
      return values.map(inner).reduce((left, right) => pairs(left, right, join));
    }
    if (path !== undefined && first !== undefined) {
      if (path === 'os.path.dirname') return inner(first).flatMap(parentOf);
      if (SAME.has(path)) return inner(first).flatMap(normalised);
    }
    if (callee.kind !== 'attribute') return [];
    if (SAME_METHODS.has(callee.name)) return inner(callee.base).flatMap(normalised);
    if (callee.name !== 'joinpath') return [];
    return [callee.base, ...values].map(inner).reduce((left, right) => pairs(left, right, join));
  }
}

/** The paths that an argument of a call may stand for, as far as its own file tells. */
export function pathsGiven(call: CallView, argument: Expression): readonly LocatedPath[] {
  const { module } = call.scope;
  const units = module.script.units.map(({ facts }) => facts);
  const reader = new PathReader(module.path, importedNames(units));
  for (const frame of framesOf(units)) {
    for (const [at, { event, unit }] of frame.events.entries()) {
      if (event.kind !== 'call' || unit.calls[event.call] !== call.call) continue;
      return reader.read(argument, { frame, unit, at, block: event.block });
    }
  }
  return [];
}

/** The folder or file that a path leads to; undefined above the root, and without a base. */
export function pathOf({ base, rest }: LocatedPath): FilePath | undefined {
  if (base === undefined) return undefined;
  return rest === '' || rest.startsWith('/') ? joined(base, rest) : undefined;
}

/** What an event binds a name to: one expression, or those that a loop goes through. */
function valuesOf(event: Event, name: string): readonly Expression[] | undefined {
  const isName = (one: Expression): boolean => one.kind === 'name' && one.name === name;
  if (event.kind === 'assign' && event.targets.some(isName)) {
    return event.augmented ? [unread] : [event.value];
  }
  if (event.kind === 'iterate' && isName(event.target)) {
    return event.iterable.kind === 'sequence' ? event.iterable.items : [unread];
  }
  return event.kind === 'bind' && event.name === name ? [unread] : undefined;
}

const unread: Expression = { kind: 'other', syntax: 'unread', span: [0, 0] };

function pairs(
  left: readonly LocatedPath[],
  right: readonly LocatedPath[],
  make: (a: LocatedPath, b: LocatedPath) => LocatedPath | undefined,
): readonly LocatedPath[] {
  return left.flatMap((a) => right.flatMap((b) => make(a, b) ?? []));
}

function join(a: LocatedPath, b: LocatedPath): LocatedPath {
  if (b.base !== undefined || b.rest.startsWith('/')) return b;
  return {
    base: a.base,
    rest: a.base === undefined && a.rest === '' ? b.rest : `${a.rest}/${b.rest}`,
  };
}

function concatenated(a: LocatedPath, b: LocatedPath): LocatedPath | undefined {
  if (a.base === undefined && a.rest === '') return b;
  return b.base === undefined ? { base: a.base, rest: a.rest + b.rest } : undefined;
}

function normalised(one: LocatedPath): readonly LocatedPath[] {
  if (one.base === undefined) return [{ base: undefined, rest: one.rest.replace(/\/+$/, '') }];
  const path = pathOf(one);
  return path === undefined ? [] : [{ base: path, rest: '' }];
}

/** As `os.path.dirname` does it: up to the last slash, whatever stands behind it. */
function parentOf({ base, rest }: LocatedPath): readonly LocatedPath[] {
  const slash = rest.lastIndexOf('/');
  if (slash >= 0) return [{ base, rest: rest.slice(0, slash) }];
  if (base !== undefined) return [{ base: folderOf(base), rest: '' }];
  return [{ base, rest: /^\.{0,2}$/.test(rest) ? `${rest || '.'}/..` : '' }];
}
