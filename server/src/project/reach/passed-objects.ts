import type { Expression } from '../../facts/expression.ts';
import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import { enteredTypeOf, returnTypeOf } from '../../knowledge/return-types.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView, UnitView } from '../model.ts';
import { itemsOf, type Value } from '../value.ts';
import { methods } from './bodies.ts';
import { argumentAt } from './callable-argument.ts';
import { fieldsOf } from './fields.ts';
import { parameterOf } from './forwarded-callables.ts';
import type { CallsByName, RunTogether } from './instances.ts';

/** A spawn that gives arguments to what it runs, and the position of the first of them. */
export interface GivingSpawn {
  readonly call: CallView;
  readonly first: number;
}

/** Objects are passed on through at most this many hands. */
const mostHands = 12;
/** Expressions that one question may look at. */
const longest = 400;

/** How an answer is looked for. */
interface Way {
  /** How many hands have passed it on. */
  readonly hands: number;
  /** False where it was kept before the code in question runs: by an object, or by a closure. */
  readonly isRunning: boolean;
  /** The very class of the object whose method asks, where that is known. */
  readonly self: ScopeView | undefined;
}

function further(way: Way): Way {
  return { ...way, hands: way.hands + 1 };
}

/**
 * The classes of the objects that expressions stand for because somebody passes them: `repository`
 * of `def __init__(self, repository): self.repository = repository`, told by the calls of the class.
 */
export class PassedObjects {
  readonly #project: LinkingView;
  readonly #calls: CallsByName;
  readonly #runTogether: RunTogether;
  /** The spawns of each function; set once they are known. */
  spawns: ReadonlyMap<ScopeView, readonly GivingSpawn[]> = new Map();
  /** Whether code may run in a greenlet; before that is known, all code may. */
  isReached: ((scope: ScopeView) => boolean) | undefined;
  /** Whether an answer since this was set to false hangs on `isReached`. */
  asked = false;
  #steps = 0;

  constructor(project: LinkingView, calls: CallsByName, runTogether: RunTogether) {
    this.#project = project;
    this.#calls = calls;
    this.#runTogether = runTogether;
  }

  /**
   * The classes of the objects that `expression` may stand for; `before`: where it is read, `self`:
   * the very class of the object whose method reads it, where that is known.
   */
  classesOf(
    expression: Expression,
    unit: UnitView,
    before: number,
    self: ScopeView | undefined,
  ): readonly ScopeView[] {
    return instancesIn(this.valuesOf(expression, unit, before, self));
  }

  /** The same of all objects, also of those of classes outside the workspace. */
  valuesOf(
    expression: Expression,
    unit: UnitView,
    before: number,
    self: ScopeView | undefined,
  ): readonly Value[] {
    this.#steps = 0;
    return this.#values(expression, unit, before, { hands: 0, isRunning: true, self });
  }

