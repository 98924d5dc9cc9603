import { type Argument, dottedPath, type Expression } from '../../facts/expression.ts';
import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import type { CallView } from '../model.ts';

/** The argument of `call` that stands at `place`; undefined where stars hide it. */
export function argumentAt(call: CallView, place: ArgumentPlace): Argument | undefined {
  const given = call.call.arguments;
  const named = given.find(
    ({ keyword, star }) => star === undefined && keyword !== undefined && keyword === place.keyword,
  );
  if (named !== undefined || place.position === undefined) return named;
  const positional = given.filter(({ keyword, star }) => keyword === undefined && star !== 2);
  const before = positional.slice(0, place.position + 1);
  if (before.some(({ star }) => star !== undefined)) return undefined;
  return before[place.position];
}

/** A few words for a call that is given a callable: `gevent.spawn(worker)`. */
export function describeCall(call: CallView, argument: Argument): string {
  const callee = words(call.call.callee);
  const first = call.call.arguments[0] === argument;
  const keyword = argument.keyword === undefined ? '' : `${argument.keyword}=`;
  return `${callee}(${first ? '' : '…, '}${keyword}${words(argument.value)})`;
}

function words(expression: Expression): string {
  if (expression.kind === 'lambda') return 'lambda';
  if (expression.kind === 'attribute' && dottedPath(expression) === undefined) {
    return `….${expression.name}`;
  }
  return dottedPath(expression) ?? '…';
}
