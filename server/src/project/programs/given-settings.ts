import type { Expression } from '../../facts/expression.ts';
import type { Call, Scope } from '../../facts/scope.ts';

/**
 * The settings that a call of an `update()` is given in its own text, the last of equal names
 * last: keywords, dictionaries with literal keys, and `dict(…)`.
 */
export function settingsGiven(
  { arguments: given }: Call,
  { calls }: Pick<Scope, 'calls'>,
): readonly (readonly [key: string, value: Expression])[] {
  return given.flatMap(({ keyword, value }) => {
    if (keyword !== undefined) return [[keyword, value] as const];
    if (value.kind === 'call') {
      const inner = calls[value.call];
      const isDictionary = inner?.callee.kind === 'name' && inner.callee.name === 'dict';
      return inner !== undefined && isDictionary ? settingsGiven(inner, { calls }) : [];
    }
    if (value.kind !== 'dictionary') return [];
    return value.values.flatMap((one, at) => {
      const key = value.keys?.[at];
      return typeof key === 'string' ? [[key, one] as const] : [];
    });
  });
}
