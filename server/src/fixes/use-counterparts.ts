import type { FilePath } from '../facts/file-path.ts';
import { switchingCall } from '../knowledge/switching-calls.ts';
import type { FileEdit, TextEdit } from './edit.ts';
import { type ImportBinding, importBindings, variables } from './import-bindings.ts';
import { insertImport } from './insert-import.ts';
import { removeImportedNames } from './remove-import.ts';
import { removeStatements } from './remove-statements.ts';
import { replaceApiPath } from './replace-name.ts';
import type { FixSource } from './source.ts';
import { descendants, fieldChildren, type PythonText } from './tree.ts';

/** A call of the standard library that has a counterpart of gevent's own, and where it stands. */
export interface WaitInFile {
  readonly path: FilePath;
  /** `time.sleep`. */
  readonly call: string;
}

/**
 * Writes gevent's own calls (`gevent.sleep`) in place of the standard library's, everywhere in
 * these files. Undefined where one of them has none, or is called in a way that hides it.
 */
export function useCounterparts(
  waits: readonly WaitInFile[],
  source: FixSource,
): readonly FileEdit[] | undefined {
  const byFile = new Map<FilePath, Set<string>>();
  for (const { path, call } of waits) {
    byFile.set(path, (byFile.get(path) ?? new Set()).add(call));
  }
  const files: FileEdit[] = [];
  for (const [path, calls] of byFile) {
    const file = source.file(path);
    const edits: TextEdit[] = [];
    for (const call of calls) {
      const counterpart = switchingCall(call)?.counterpart;
      const replaced =
        file && counterpart && replaceCalls(file, replacedPart(call), replacedPart(counterpart));
      if (!replaced) return undefined;
      // Two calls may need the same import.
      edits.push(...replaced.filter((edit) => !edits.some((other) => isEqual(edit, other))));
    }
    if (edits.some((edit) => edits.some((other) => collide(edit, other)))) return undefined;
    files.push({ path, edits });
  }
  return files;
}

/** What is written otherwise: of a method, the class that its object is made of. */
export function replacedPart(call: string): string {
  const [owner] = split(call);
  return isClassOrMaker(owner) ? owner : call;
}

/** `threading.Event`; `select.poll` makes the objects that have the method `poll`. */
function isClassOrMaker(path: string): boolean {
  return /\.[A-Z]\w*$/.test(path) || path === 'select.poll' || path === 'gevent.select.poll';
}

/** Replaces one call by another through a file, by attribute or by imported name. */
function replaceCalls(file: PythonText, from: string, to: string): TextEdit[] | undefined {
  const root = file.tree.rootNode;
  const [module, name] = split(from);
  const holders = importBindings(root).filter(
    (binding) => binding.module === module && binding.member === undefined,
  );
  if (holders.length === 0) return replaceApiPath(file, from, to);
  const [holder] = holders;
  const byName = importBindings(root).some((one) => one.module === module && one.member === name);
  if (holder === undefined || holders.length > 1 || byName) return undefined;
  const uses = descendants(root, 'attribute').filter(
    (node) => node.text.replace(/\s/g, '') === `${holder.local}.${name}`,
  );
  const [first] = uses;
  if (first === undefined) return undefined;
  const [newModule, newName] = split(to);
  const imported = insertImport(file, { module: newModule }, first.startIndex);
  if (imported === undefined) return undefined;
  const edits: TextEdit[] = uses.map(({ startIndex, endIndex }) => ({
    span: [startIndex, endIndex],
    text: `${imported.expression}.${newName}`,
  }));
  const unused = variables(root, holder.local).every((use) =>
    uses.some((node) => node.startIndex <= use.startIndex && use.endIndex <= node.endIndex),
  );
  if (!unused) return [...edits, ...imported.edits];
  const removal = remove(file, holder);
  const meets = removal.some((edit) => imported.edits.some((other) => collide(edit, other)));
  // The new import would stand where the old one goes: it takes its place.
  if (meets) {
    const { startIndex, endIndex } = holder.item;
    return [...edits, { span: [startIndex, endIndex], text: newModule }];
  }
  return [...edits, ...imported.edits, ...removal];
}

function remove(file: PythonText, { statement, item }: ImportBinding): TextEdit[] {
  if (fieldChildren(statement, 'name').length > 1) {
    return removeImportedNames(file, statement, [item]) ?? [];
  }
  return removeStatements(file, [{ node: statement, commentsAbove: [], takesTrailing: false }]);
}

function isEqual(one: TextEdit, other: TextEdit): boolean {
  return one.text === other.text && one.span[0] === other.span[0] && one.span[1] === other.span[1];
}

/** Whether one of two different edits lies in, or reaches into, the other. */
function collide(one: TextEdit, other: TextEdit): boolean {
  return one !== other && one.span[0] < other.span[1] && other.span[0] < one.span[1];
}

function split(path: string): [module: string, name: string] {
  const dot = path.lastIndexOf('.');
  return [path.slice(0, dot), path.slice(dot + 1)];
}
