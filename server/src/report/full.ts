import type { Finding } from '../analysis/finding.ts';
import type { Paint } from './paint.ts';
import { characters, type TextPlaces } from './text-places.ts';

/** Findings with the lines that they speak of, as a terminal shows them. */
export function fullReport(findings: readonly Finding[], places: TextPlaces, paint: Paint): string {
  return findings.map((finding) => `${oneFinding(finding, places, paint)}\n`).join('\n');
}

function oneFinding(finding: Finding, places: TextPlaces, paint: Paint): string {
  const { start } = places.range(finding.path, finding.span);
  const where = `${places.name(finding.path)}:${start.line}:${start.column}`;
  const severity = paint.severity(finding.severity, finding.severity);
  const lines = [
    `${paint.bold(where)}: ${severity} ${paint.bold(finding.code)} ${finding.name}`,
    `  ${finding.message}`,
    ...excerpt(finding, places, paint),
  ];
  for (const place of finding.related) {
    const at = places.position(place.path, place.span[0]);
    const name = `${places.name(place.path)}:${at.line}:${at.column}`;
    lines.push(paint.dim(`  ${name}: ${place.message}`));
  }
  return lines.join('\n');
}

function excerpt(finding: Finding, places: TextPlaces, paint: Paint): readonly string[] {
  const { start, end } = places.range(finding.path, finding.span);
  const text = places.line(finding.path, start.line);
  if (text === undefined || text.trim() === '') return [];
  const shown = text.replace(/\t/g, ' ');
  const last = end.line === start.line ? end.column : characters(text) + 1;
  const carets = '^'.repeat(Math.max(1, last - start.column));
  const number = String(start.line);
  const margin = ' '.repeat(number.length);
  return [
    paint.dim(`  ${margin} |`),
    `  ${paint.dim(`${number} |`)} ${shown}`,
    `  ${paint.dim(`${margin} |`)} ${' '.repeat(start.column - 1)}${paint.severity(finding.severity, carets)}`,
  ];
}

/** The line below all findings: how many there are, and of which severity. */
export function summary(findings: readonly Finding[], filesRead: number): string {
  const files = plural(filesRead, 'file');
  if (findings.length === 0) return `No findings in ${files}.`;
  const parts = (['error', 'warning', 'information', 'hint'] as const).flatMap((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    if (count === 0) return [];
    return [severity === 'information' ? `${count} information` : plural(count, severity)];
  });
  const where = plural(new Set(findings.map((finding) => finding.path)).size, 'file');
  return `${plural(findings.length, 'finding')} in ${where} (${parts.join(', ')}); ${files} read.`;
}

/** `1 file`, `2 files`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
