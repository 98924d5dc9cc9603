import type { Finding } from '../analysis/finding.ts';
import type { Fix } from '../fixes/edit.ts';
import type { TextPlaces } from './text-places.ts';

/** A finding with its fixes built. */
export interface FindingWithFixes {
  readonly finding: Finding;
  readonly fixes: readonly Fix[];
}

/**
 * Findings as one JSON array. Its form is a contract: fields are added, never renamed. Lines and
 * columns count from 1, columns in Unicode characters, ranges are half-open.
 */
export function jsonReport(findings: readonly FindingWithFixes[], places: TextPlaces): string {
  const array = findings.map(({ finding, fixes }) => ({
    code: finding.code,
    name: finding.name,
    severity: finding.severity,
    message: finding.message,
    path: places.name(finding.path),
    range: places.range(finding.path, finding.span),
    related: finding.related.map((place) => ({
      path: places.name(place.path),
      range: places.range(place.path, place.span),
      message: place.message,
    })),
    fixes: fixes.map((fix) => ({
      title: fix.title,
      preferred: fix.preferred,
      safe: fix.safe,
      edits: fix.files.flatMap(({ path, edits }) =>
        edits.map((edit) => ({
          path: places.name(path),
          range: places.range(path, edit.span),
          text: edit.text,
        })),
      ),
    })),
  }));
  return `${JSON.stringify(array, undefined, 2)}\n`;
}
