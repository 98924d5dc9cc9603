import {
  type Diagnostic,
  DiagnosticSeverity,
  DiagnosticTag,
  type Position,
  type TextEdit as ProtocolEdit,
  type Range,
} from 'vscode-languageserver';
import type { Finding } from '../analysis/finding.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { TextEdit } from '../fixes/edit.ts';
import type { Severity } from '../rules/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { ClientSupport } from './client-support.ts';
import type { DiagnosticData } from './from-protocol.ts';

/** The name under which findings are shown. */
export const diagnosticSource = 'greenlint';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const tags = {
  deprecated: DiagnosticTag.Deprecated,
  unnecessary: DiagnosticTag.Unnecessary,
} as const;

/** The position of an offset; `lineStarts` begins with 0. Both count UTF-16 units. */
export function positionIn(lineStarts: ArrayLike<number>, offset: number): Position {
  let low = 0;
  let high = lineStarts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((lineStarts[middle] ?? 0) <= offset) low = middle;
    else high = middle;
  }
  return { line: low, character: offset - (lineStarts[low] ?? 0) };
}

/** A span of offsets as a range of the protocol's positions (UTF-16). */
export function rangeIn(lineStarts: ArrayLike<number>, [start, end]: Span): Range {
  return { start: positionIn(lineStarts, start), end: positionIn(lineStarts, end) };
}

/** What a diagnostic needs beyond its finding. */
export interface DiagnosticSurroundings {
  readonly version: number | null;
  readonly client: Pick<ClientSupport, 'relatedInformation' | 'tags'>;
  readonly lineStarts: ArrayLike<number>;
  /** Line starts of the other files that related places lie in. */
  readonly otherLineStarts: ReadonlyMap<FilePath, readonly number[]>;
  uriOf(path: FilePath): string;
  rulePage(name: string): string;
}

/** A finding as the diagnostic that editors show. */
export function diagnosticOf(finding: Finding, around: DiagnosticSurroundings): Diagnostic {
  const data: DiagnosticData = { code: finding.code, key: finding.key, version: around.version };
  const diagnostic: Diagnostic = {
    range: rangeIn(around.lineStarts, finding.span),
    severity: severities[finding.severity],
    code: finding.code,
    codeDescription: { href: around.rulePage(finding.name) },
    source: diagnosticSource,
    message: finding.message,
    data,
  };
  if (around.client.tags && finding.tags.length > 0) {
    diagnostic.tags = finding.tags.map((tag) => tags[tag]);
  }
  if (around.client.relatedInformation && finding.related.length > 0) {
    diagnostic.relatedInformation = finding.related.flatMap((place) => {
      const own = place.path === finding.path;
      const lineStarts = own ? around.lineStarts : around.otherLineStarts.get(place.path);
      if (lineStarts === undefined || lineStarts.length === 0) return [];
      const range = rangeIn(lineStarts, place.span);
      return [{ location: { uri: around.uriOf(place.path), range }, message: place.message }];
    });
  }
  return diagnostic;
}

/** Edits of offsets as the protocol's edits. */
export function editsOf(
  edits: readonly TextEdit[],
  rangeOf: (span: Span) => Range,
): ProtocolEdit[] {
  return edits.map((edit) => ({ range: rangeOf(edit.span), newText: edit.text }));
}

/** The one edit that turns `before` into `after` and leaves what is equal at both ends. */
export function differenceOf(before: string, after: string): TextEdit {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before[start] === after[start]) start++;
  let tail = 0;
  while (
    tail < most - start &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail++;
  }
  // NOTE: an edit must not cut a surrogate pair or a CRLF in two.
  while (start > 0 && isSplit(before, start)) start--;
  while (tail > 0 && isSplit(before, before.length - tail)) tail--;
  return { span: [start, before.length - tail], text: after.slice(start, after.length - tail) };
}

function isSplit(text: string, offset: number): boolean {
  const before = text.charCodeAt(offset - 1);
  const after = text.charCodeAt(offset);
  const inPair = before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff;
  return inPair || (before === 0x0d && after === 0x0a);
}
