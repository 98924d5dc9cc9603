import type { Expression } from '../../facts/expression.ts';
import { unknown } from '../value.ts';
import type { LinkedCall } from '../views.ts';
import { annotated } from './annotations.ts';
import { displayed, elementOf, taken } from './items.ts';
import { argumentsLookedAt } from './looked-at-arguments.ts';
import { memberLike } from './members-by-name.ts';
import { asValue, either, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** Callables whose result stands before their first argument. */
const wrapping: ReadonlyMap<string, string> = new Map([
  ['functools.partial', 'functools.partial'],
  ['functools.partialmethod', 'functools.partialmethod'],
  ['contextlib.closing', 'contextlib.closing'],
  ['contextlib.nullcontext', 'contextlib.nullcontext'],
  ['builtins.enumerate', 'builtins.enumerate'],
  ['builtins.frozenset', 'builtins.frozenset'],
  ['builtins.iter', 'builtins.iter'],
  ['builtins.list', 'builtins.list'],
  ['builtins.reversed', 'builtins.reversed'],
  ['builtins.set', 'builtins.set'],
  ['builtins.sorted', 'builtins.list'],
  ['builtins.tuple', 'builtins.tuple'],
]);

/** Wrappers that hand on the very function they are given. */
const passingOn: ReadonlySet<string> = new Set([
  'flask.copy_current_request_context',
  'flask.stream_with_context',
]);

/** What calls give back that hand on what they are given; undefined for all others. */
export function resultOfKnown(
  resolver: Resolving,
  call: LinkedCall,
  path: string,
): Resolved | undefined {
  const given = argumentsLookedAt(call.call);
  const argument = (index: number): Resolved | undefined => {
    const before = given.slice(0, index + 1);
    const isPlain = before.every(
      ({ keyword, star }) => keyword === undefined && star === undefined,
    );
    const one = isPlain ? before[index] : undefined;
    return one && resolver.resolve(one.value, call.unit);
  };
  const wrapped = wrapping.get(path);
  if (wrapped !== undefined) {
    if (given.length === 0 && wrapped.startsWith('builtins.')) return undefined;
    const wraps = argument(0);
    return wraps ? { kind: 'external-instance', path: wrapped, wraps: asValue(wraps) } : unknown;
  }
  if (passingOn.has(path)) return argument(0);
  switch (path) {
    case 'builtins.zip':
    case 'operator.methodcaller':
      return displayed(path, itself(call), call.unit);
    case 'builtins.dict': {
      const isWritten = given.length > 0 && given.every(({ keyword }) => keyword !== undefined);
      if (isWritten) return displayed(path, itself(call), call.unit);
      const copied = argument(0);
      return copied?.kind === 'external-instance' && copied.path === path ? copied : undefined;
    }
    case 'builtins.dict.items':
    case 'builtins.dict.values': {
      const wraps = asValue(receiver(resolver, call));
      return { kind: 'external-instance', path: viewOf(path), wraps };
    }
    case 'builtins.dict.copy':
    case 'builtins.list.copy':
      return receiver(resolver, call);
    case 'builtins.dict.get':
    case 'builtins.dict.pop':
    case 'builtins.dict.setdefault': {
      const found = taken(resolver, receiver(resolver, call), argument(0) ?? unknown);
      const otherwise = argument(1);
      return otherwise ? either([found, otherwise]) : found;
    }
    case 'builtins.list.pop':
    case 'builtins.set.pop':
      return elementOf(resolver, receiver(resolver, call));
    case 'builtins.next':
      return elementOf(resolver, argument(0) ?? unknown);
    case 'builtins.getattr': {
      const name = argument(1);
      const value = argument(0) ?? unknown;
      if (name?.kind === 'string') return resolver.memberOf(value, name.value);
      const written = given[1];
      if (written === undefined || written.star !== undefined) return unknown;
      const named = memberLike(resolver, value, written.value, call.unit);
      const otherwise = named === unknown ? undefined : argument(2);
      return otherwise === undefined ? named : either([named, otherwise]);
    }
    case 'builtins.type':
      if (call.call.arguments.length !== 1) return undefined;
      return resolver.memberOf(argument(0) ?? unknown, '__class__');
    case 'contextlib.ExitStack.enter_context': {
      const [first] = given;
      if (!first || first.star !== undefined) return unknown;
      return resolver.follow({ kind: 'enter', manager: first.value }, call.unit);
    }
    case 'typing.cast':
    case 'typing_extensions.cast': {
      const [type] = given;
      return type?.star === undefined && type
        ? annotated(resolver, type.value, call.unit)
        : unknown;
    }
    default:
      return undefined;
  }
}

/** What `dict.items` and `dict.values` give. */
function viewOf(path: string): string {
  return `builtins.dict_${path.slice(path.lastIndexOf('.') + 1)}`;
}

/** The call as an expression. */
function itself({ unit, call }: LinkedCall): Expression {
  return { kind: 'call', call: unit.facts.calls.indexOf(call), span: call.span };
}

/** The object whose method is called. */
function receiver(resolver: Resolving, { call, unit }: LinkedCall): Resolved {
  return call.callee.kind === 'attribute' ? resolver.resolve(call.callee.base, unit) : unknown;
}
