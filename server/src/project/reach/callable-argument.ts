import { type Argument, dottedPath, type Expression } from '../../facts/expression.ts';
import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import type { CallView } from '../model.ts';

/** The argument of `call` that stands at `place`; undefined where stars hide it. */
export function argumentAt(call: CallView, place: ArgumentPlace): Argument | undefined {
  const written = call.call.arguments;
  const given = written.some(({ star }) => star === 1) ? written.flatMap(unpacked) : written;
  const named = given.find(
    ({ keyword, star }) => star === undefined && keyword !== undefined && keyword === place.keyword,
  );
  if (named !== undefined || place.position === undefined) return named;
  const positional = given.filter(({ keyword, star }) => keyword === undefined && star !== 2);
  const before = positional.slice(0, place.position + 1);
  if (before.some(({ star }) => star !== undefined)) return undefined;
  return before[place.position];
}

/** The items of `*(work, 1)`, and any other argument as it is. */
function unpacked(argument: Argument): readonly Argument[] {
  const { value, star } = argument;
  if (star !== 1 || value.kind !== 'sequence' || value.type === 'set') return [argument];
  if (value.items.some((item) => item.kind === 'other' && item.syntax === 'list_splat')) {
    return [argument];
  }
  return value.items.map((item) => ({ value: item, span: item.span }));
}

/** A few words for a call that is given a callable: `gevent.spawn(worker)`. */
export function describeCall(call: CallView, argument: Argument): string {
  const callee = words(call.call.callee);
  const first = call.call.arguments.flatMap(unpacked)[0]?.value === argument.value;
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
