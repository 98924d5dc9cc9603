import type { Expression } from '../../facts/expression.ts';
import type { Call } from '../../facts/scope.ts';
import type { LinkingView } from '../linking-view.ts';
import type { EventView, ModuleView, ScopeView, UnitView } from '../model.ts';
import { type Certainty, certaintyAt } from '../programs/block-certainty.ts';
import { Dictionary, type DictionaryView, type Entry } from './dictionary.ts';

/** The questions of a linked project that dictionaries are read with. */
export type DictionaryProject = Pick<LinkingView, 'valueOf' | 'importTargets'>;

/** Dictionaries made of others, and names of other modules, are followed so far. */
const deepest = 8;

/**
 * What the dictionary that an expression of `unit` stands for holds where it is read: a display,
 * `dict(…)`, or a name with all that is put into it before (`settings["a"]["b"] = …`,
 * `.update(…)`, `|=`), also where another module binds it. Undefined where it is none, or unknown.
 * What is done under a condition leaves its keys unknown. `before`: absolute offset; `read`: takes
 * the modules that the answer depends on.
 */
export function dictionaryOf(
  expression: Expression,
  unit: UnitView,
  project: DictionaryProject,
  before = unit.start + expression.span[0],
  read = new Set<ModuleView>(),
): DictionaryView | undefined {
  return new DictionaryReader(project, unit.scope.module, read).read(expression, unit, before);
}

/**
 * The same of a name that a module's script binds, or imports, in the end; `unbound` where it
 * certainly does neither.
 */
export function dictionaryNamed(
  name: string,
  module: ModuleView,
  project: DictionaryProject,
): DictionaryView | 'unbound' | undefined {
  return dictionaryIn(module.script, name, project);
}

/** The same of a name that the script of a module, or the body of a class, binds. */
export function dictionaryIn(
  scope: ScopeView,
  name: string,
  project: DictionaryProject,
): DictionaryView | 'unbound' | undefined {
  return new DictionaryReader(project, undefined, new Set()).named(name, scope);
}

/** `unbound`: the scope does not bind it; undefined: to something that is not known. */
type Found = Dictionary | undefined | 'unbound';

class DictionaryReader {
  readonly #project: DictionaryProject;
  /** The module whose main guard counts as true. */
  readonly #main: ModuleView | undefined;
  readonly #seen: Set<ModuleView>;
  #depth = 0;

  constructor(project: DictionaryProject, main: ModuleView | undefined, seen: Set<ModuleView>) {
    this.#project = project;
    this.#main = main;
    this.#seen = seen;
  }

  read(expression: Expression, unit: UnitView, before: number): Dictionary | undefined {
    if (this.#depth >= deepest) return undefined;
    this.#depth++;
    try {
      return this.#read(expression, unit, before);
    } finally {
      this.#depth--;
    }
  }

  #read(expression: Expression, unit: UnitView, before: number): Dictionary | undefined {
    switch (expression.kind) {
      case 'dictionary': {
        const { keys, values } = expression;
        if (keys === undefined) return undefined;
        const made = new Dictionary();
        for (const [index, value] of values.entries()) {
          const key = keys[index];
          if (typeof key !== 'string') made.merge(this.read(value, unit, before));
          else made.set(key, { value, unit, dictionary: this.read(value, unit, before) });
        }
        return made;
      }
      case 'call': {
        const call = unit.facts.calls[expression.call];
        return call && this.#made(call, unit, before);
      }
      case 'name':
        return this.#behind(expression.name, unit, before);
      case 'attribute': {
        const owner = this.#project.valueOf(expression.base, unit, before);
        if (owner.kind !== 'module') return undefined;
        return known(this.named(expression.name, owner.module.script));
      }
      case 'subscript': {
        const { base, index } = expression;
        if (index.kind !== 'string') return undefined;
        return this.read(base, unit, before)?.entries.get(index.value)?.dictionary;
      }
      case 'binary': {
        const left = expression.operator === '|' && this.read(expression.left, unit, before);
        if (!left) return undefined;
        left.merge(this.read(expression.right, unit, before));
        return left;
      }
      case 'boolean': {
        // `options or {}`: what is given counts where it holds anything.
        const left = expression.operator === 'or' && this.read(expression.left, unit, before);
        return left && left.entries.size > 0 ? left : undefined;
      }
      default:
        return undefined;
    }
  }

