import type { Finding } from '../analysis/finding.ts';
import type { Paint } from './paint.ts';
import type { TextPlaces } from './text-places.ts';

/** One line for each finding: `path:line:column: severity CODE message`. */
export function conciseReport(
  findings: readonly Finding[],
  places: TextPlaces,
  paint: Paint,
): string {
  return findings
    .map((finding) => {
      const { line, column } = places.position(finding.path, finding.span[0]);
      const where = `${places.name(finding.path)}:${line}:${column}`;
      const severity = paint.severity(finding.severity, finding.severity);
      const message = finding.message.replace(/\s+/g, ' ');
      return `${paint.bold(where)}: ${severity} ${finding.code} ${message}\n`;
    })
    .join('');
}
