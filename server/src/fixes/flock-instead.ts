import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { flockWithRetry } from './flock-with-retry.ts';
import { ancestors, descendants, nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns `fcntl.lockf(f, …)` at `span`, and the other calls of it in the same function or class, into
 * `fcntl.flock(f, …)`; the one that waits asks with LOCK_NB in a loop. Undefined where one of
 * them locks a part of the file, or is not written `….lockf`.
 */
export function flockInstead(file: PythonText, span: Span): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const around = call === undefined ? [] : [...ancestors(call)];
  // What one method locks, another one unlocks.
  const scope =
    around.find(({ type }) => type === 'class_definition') ??
    around.find(({ type }) => /^(?:function_def|module)/.test(type));
  if (call === undefined || scope === undefined) return undefined;
  const calls = descendants(scope, 'call').filter((one) =>
    /(?:^|\.)lockf$/.test(one.childForFieldName('function')?.text ?? ''),
  );
  const edits: TextEdit[] = [];
  for (const one of calls) {
    const callee = one.childForFieldName('function');
    const name = callee?.type === 'attribute' ? callee.childForFieldName('attribute') : null;
    const list = one.childForFieldName('arguments');
    if (name === null || list === null || parts(list).length !== 2) return undefined;
    const waits = !/LOCK_(?:NB|UN)/.test(list.text);
    const retried = waits ? flockWithRetry(file, [one.startIndex, one.endIndex]) : undefined;
    if (waits && retried === undefined) return undefined;
    const own = retried ?? [{ span: [name.startIndex, name.endIndex] as const, text: 'flock' }];
    edits.push(...own.map((edit) => ({ ...edit, text: edit.text.replace('.lockf(', '.flock(') })));
  }
  const seen = new Set<string>();
  return edits.filter(({ span: place, text }) => {
    const key = `${place.join()} ${text}`;
    return !seen.has(key) && seen.add(key);
  });
}
