import type { Argument } from '../../facts/expression.ts';
import type { Call } from '../../facts/scope.ts';

/** Calls by these names are followed through all that they are given. */
const throughAll: ReadonlySet<string> = new Set([
  'dict',
  'get',
  'getattr',
  'pop',
  'setdefault',
  'zip',
]);

/**
 * The arguments of a call that may tell what it gives back. Of most calls only the first can
 * matter: that of a partial or a `closing()`.
 */
export function argumentsLookedAt({ callee, arguments: given }: Call): readonly Argument[] {
  const isNamed = callee.kind === 'attribute' || callee.kind === 'name';
  return isNamed && throughAll.has(callee.name) ? given : given.slice(0, 1);
}
