import type { CodeActionContext, Position, Range } from 'vscode-languageserver';
import { ErrorCodes, ResponseError } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { InitializationOptions } from '../protocol/messages.ts';
import type { Span } from '../syntax/span.ts';

/** What travels with a diagnostic to the client and back. */
export interface DiagnosticData {
  readonly code: string;
  readonly key: string;
  readonly version: number | null;
}

/** What travels with a code action whose edit is built when it is chosen. */
export interface FixAllData {
  readonly uri: string;
  readonly version: number;
  readonly code: string;
}

/** Offsets of a range; positions behind a line's or the text's end mean that end. */
export function spanOf(document: TextDocument, range: Range): Span {
  const start = document.offsetAt(range.start);
  const end = document.offsetAt(range.end);
  return start <= end ? [start, end] : [end, start];
}

/** A diagnostic's data as it came back; undefined where it is not of our making. */
export function readDiagnosticData(data: unknown): DiagnosticData | undefined {
  if (!isTable(data)) return undefined;
  const { code, key, version } = data;
  if (typeof code !== 'string' || typeof key !== 'string') return undefined;
  if (version !== null && typeof version !== 'number') return undefined;
  return { code, key, version };
}

/** The data of a fix-all action as it came back; undefined where it is not ours. */
export function readFixAllData(data: unknown): FixAllData | undefined {
  if (!isTable(data)) return undefined;
  const { uri, version, code } = data;
  if (typeof uri !== 'string' || typeof version !== 'number' || typeof code !== 'string') {
    return undefined;
  }
  return { uri, version, code };
}

/** The options of `initialize`; a field of a wrong type counts as missing. */
export function readInitializationOptions(raw: unknown): InitializationOptions {
  if (!isTable(raw)) return {};
  const text = (name: keyof InitializationOptions) =>
    typeof raw[name] === 'string' ? { [name]: raw[name] } : {};
  return {
    ...text('ruleDocumentation'),
    ...text('runtime'),
    ...text('grammar'),
    ...text('workerScript'),
    ...(raw.clientFiles === true ? { clientFiles: true } : {}),
    ...(raw.timelineView === true ? { timelineView: true } : {}),
  };
}

/** `params.textDocument.uri`; throws the error that answers a request without one. */
export function documentUri(params: unknown): string {
  const document = isTable(params) ? params.textDocument : undefined;
  return stringIn(document, 'uri', 'textDocument.uri');
}

/** A string field of a foreign object; throws InvalidParams where it is none. */
export function stringIn(value: unknown, field: string, name: string = field): string {
  const found = isTable(value) ? value[field] : undefined;
  if (typeof found !== 'string') throw invalidParams(`${name} must be a string`);
  return found;
}

/** Throws InvalidParams where it is not a range. */
export function readRange(value: unknown): Range {
  if (!isTable(value)) throw invalidParams('range must have a start and an end');
  return { start: readPosition(value.start), end: readPosition(value.end) };
}

/** Throws InvalidParams where it is not a position. */
export function readPosition(value: unknown): Position {
  const { line, character } = isTable(value) ? value : {};
  if (!isCount(line) || !isCount(character)) {
    throw invalidParams('a position must have a line and a character, both from 0');
  }
  return { line, character };
}

/** The context of a code action request, with what is malformed in it left out. */
export function readActionContext(value: unknown): CodeActionContext {
  const raw = isTable(value) ? value : {};
  const diagnostics = Array.isArray(raw.diagnostics) ? raw.diagnostics : [];
  const only = Array.isArray(raw.only)
    ? { only: raw.only.filter((kind): kind is string => typeof kind === 'string') }
    : {};
  return { diagnostics: diagnostics.filter(isTable) as never[], ...only };
}

/** The answer to a request whose parameters make no sense. */
export function invalidParams(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

/** Whether a foreign value is an object with keys. */
export function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0;
}
