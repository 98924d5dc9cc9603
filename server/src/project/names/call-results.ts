import { isToldByText, returnTypeOf, toldTypeOf } from '../../knowledge/return-types.ts';
import { calledThrough, unknown, type Value } from '../value.ts';
import type { LinkedCall, LinkedScope } from '../views.ts';
import { isClassPath } from './external-names.ts';
import { importedModule } from './imports.ts';
import { agreed, asValue, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** What a call's callee stands for. */
export function calleeOf(resolver: Resolving, call: LinkedCall): Resolved {
  return resolver.resolve(call.call.callee, call.unit);
}

/** What a call gives back. */
export function callResult(resolver: Resolving, call: LinkedCall): Resolved {
  const target = calleeOf(resolver, call);
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

/** Callables whose result stands before their first argument. */
const wrapping: ReadonlySet<string> = new Set([
  'functools.partial',
  'contextlib.closing',
  'contextlib.nullcontext',
]);

function externalResult(resolver: Resolving, call: LinkedCall, path: string): Resolved {
  if (wrapping.has(path)) {
    const first = call.call.arguments[0];
    if (!first || first.star !== undefined || first.keyword !== undefined) return unknown;
    const wraps = asValue(resolver.resolve(first.value, call.unit));
    return { kind: 'external-instance', path, wraps };
  }
  if (path === 'importlib.import_module' || path === 'builtins.__import__') {
    const named = call.call.arguments[0]?.value;
    if (named?.kind !== 'string' || named.value.startsWith('.')) return unknown;
    // `__import__("a.b")` gives `a`.
    const whole = path === 'importlib.import_module';
    return importedModule(resolver, call.scope.module, named.value, whole);
  }
  if (path === 'builtins.super') return superOf(resolver, call);
  if (path === 'contextlib.ExitStack.enter_context') {
    const first = call.call.arguments[0];
    if (!first || first.star !== undefined) return unknown;
    return resolver.follow({ kind: 'enter', manager: first.value }, call.unit);
  }
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
]);

/** What a function of the workspace returns: the one value that all its returns agree on. */
export function returned(
  resolver: Resolving,
  value: Extract<Value, { kind: 'function' }>,
): Resolved {
  const scope = value.scope as LinkedScope;
  const unit = scope.units[0];
  if (!unit || scope.kind !== 'function') return unknown;
  return resolver.remember(unit, 'returned', () => {
    const { facts } = unit;
    if (facts.isAsync || facts.isGenerator || !returnsPlainly(resolver, scope)) return unknown;
    const values: Resolved[] = [];
    for (const event of facts.events) {
      if (event.kind !== 'return') continue;
      const known: Resolved = event.value
        ? resolver.resolve(event.value, unit)
        : { kind: 'constant', value: 'None' };
      if (known.kind === 'unknown') return unknown;
      values.push(known);
    }
    return values.length > 0 ? agreed(values) : { kind: 'constant', value: 'None' };
  });
}

/**
 * What a generator of the workspace yields: the one value that all its yields agree on; undefined
 * where it is none, or not made a context manager where one is asked for.
 */
export function yielded(
  resolver: Resolving,
  value: Extract<Value, { kind: 'function' }>,
  as: 'manager' | 'generator',
): Resolved | undefined {
  const scope = value.scope as LinkedScope;
  const unit = scope.units[0];
  if (!unit?.facts.isGenerator || unit.facts.isAsync) return undefined;
  const isManager = scope.facts?.decorators.some((decorator) => {
    const known = scope.outer && resolver.resolve(decorator, scope.outer);
    return known?.kind === 'external' && known.path === 'contextlib.contextmanager';
  });
  const isPlain = as === 'manager' ? isManager : returnsPlainly(resolver, scope);
  if (!isPlain) return undefined;
  return resolver.remember(unit, 'yielded', () => {
    const values = unit.facts.events.flatMap((event) =>
      event.kind === 'yield' ? [event.value ? resolver.resolve(event.value, unit) : unknown] : [],
    );
    return agreed(values);
  });
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
