import { type LineStep, lineSteps } from './line-diff.ts';
import type { Paint } from './paint.ts';

/** Lines that are shown around a change. */
const context = 3;

/** The change of one file as `diff -u` writes it; empty where nothing changed. */
export function unifiedDiff(name: string, before: string, after: string, paint: Paint): string {
  if (before === after) return '';
  const old = linesOf(before);
  const fresh = linesOf(after);
  const hunks = hunksOf(lineSteps(old, fresh));
  const body = hunks.map((hunk) => hunkText(hunk, old, fresh, paint)).join('');
  return `${paint.bold(`--- ${name}`)}\n${paint.bold(`+++ ${name}`)}\n${body}`;
}

/** Lines with their line breaks, so that a change of these alone shows. */
function linesOf(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function hunksOf(steps: readonly LineStep[]): readonly (readonly LineStep[])[] {
  const hunks: LineStep[][] = [];
  let lastChange = Number.NEGATIVE_INFINITY;
  steps.forEach((step, index) => {
    if (step.kind === 'same') return;
    const from = Math.max(0, index - context);
    const hunk = hunks.at(-1);
    if (hunk !== undefined && from <= lastChange + context + 1) {
      hunk.push(...steps.slice(lastChange + 1, index + 1));
    } else {
      if (hunk !== undefined) hunk.push(...steps.slice(lastChange + 1, lastChange + 1 + context));
      hunks.push([...steps.slice(from, index + 1)]);
    }
    lastChange = index;
  });
  hunks.at(-1)?.push(...steps.slice(lastChange + 1, lastChange + 1 + context));
  return hunks;
}

function hunkText(
  hunk: readonly LineStep[],
  old: readonly string[],
  fresh: readonly string[],
  paint: Paint,
): string {
  const first = hunk[0];
  if (first === undefined) return '';
  const removed = hunk.filter((step) => step.kind !== 'added').length;
  const added = hunk.filter((step) => step.kind !== 'removed').length;
  const header = `@@ -${range(first.before, removed)} +${range(first.after, added)} @@`;
  const lines = hunk.map((step) => {
    if (step.kind === 'added') return line('+', fresh[step.after] ?? '', paint.added);
    if (step.kind === 'removed') return line('-', old[step.before] ?? '', paint.removed);
    return line(' ', old[step.before] ?? '', (text) => text);
  });
  return `${paint.dim(header)}\n${lines.join('')}`;
}

function range(start: number, count: number): string {
  const from = count === 0 ? start : start + 1;
  return count === 1 ? `${from}` : `${from},${count}`;
}

function line(sign: string, text: string, paint: (text: string) => string): string {
  if (text.endsWith('\n')) return `${paint(sign + text.slice(0, -1))}\n`;
  return `${paint(sign + text)}\n\\ No newline at end of file\n`;
}
