import type { FileFacts } from '../facts/facts.ts';
import type { Scope } from '../facts/scope.ts';

const known = new WeakMap<Scope, string>();

/** Whether two versions of a file differ in more than the places of things. */
export function saysSomethingElse(before: FileFacts, after: FileFacts): boolean {
  if (before.statements.length !== after.statements.length) return true;
  return before.statements.some((statement, index) => {
    const other = after.statements[index]!.unit;
    return statement.unit !== other && withoutPlaces(statement.unit) !== withoutPlaces(other);
  });
}

function withoutPlaces(unit: Scope): string {
  let text = known.get(unit);
  if (text === undefined) {
    text = JSON.stringify(unit, (key, value: unknown) =>
      key === 'span' || key === 'nameSpan' || key === 'length' || key === 'start'
        ? undefined
        : value,
    );
    known.set(unit, text);
  }
  return text;
}
