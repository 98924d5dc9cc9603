import type { Expression } from '../../facts/expression.ts';
import type { LinkingView } from '../linking-view.ts';
import type { BlockView, EventView, ScopeView, UnitView } from '../model.ts';
import { isProperty } from '../names/members.ts';

/** A place that runs a method of an object without a call of it being written. */
export interface ImplicitCall {
  /** What the object stands as. */
  readonly object: Expression;
  readonly methods: readonly string[];
  /** Whether only properties of these names run. */
  readonly read?: boolean;
  readonly event: EventView;
}

const iterating = ['__iter__', '__next__'];
const entering = ['__enter__', '__exit__'];

/**
 * What a scope runs without writing a call: `__iter__` of `for row in rows`, `__enter__` of
 * `with connection`, and a property where it is read. `isPropertyName`: whether some class of the
 * workspace has a property of this name.
 */
export function* implicitCalls(
  scope: ScopeView,
  isPropertyName: (name: string) => boolean,
): Iterable<ImplicitCall> {
  for (const event of scope.events) {
    const { event: fact, unit } = event;
    switch (fact.kind) {
      case 'iterate':
        yield { object: fact.iterable, methods: iterating, event };
        break;
      case 'enter':
        yield { object: fact.manager, methods: entering, event };
        break;
      case 'read':
        yield* propertiesOf(fact.expression, event, isPropertyName);
        break;
      case 'call': {
        const call = unit.facts.calls[fact.call];
        if (call?.callee.kind === 'attribute') {
          yield* propertiesOf(call.callee.base, event, isPropertyName);
        }
        break;
      }
      default:
    }
  }
}

function* propertiesOf(
  expression: Expression,
  event: EventView,
  isPropertyName: (name: string) => boolean,
): Iterable<ImplicitCall> {
  for (let at = expression; at.kind === 'attribute'; at = at.base) {
    if (isPropertyName(at.name)) {
      yield { object: at.base, methods: [at.name], read: true, event };
    }
  }
}

/** The names of the properties that classes of the workspace define. */
export function propertyNames(project: LinkingView): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { scopes } of project.modules) {
    for (const scope of scopes) if (isPropertyScope(scope)) names.add(scope.name);
  }
  return names;
}

/** Whether a function is the getter of a property. */
export function isPropertyScope({ kind, parent, facts }: ScopeView): boolean {
  if (kind !== 'function' || parent?.kind !== 'class') return false;
  return facts?.decorators.some(isProperty) === true;
}

/** Where code is run from: a call, or an event that runs a method. */
export interface Site {
  readonly unit: UnitView;
  readonly scope: ScopeView;
  readonly span: EventView['span'];
  readonly block: BlockView | undefined;
}