  /** `dict(…)`, `settings.copy()`, `copy.deepcopy(settings)`. */
  #made(call: Call, unit: UnitView, before: number): Dictionary | undefined {
    const { callee, arguments: given } = call;
    const last = callee.kind === 'name' || callee.kind === 'attribute' ? callee.name : undefined;
    if (callee.kind === 'attribute' && last === 'copy' && given.length === 0) {
      return this.read(callee.base, unit, before);
    }
    const [first] = given;
    if ((last === 'deepcopy' || last === 'copy') && first !== undefined) {
      return this.read(first.value, unit, before);
    }
    if (last !== 'dict') return undefined;
    const type = this.#project.valueOf(callee, unit, before);
    if (type.kind !== 'external' || type.path !== 'builtins.dict') return undefined;
    const made = new Dictionary();
    this.#update(made, call, unit, before);
    return made;
  }

  /** Puts what a call of `update` or `dict` is given into a dictionary. */
  #update(into: Dictionary, { arguments: given }: Call, unit: UnitView, before: number): void {
    for (const { value, keyword, star } of given) {
      if (keyword !== undefined) {
        into.set(keyword, { value, unit, dictionary: this.read(value, unit, before) });
      } else into.merge(star === 1 ? undefined : this.read(value, unit, before));
    }
  }

  /** What a name stands for in the nearest scope around a unit that binds it. */
  #behind(name: string, unit: UnitView, before: number): Dictionary | undefined {
    for (let scope: ScopeView | undefined = unit.scope; scope; scope = scope.parent) {
      // The bodies of classes are no scopes of the functions in them.
      if (scope.kind === 'class' && scope !== unit.scope) continue;
      if (scope.facts?.parameters.some((parameter) => parameter.name === name)) return undefined;
      const isOwn = scope === unit.scope;
      const found = this.named(name, scope, isOwn ? before : Number.POSITIVE_INFINITY);
      if (found !== 'unbound') return found;
    }
    return undefined;
  }

  /** Follows all that a scope does to a name, in order, up to an offset. */
  named(name: string, scope: ScopeView, before = Number.POSITIVE_INFINITY): Found {
    if (this.#depth >= deepest) return undefined;
    this.#seen.add(scope.module);
    this.#depth++;
    try {
      let found: Found = 'unbound';
      for (const view of scope.events) {
        if (view.span[1] > before) continue;
        found = this.#after(view, name, found);
      }
      return found;
    } finally {
      this.#depth--;
    }
  }

  /** What a name stands for after one more event. */
  #after(view: EventView, name: string, found: Found): Found {
    const { event, unit, span } = view;
    switch (event.kind) {
      case 'import':
      case 'from-import': {
        const imported = this.#imported(view, name);
        return imported === 'unbound' ? found : this.#whether(view, found, () => imported);
      }
      case 'assign': {
        const [path, others] = targetsOf(event.targets, name);
        if (others) return undefined;
        if (path === undefined) return found;
        const value = (): Dictionary | undefined => this.read(event.value, unit, span[0]);
        if (path.length === 0 && !event.augmented) return this.#whether(view, found, value);
        if (found === undefined || found === 'unbound') return found;
        const certainty = this.#certainty(view);
        if (event.augmented) {
          if (certainty !== 'no') within(found, path)?.merge(settled(certainty, value));
        } else put(found, path, certainty, { value: event.value, unit, dictionary: value() });
        return found;
      }
      case 'call': {
        const call = unit.facts.calls[event.call];
        if (call === undefined || this.#certainty(view) === 'no') return found;
        if (found === 'unbound') return found;
        if (givesAllNames(call, unit.facts.calls)) return undefined;
        if (found !== undefined) this.#calls(call, name, found, view);
        return found;
      }
      case 'delete': {
        const [path] = targetsOf([event.target], name);
        if (path === undefined) return found;
        if (found === undefined || found === 'unbound' || path.length === 0) return undefined;
        if (this.#certainty(view) === 'yes') remove(found, path);
        else put(found, path, 'maybe', undefined);
        return found;
      }
      case 'iterate':
        return event.target.kind === 'name' && event.target.name === name ? undefined : found;
      default:
        return found;
    }
  }

  /** What a call does to a dictionary: its own methods, or whatever it is given to. */
  #calls(call: Call, name: string, found: Dictionary, view: EventView): void {
    const { callee, arguments: given } = call;
    const path = callee.kind === 'attribute' ? pathOf(callee.base, name) : undefined;
    const method = callee.kind === 'attribute' ? callee.name : '';
    if (path !== undefined) {
      const owner = within(found, path);
      const certain = this.#certainty(view) === 'yes';
      if (method === 'update') {
        if (certain) owner?.merge(this.#updates(call, view));
        else owner?.lose();
      } else if (/^(?:pop|popitem|setdefault|clear|__setitem__)$/.test(method)) {
        const key = given[0]?.value;
        if (key?.kind !== 'string') owner?.lose();
        else if (!owner?.entries.has(key.value) || method !== 'setdefault') owner?.doubt(key.value);
      }
      return;
    }
    const isRead = callee.kind === 'name' && readers.has(callee.name);
    if (isRead || /^(?:copy|deepcopy)$/.test(method)) return;
    for (const { value } of given) {
      const inner = pathOf(value, name);
      if (inner !== undefined) within(found, inner)?.lose();
    }
  }

  #updates(call: Call, { unit, span }: EventView): Dictionary {
    const made = new Dictionary();
    this.#update(made, call, unit, span[0]);
    return made;
  }

  /** The value of a name after a statement that may bind it anew. */
  #whether(view: EventView, found: Found, value: () => Found): Found {
    const certainty = this.#certainty(view);
    if (certainty === 'no') return found;
    return certainty === 'yes' ? value() : undefined;
  }

  #certainty({ unit, block, span, scope }: EventView): Certainty {
    return certaintyAt(unit, block, span[0], scope.module === this.#main);
  }

  /** What an import statement binds a name to. */
  #imported(view: EventView, name: string): Found {
    const { event } = view;
    if (event.kind === 'import') {
      const binds = event.names.some(({ module, as }) => (as ?? module.split('.')[0]) === name);
      return binds ? undefined : 'unbound';
    }
    if (event.kind !== 'from-import') return 'unbound';
    const taken = event.star
      ? name
      : event.names.find((one) => (one.as ?? one.name) === name)?.name;
    if (taken === undefined) return 'unbound';
    const targets = this.#project.importTargets(view);
    for (const { module } of [...targets].reverse()) {
      if (module === view.scope.module) continue;
      const found = this.named(taken, module.script);
      if (found !== 'unbound') return found;
    }
    // What a star import of a module that is not here may bring is not known.
    return event.star && targets.length > 0 ? 'unbound' : undefined;
  }
}

