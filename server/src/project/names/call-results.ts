import { isToldByText, returnTypeOf, toldTypeOf } from '../../knowledge/return-types.ts';
import { calledThrough, type Display, unknown, type Value } from '../value.ts';
import type { LinkedCall, LinkedScope, LinkedUnit } from '../views.ts';
import { annotated } from './annotations.ts';
import { isClassPath } from './external-names.ts';
import { importedModule } from './imports.ts';
import { elementOf } from './items.ts';
import { resultOfKnown } from './known-results.ts';
import { agreed, asValue, either, type Resolved, throughEach } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** What a call's callee stands for. */
export function calleeOf(resolver: Resolving, call: LinkedCall): Resolved {
  const callee = resolver.resolve(call.call.callee, call.unit);
  const isCaller = callee.kind === 'external-instance' && callee.path === methodCaller;
  return isCaller ? calledMethod(resolver, call, callee.display) : callee;
}

const methodCaller = 'operator.methodcaller';

/** What `operator.methodcaller("commit")(session)` calls. */
function calledMethod(
  resolver: Resolving,
  { call, unit }: LinkedCall,
  made: Display | undefined,
): Resolved {
  const [object, more] = call.arguments;
  const maker =
    made?.expression.kind === 'call' ? made.unit.calls[made.expression.call] : undefined;
  const [named] = maker?.call.arguments ?? [];
  if (object === undefined || object.star !== undefined || more !== undefined) return unknown;
  if (named?.value.kind !== 'string' || named.star !== undefined) return unknown;
  return resolver.memberOf(resolver.resolve(object.value, unit), named.value.value);
}

/** What a call gives back. */
export function callResult(resolver: Resolving, call: LinkedCall): Resolved {
  return throughEach(calleeOf(resolver, call), (target) => resultOf(resolver, call, target));
}

function resultOf(resolver: Resolving, call: LinkedCall, target: Resolved): Resolved {
  if (target.kind === 'external') return externalResult(resolver, call, target.path);
  const callee = calledThrough(asValue(target));
  switch (callee.kind) {
    case 'external':
      return externalResult(resolver, call, callee.path);
    case 'class':
      return { kind: 'instance', scope: callee.scope };
    case 'function':
      return returned(resolver, callee);
    case 'external-instance': {
      const type = returnTypeOf(`${callee.path}.__call__`);
      return type === undefined ? unknown : { kind: 'external-instance', path: type };
    }
    default:
      return unknown;
  }
}

function externalResult(resolver: Resolving, call: LinkedCall, path: string): Resolved {
  const result = resultOfKnown(resolver, call, path);
  if (result !== undefined) return result;
  if (path === 'importlib.import_module' || path === 'builtins.__import__') {
    const named = call.call.arguments[0]?.value;
    if (named?.kind !== 'string' || named.value.startsWith('.')) return unknown;
    // `__import__("a.b")` gives `a`.
    const whole = path === 'importlib.import_module';
    return importedModule(resolver, call.scope.module, named.value, whole);
  }
  if (path === 'builtins.super') return superOf(resolver, call);
  const known =
    typeOfTold(resolver, call, path) ??
    returnTypeOf(path) ??
    resolver.imports.returnTypeOf(path, call.scope.module);
  if (known !== undefined) return { kind: 'external-instance', path: known };
  return isClassPath(path) ? { kind: 'external-instance', path } : unknown;
}

/** By the text that stands first: `multiprocessing.get_context("spawn")`. */
function typeOfTold(resolver: Resolving, call: LinkedCall, path: string): string | undefined {
  const [first] = call.call.arguments;
  if (first === undefined || first.star !== undefined || !isToldByText(path)) return undefined;
  const told = resolver.resolve(first.value, call.unit);
  return told.kind === 'string' ? toldTypeOf(path, told.value) : undefined;
}

function superOf(resolver: Resolving, call: LinkedCall): Resolved {
  const [first] = call.call.arguments;
  if (first) {
    const named = resolver.resolve(first.value, call.unit);
    return named.kind === 'class' ? { kind: 'super', scope: named.scope as LinkedScope } : unknown;
  }
  let scope: LinkedScope | undefined = call.scope;
  while (scope && !(scope.kind === 'function' && scope.parent?.kind === 'class')) {
    scope = scope.parent;
  }
  return scope?.parent ? { kind: 'super', scope: scope.parent } : unknown;
}

/** Decorators under which a function still returns what its `return` says. */
const plainDecorators: ReadonlySet<string> = new Set([
  'builtins.staticmethod',
  'builtins.classmethod',
  'builtins.property',
  'functools.cache',
  'functools.lru_cache',
  'functools.cached_property',
  'django.utils.functional.cached_property',
  'werkzeug.utils.cached_property',
  'kombu.utils.objects.cached_property',
]);

