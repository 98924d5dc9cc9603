import type { Span } from '../syntax/span.ts';
import type { ParseProblem } from './facts.ts';

/** More problems than this are of no use to anybody; the last one then reaches to the end. */
const MAX_PROBLEMS = 20;

/** One problem for each stretch of text that is not believed. */
export function syntaxProblems(doubts: readonly Span[]): ParseProblem[] {
  const merged: [number, number][] = [];
  for (const [start, end] of [...doubts].sort((a, b) => a[0] - b[0])) {
    const last = merged[merged.length - 1];
    if (last !== undefined && (start <= last[1] + 1 || merged.length === MAX_PROBLEMS)) {
      last[1] = Math.max(last[1], end);
    } else {
      merged.push([start, end]);
    }
  }
  return merged.map((span) => ({ kind: 'syntax', span }));
}