/** Functions that leave what they are given as it is. */
const readers: ReadonlySet<string> = new Set([
  'bool',
  'dict',
  'isinstance',
  'len',
  'list',
  'print',
  'repr',
  'sorted',
  'str',
  'tuple',
]);

function known(found: Found): Dictionary | undefined {
  return found === 'unbound' ? undefined : found;
}

/**
 * The keys by which an expression leads into the dictionary of a name: `D["a"]["b"]`. Undefined
 * where it does not; a key that is not known is null.
 */
function pathOf(expression: Expression, name: string): readonly (string | null)[] | undefined {
  const keys: (string | null)[] = [];
  let at = expression;
  while (at.kind === 'subscript') {
    keys.unshift(at.index.kind === 'string' ? at.index.value : null);
    at = at.base;
  }
  return at.kind === 'name' && at.name === name ? keys : undefined;
}

type Path = readonly (string | null)[];

/** The target of an assignment that leads into a name, and whether the name is part of another. */
function targetsOf(
  targets: readonly Expression[],
  name: string,
): readonly [path: Path | undefined, inOthers: boolean] {
  const paths = targets.flatMap((target) => {
    const path = pathOf(target, name);
    return path === undefined ? [] : [path];
  });
  const inOthers = targets.some(
    (target) => target.kind === 'sequence' && target.items.some((item) => pathOf(item, name)),
  );
  return [paths[0], inOthers || paths.length > 1];
}

/** The dictionary at the end of a path; whatever a key that is not known leads to is lost. */
function within(dictionary: Dictionary, path: Path): Dictionary | undefined {
  let at = dictionary;
  for (const key of path) {
    if (key === null) {
      at.lose();
      return undefined;
    }
    const entry = at.entries.get(key);
    if (entry?.dictionary === undefined) return undefined;
    at = entry.dictionary;
  }
  return at;
}

/** `dictionary["a"]["b"] = …`; without an entry nobody knows what stands there then. */
function put(
  dictionary: Dictionary,
  path: Path,
  certainty: Certainty,
  entry: Entry | undefined,
): void {
  const key = path.at(-1);
  const owner = within(dictionary, path.slice(0, -1));
  if (owner === undefined || key === undefined || certainty === 'no') return;
  if (key === null) owner.lose();
  else if (certainty === 'yes' && entry !== undefined) owner.set(key, entry);
  else owner.doubt(key);
}

/** `del dictionary["a"]["b"]`. */
function remove(dictionary: Dictionary, path: Path): void {
  const key = path.at(-1);
  const owner = within(dictionary, path.slice(0, -1));
  if (typeof key === 'string') owner?.entries.delete(key);
  else owner?.lose();
}

function settled<T>(certainty: Certainty, value: () => T): T | undefined {
  return certainty === 'yes' ? value() : undefined;
}

/** `settings(locals())`: it may bind any name. */
function givesAllNames({ arguments: given }: Call, calls: readonly Call[]): boolean {
  return given.some(({ value }) => {
    const callee = value.kind === 'call' ? calls[value.call]?.callee : undefined;
    return callee?.kind === 'name' && (callee.name === 'locals' || callee.name === 'globals');
  });
}
