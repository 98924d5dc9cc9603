import type { FileFacts } from '../facts/facts.ts';
import type { Span } from '../syntax/span.ts';
import type { Finding } from './finding.ts';
import type { DocumentChange } from './service.ts';

/** The findings where they stand after an edit; those whose text is gone are left out. */
export function shiftFindings(
  findings: readonly Finding[],
  changes: readonly DocumentChange[],
): readonly Finding[] {
  let shifted = findings;
  for (const { span, text } of changes) {
    if (span === undefined) return [];
    shifted = shifted.flatMap((finding) => {
      const moved = shiftSpan(finding.span, span, text.length);
      return moved === undefined ? [] : [{ ...finding, span: moved }];
    });
  }
  return shifted;
}

function shiftSpan([start, end]: Span, [from, to]: Span, length: number): Span | undefined {
  const by = length - (to - from);
  if (to <= start) return [start + by, end + by];
  if (from >= end) return [start, end];
  if (from <= start && end <= to) return undefined;
  return [Math.min(start, from), end <= to ? from + length : end + by];
}

/** The parts of a text that are being typed: what the parser did not understand. */
export function brokenRegions(facts: FileFacts): readonly Span[] {
  const regions: Span[] = facts.problems
    .filter((problem) => problem.kind === 'syntax')
    .map((problem) => problem.span);
  for (const { start, unit } of facts.statements) {
    if (unit.broken) regions.push([start, start + unit.length]);
  }
  return regions;
}

/**
 * The findings to show while somebody types: in a broken statement those of its last clean
 * text, elsewhere the new ones.
 */
export function keepWhileTyping(
  shown: readonly Finding[],
  found: readonly Finding[],
  broken: readonly Span[],
): readonly Finding[] {
  const isBroken = (finding: Finding) =>
    broken.some(([start, end]) => start <= finding.span[0] && finding.span[0] <= end);
  const kept = shown.filter(isBroken);
  const keys = new Set(kept.map((finding) => finding.key));
  const rest = found.filter((finding) => !isBroken(finding) && !keys.has(finding.key));
  return [...kept, ...rest].sort(byPlace);
}

/** Order of findings in a file. */
export function byPlace(a: Finding, b: Finding): number {
  return a.span[0] - b.span[0] || a.span[1] - b.span[1] || (a.code < b.code ? -1 : 1);
}