  #values(expression: Expression, unit: UnitView, before: number, way: Way): readonly Value[] {
    if (way.self !== undefined && isSelf(expression, unit.scope)) {
      return [{ kind: 'instance', scope: way.self }];
    }
    const known = partsOf(this.#project.valueOf(expression, unit, before));
    if (known.length > 0 || way.hands >= mostHands || this.#steps++ >= longest) return known;
    switch (expression.kind) {
      case 'name':
        return this.#passedAs(expression.name, unit, way);
      case 'attribute': {
        const { hands, self } = way;
        const kept: Way = { hands: hands + 1, isRunning: false, self: undefined };
        if (self !== undefined && isSelf(expression.base, unit.scope)) {
          return this.#keptAs(expression.name, self, kept);
        }
        return this.#values(expression.base, unit, before, way).flatMap((owner) =>
          owner.kind === 'instance'
            ? this.#keptAs(expression.name, owner.scope, kept)
            : partsOf(this.#project.memberOf(owner, expression.name)),
        );
      }
      case 'call': {
        const call = unit.calls[expression.call];
        return call === undefined ? [] : this.#results(call, way);
      }
      default:
        return alternatives(expression).flatMap((one) => this.#values(one, unit, before, way));
    }
  }

  /** What a method of this very class returns. */
  #returned(name: string, owner: ScopeView, { hands }: Way): readonly Value[] {
    return methods(owner, this.#project, name).flatMap((method) =>
      method.units.flatMap((unit) =>
        unit.events.flatMap(({ event }) => {
          const value = event.kind === 'return' ? event.value : undefined;
          const before = unit.start + event.span[0];
          const way: Way = { hands: hands + 1, isRunning: false, self: owner };
          return value === undefined ? [] : this.#values(value, unit, before, way);
        }),
      ),
    );
  }

  /** What a call of a method gives back. */
  #results({ call: { callee }, unit, span }: CallView, way: Way): readonly Value[] {
    if (callee.kind !== 'attribute') return [];
    return this.#values(callee.base, unit, span[0], further(way)).flatMap((owner) => {
      if (owner.kind === 'instance') return this.#returned(callee.name, owner.scope, further(way));
      if (owner.kind !== 'external-instance') return [];
      const type = returnTypeOf(`${owner.path}.${callee.name}`);
      return type === undefined ? [] : [{ kind: 'external-instance', path: type }];
    });
  }

  /** What callers pass for a parameter, or what a variable is bound to. */
  #passedAs(name: string, unit: UnitView, way: Way): readonly Value[] {
    const owner = parameterOf(name, unit.scope);
    if (owner !== undefined) {
      const isRunning = way.isRunning && owner.scope === unit.scope;
      return this.#given(owner.scope, owner.parameter, { ...way, isRunning, self: undefined });
    }
    return unit.events.flatMap(({ event }) => {
      const before = unit.start + event.span[0];
      if (event.kind === 'enter' && isNamed(event.target, name)) {
        return this.#values(event.manager, unit, before, further(way)).map(enteredAs);
      }
      if (event.kind === 'iterate' && isNamed(event.target, name)) {
        const walked = this.#values(event.iterable, unit, before, further(way));
        return walked.flatMap((one) => this.#items(one, further(way)));
      }
      if (event.kind !== 'assign' || event.augmented) return [];
      const isBound = event.targets.some((one) => isNamed(one, name));
      return isBound ? this.#values(event.value, unit, before, further(way)) : [];
    });
  }

  /** What is in a list that is written out, or that an annotation tells of. */
  #items(value: Value, way: Way): readonly Value[] {
    if (value.kind !== 'external-instance') return [];
    const { display, of, path } = value;
    if (display === undefined) return of === undefined ? [] : partsOf(of);
    if (!/^builtins\.(?:frozenset|list|set|tuple)$/.test(path)) return [];
    const { unit } = display;
    return itemsOf(display).flatMap((item) =>
      this.#values(item, unit, unit.start + item.span[0], way),
    );
  }

  #given(scope: ScopeView, parameter: number, way: Way): readonly Value[] {
    const fact = scope.facts?.parameters[parameter];
    if (fact === undefined || fact.star !== 0) return [];
    const passed = [...this.#calls.callers(scope), ...this.#calls.callsOfInit(scope)].flatMap(
      (call) => {
        if (!this.#counts(call, scope.module) || !this.#mayRun(call, way)) return [];
        const argument = argumentAt(call, placeOf(parameter, fact.name, call));
        return argument === undefined
          ? []
          : this.#values(argument.value, call.unit, call.span[0], further(way));
      },
    );
    const spawned = (this.spawns.get(scope) ?? []).flatMap(({ call, first }) => {
      if (!this.#counts(call, scope.module)) return [];
      const bound = scope.parent?.kind === 'class' ? 1 : 0;
      const place = { position: first + parameter - bound, keyword: fact.name };
      const argument = argumentAt(call, place);
      return argument === undefined
        ? []
        : this.#values(argument.value, call.unit, call.span[0], further(way));
    });
    return [...passed, ...spawned];
  }

  /** What the methods of a class, or its makers where it is a dataclass, put into an attribute. */
  #keptAs(attribute: string, owner: ScopeView, way: Way): readonly Value[] {
    const { classes } = this.#project.lineageOf(owner);
    const found = classes.flatMap(({ children }) =>
      children.flatMap((method) => {
        const self = method.facts?.parameters[0]?.name;
        if (method.kind !== 'function' || self === undefined) return [];
        return method.units.flatMap((unit) =>
          unit.events.flatMap(({ event }) => {
            if (event.kind !== 'assign' || event.augmented) return [];
            const { value, targets } = event;
            if (!targets.some((one) => isAttributeOf(one, self, attribute))) return [];
            const before = unit.start + event.span[0];
            return this.#values(value, unit, before, further(way));
          }),
        );
      }),
    );
    return found.length > 0 ? found : this.#fieldOf(attribute, owner, way);
  }

  /** What the makers of a dataclass give for one of its fields. */
  #fieldOf(field: string, owner: ScopeView, way: Way): readonly Value[] {
    const position = (owner.facts === undefined ? [] : fieldsOf(owner.facts)).findIndex(
      ({ name }) => name === field,
    );
    if (position < 0) return [];
    return this.#calls.constructions(owner).flatMap((call) => {
      if (!this.#counts(call, owner.module)) return [];
      const argument = argumentAt(call, { position, keyword: field });
      return argument === undefined
        ? []
        : this.#values(argument.value, call.unit, call.span[0], further(way));
    });
  }

  /** Whether a call that passes something on the spot may do so in a greenlet. */
  #mayRun({ scope }: CallView, { isRunning }: Way): boolean {
    if (!isRunning) return true;
    this.asked = true;
    return this.isReached?.(scope) !== false;
  }

  /** Whether a call says something of how code of `module` runs. */
  #counts({ scope }: CallView, module: ModuleView): boolean {
    return (!scope.module.isTest || module.isTest) && this.#runTogether(scope.module, module);
  }
}

