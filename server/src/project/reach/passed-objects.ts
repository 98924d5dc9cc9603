import type { Expression } from '../../facts/expression.ts';
import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, ScopeView, UnitView } from '../model.ts';
import type { Value } from '../value.ts';
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
const mostHands = 6;

/** How an answer is looked for. */
interface Way {
  /** How many hands have passed it on. */
  readonly hands: number;
  /** False where it was kept before the code in question runs: by an object, or by a closure. */
  readonly isRunning: boolean;
}

const kept: Way = { hands: 0, isRunning: false };

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
    if (self !== undefined && isSelf(expression, unit.scope)) return [self];
    const found = this.#classes(expression, unit, before, { hands: 0, isRunning: true });
    const isOwn = expression.kind === 'attribute' && isSelf(expression.base, unit.scope);
    if (found.length > 0 || self === undefined || !isOwn) return [...new Set(found)];
    return [...new Set(this.#keptAs(expression.name, self, kept))];
  }

  #classes(expression: Expression, unit: UnitView, before: number, way: Way): readonly ScopeView[] {
    const known = instancesIn(this.#project.valueOf(expression, unit, before));
    if (known.length > 0 || way.hands >= mostHands) return known;
    if (expression.kind === 'name') return this.#passedAs(expression.name, unit, way);
    if (expression.kind === 'attribute') {
      const owners = this.#classes(expression.base, unit, before, way);
      const { hands } = way;
      return owners.flatMap((owner) =>
        this.#keptAs(expression.name, owner, { hands, isRunning: false }),
      );
    }
    return [];
  }

  /** What callers pass for a parameter, or what a variable is bound to. */
  #passedAs(name: string, unit: UnitView, way: Way): readonly ScopeView[] {
    const owner = parameterOf(name, unit.scope);
    if (owner !== undefined) {
      const isRunning = way.isRunning && owner.scope === unit.scope;
      return this.#given(owner.scope, owner.parameter, { ...way, isRunning });
    }
    return unit.events.flatMap(({ event }) => {
      if (event.kind !== 'assign' || event.augmented) return [];
      if (!event.targets.some((one) => one.kind === 'name' && one.name === name)) return [];
      const isAlias = event.value.kind === 'attribute' || event.value.kind === 'name';
      const before = unit.start + event.span[0];
      return isAlias ? this.#classes(event.value, unit, before, further(way)) : [];
    });
  }

  #given(scope: ScopeView, parameter: number, way: Way): readonly ScopeView[] {
    const fact = scope.facts?.parameters[parameter];
    if (fact === undefined || fact.star !== 0) return [];
    const passed = [...this.#calls.callers(scope), ...this.#calls.callsOfInit(scope)].flatMap(
      (call) => {
        if (!this.#counts(call, scope.module) || !this.#mayRun(call, way)) return [];
        const argument = argumentAt(call, placeOf(parameter, fact.name, call));
        return argument === undefined
          ? []
          : this.#classes(argument.value, call.unit, call.span[0], further(way));
      },
    );
    const spawned = (this.spawns.get(scope) ?? []).flatMap(({ call, first }) => {
      if (!this.#counts(call, scope.module)) return [];
      const bound = scope.parent?.kind === 'class' ? 1 : 0;
      const place = { position: first + parameter - bound, keyword: fact.name };
      const argument = argumentAt(call, place);
      return argument === undefined
        ? []
        : this.#classes(argument.value, call.unit, call.span[0], further(way));
    });
    return [...passed, ...spawned];
  }

  /** What the methods of a class, or its makers where it is a dataclass, put into an attribute. */
  #keptAs(attribute: string, owner: ScopeView, way: Way): readonly ScopeView[] {
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
            return [value, ...alternatives(value)].flatMap((one) =>
              this.#classes(one, unit, before, further(way)),
            );
          }),
        );
      }),
    );
    return found.length > 0 ? found : this.#fieldOf(attribute, owner, way);
  }

  /** What the makers of a dataclass give for one of its fields. */
  #fieldOf(field: string, owner: ScopeView, way: Way): readonly ScopeView[] {
    const position = (owner.facts === undefined ? [] : fieldsOf(owner.facts)).findIndex(
      ({ name }) => name === field,
    );
    if (position < 0) return [];
    return this.#calls.constructions(owner).flatMap((call) => {
      if (!this.#counts(call, owner.module)) return [];
      const argument = argumentAt(call, { position, keyword: field });
      return argument === undefined
        ? []
        : this.#classes(argument.value, call.unit, call.span[0], further(way));
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

/** The first-party classes of which a value is an instance, or may be one. */
function instancesIn(value: Value): readonly ScopeView[] {
  if (value.kind === 'instance') return [value.scope];
  return value.kind === 'unknown' ? (value.oneOf ?? []).flatMap(instancesIn) : [];
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
