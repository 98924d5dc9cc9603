import type { FileFacts } from '../facts/facts.ts';
import type { Scope } from '../facts/scope.ts';

const known = new WeakMap<Scope, string>();

/** Whether two versions of a file differ in more than the places of things. */
export function saysSomethingElse(before: FileFacts, after: FileFacts): boolean {
  if (before.statements.length !== after.statements.length) return true;
  return before.statements.some((statement, index) =>
    differs(statement.unit, after.statements[index]!.unit),
  );
}

/** Scopes that stayed are the same objects: only those around the edit are read. */
function differs(before: Scope, after: Scope): boolean {
  if (before === after) return false;
  if (before.children.length !== after.children.length) return true;
  if (ownWithoutPlaces(before) !== ownWithoutPlaces(after)) return true;
  return before.children.some((child, index) => differs(child.scope, after.children[index]!.scope));
}

/** What a scope says, but for the scopes inside it. */
function ownWithoutPlaces(unit: Scope): string {
  let text = known.get(unit);
  if (text === undefined) {
    text = JSON.stringify({ ...unit, children: [] }, (key, value: unknown) =>
      key === 'span' || key === 'nameSpan' || key === 'length' || key === 'start'
        ? undefined
        : value,
    );
    known.set(unit, text);
  }
  return text;
}