/** Where a call gives a parameter: `self` takes no place. */
function placeOf(parameter: number, keyword: string, { target }: CallView): ArgumentPlace {
  const isBound = target.kind === 'class' || (target.kind === 'function' && target.bound);
  return { position: parameter - (isBound ? 1 : 0), keyword };
}

/** Whether an expression is the object whose method `scope` is. */
export function isSelf(expression: Expression, { kind, parent, facts }: ScopeView): boolean {
  if (kind !== 'function' || parent?.kind !== 'class' || expression.kind !== 'name') return false;
  return expression.name === facts?.parameters[0]?.name;
}

/** The first-party classes of which values are instances. */
function instancesIn(values: readonly Value[]): readonly ScopeView[] {
  return [...new Set(values.flatMap((one) => (one.kind === 'instance' ? [one.scope] : [])))];
}

/** A value that is known, or what it may be. */
function partsOf(value: Value): readonly Value[] {
  if (value.kind === 'constant') return [];
  return value.kind === 'unknown' ? (value.oneOf ?? []) : [value];
}

/** What `with value as name` binds, of classes outside the workspace. */
function enteredAs(value: Value): Value {
  const type = value.kind === 'external-instance' ? enteredTypeOf(value.path) : undefined;
  return type === undefined ? value : { kind: 'external-instance', path: type };
}

function isNamed(target: Expression | undefined, name: string): boolean {
  return target?.kind === 'name' && target.name === name;
}

/** `given` of `given or Default()` and of `given if given else Default()`. */
function alternatives(value: Expression): readonly Expression[] {
  if (value.kind === 'boolean') return [value.left, value.right];
  return value.kind === 'conditional' ? [value.then, value.otherwise] : [];
}

function isAttributeOf(target: Expression, self: string, name: string): boolean {
  return (
    target.kind === 'attribute' &&
    target.name === name &&
    target.base.kind === 'name' &&
    target.base.name === self
  );
}