/** What a function of the workspace returns: what its returns agree on, else what it says. */
export function returned(
  resolver: Resolving,
  value: Extract<Value, { kind: 'function' }>,
): Resolved {
  const scope = value.scope as LinkedScope;
  const unit = scope.units[0];
  if (!unit || scope.kind === 'class') return unknown;
  return resolver.remember(unit, 'returned', () => {
    const { facts } = unit;
    if (facts.isAsync || !returnsPlainly(resolver, scope)) return unknown;
    const value = facts.isGenerator ? generator(resolver, unit) : fromReturns(resolver, unit);
    if (isTold(value)) return value;
    const said = annotatedReturn(resolver, scope);
    // What it makes says more than their common base.
    const isBase = said.kind === 'instance' && value.kind === 'unknown' && areInstances(value);
    return said.kind === 'unknown' || isBase ? value : said;
  });
}

function areInstances({ oneOf }: Extract<Value, { kind: 'unknown' }>): boolean {
  return oneOf?.every(({ kind }) => kind === 'instance') === true;
}

/** Whether a body says what is returned: neither nothing at all nor `None` alone. */
function isTold(value: Resolved): boolean {
  if (value.kind === 'external-instance' && value.path === generatorPath) {
    return value.of?.kind !== 'unknown';
  }
  return value.kind !== 'unknown' && !(value.kind === 'constant' && value.value === 'None');
}

function fromReturns(resolver: Resolving, unit: LinkedUnit): Resolved {
  const values: Resolved[] = [];
  for (const event of unit.facts.events) {
    if (event.kind !== 'return') continue;
    const known: Resolved = event.value
      ? resolver.resolve(event.value, unit)
      : { kind: 'constant', value: 'None' };
    if (known.kind === 'unknown' && known.oneOf === undefined) return unknown;
    values.push(known);
  }
  return values.length > 0 ? either(values) : { kind: 'constant', value: 'None' };
}

/** What a function is annotated to return. */
function annotatedReturn(resolver: Resolving, { facts, outer, parent }: LinkedScope): Resolved {
  if (!facts?.returns || !outer) return unknown;
  const value = annotated(resolver, facts.returns, outer);
  // Of a method: its class, or one that derives from it.
  const isSelf =
    value.kind === 'external-instance' && /^typing(_extensions)?\.Self$/.test(value.path);
  if (!isSelf) return value;
  return parent?.kind === 'class' ? { kind: 'instance', scope: parent } : unknown;
}

/** What generators are instances of. */
export const generatorPath = 'typing.Generator';

function generator(resolver: Resolving, unit: LinkedUnit): Resolved {
  const of = asValue(yielded(resolver, unit));
  return { kind: 'external-instance', path: generatorPath, of };
}

/** The one value that all yields of a generator agree on. */
function yielded(resolver: Resolving, unit: LinkedUnit): Resolved {
  return resolver.remember(unit, 'yielded', () => {
    const values = unit.facts.events.flatMap((event) =>
      event.kind === 'yield' ? [event.value ? resolver.resolve(event.value, unit) : unknown] : [],
    );
    return agreed(values);
  });
}

/** What `with` on a call of a generator hands out, if `contextlib.contextmanager` decorates it. */
export function handedOutBy(
  resolver: Resolving,
  value: Extract<Value, { kind: 'function' }>,
): Resolved | undefined {
  const scope = value.scope as LinkedScope;
  const unit = scope.units[0];
  if (!unit?.facts.isGenerator || unit.facts.isAsync) return undefined;
  const isManager = scope.facts?.decorators.some((decorator) => {
    const known = scope.outer && resolver.resolve(decorator, scope.outer);
    return known?.kind === 'external' && known.path === 'contextlib.contextmanager';
  });
  if (!isManager) return undefined;
  const handedOut = yielded(resolver, unit);
  return handedOut.kind === 'unknown'
    ? elementOf(resolver, annotatedReturn(resolver, scope))
    : handedOut;
}

function returnsPlainly(resolver: Resolving, scope: LinkedScope): boolean {
  const { outer } = scope;
  return (scope.facts?.decorators ?? []).every((decorator) => {
    if (!outer) return false;
    let callee = decorator;
    if (callee.kind === 'call') {
      const call = outer.calls[callee.call];
      if (!call) return false;
      callee = call.call.callee;
    }
    const value = resolver.resolve(callee, outer);
    return value.kind === 'external' && plainDecorators.has(value.path);
  });
}
