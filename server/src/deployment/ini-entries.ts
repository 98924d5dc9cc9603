import type { Span } from '../syntax/span.ts';
import { SourceText, SourceTextBuilder } from './source-text.ts';

// The packages that read ini files keep no positions, and forget all but the last of a key that
// is given several times (systemd's `Environment=`), so the lines are read here.

/** A key of an ini file with its value. */
export interface IniEntry {
  /** Without brackets; empty before the first section. */
  readonly section: string;
  readonly key: string;
  readonly keySpan: Span;
  /** Trimmed; lines that continue it stand behind a newline. Undefined for a key alone. */
  readonly value: SourceText | undefined;
}

/** How a tool writes its ini files. */
export interface IniStyle {
  /** What continues a value: lines that are indented, or a `\` at the end of a line. */
  readonly continued: 'indented' | 'backslash' | 'never';
  /** ` ;` and ` #` end a value. */
  readonly commentsBehindText: boolean;
  readonly separators: '=' | '=:';
}

/** As Python's configparser reads it. */
export const configParserStyle: IniStyle = {
  continued: 'indented',
  commentsBehindText: false,
  separators: '=:',
};

interface Line {
  readonly start: number;
  readonly text: string;
}

/** The entries of an ini-like text, in order; lines of another shape are passed over. */
export function iniEntries(text: string, style: IniStyle): IniEntry[] {
  const file = SourceText.piece(text, 0, text.length);
  const entries: IniEntry[] = [];
  const lines = linesOf(text);
  let section = '';
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    const header = /^\s*\[([^\]]+)\]/.exec(line.text);
    if (header !== null) {
      section = header[1]!.trim();
      continue;
    }
    const found = keyOf(line, style);
    if (found === undefined) continue;
    const pieces: Span[] = [];
    if (found.value !== undefined) pieces.push(valueSpan(line, found.value, style));
    let last = line;
    while (at + 1 < lines.length && continues(last, lines[at + 1]!, style)) {
      at++;
      const next = lines[at]!;
      // A comment among continued lines is passed over.
      if (/^\s*[#;]/.test(next.text)) continue;
      last = next;
      if (next.text.trim() !== '') pieces.push(valueSpan(next, 0, style));
    }
    const keyStart = line.start + found.from;
    const [first] = pieces;
    entries.push({
      section,
      key: found.key,
      keySpan: [keyStart, keyStart + found.key.length],
      value: first === undefined ? undefined : joinedValue(file, pieces, style),
    });
  }
  return entries;
}

function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lines.push({ start, text: text.slice(start, end).replace(/\r$/, '') });
    start = end + 1;
  }
  return lines;
}

function keyOf(
  { text }: Line,
  { separators }: IniStyle,
): { key: string; from: number; value: number | undefined } | undefined {
  const trimmed = text.trimStart();
  if (trimmed === '' || /^[#;]/.test(trimmed)) return undefined;
  const sign = trimmed.search(separators === '=' ? /=/ : /[=:]/);
  const from = text.length - trimmed.length;
  const key = (sign < 0 ? trimmed : trimmed.slice(0, sign)).trimEnd();
  return key === '' ? undefined : { key, from, value: sign < 0 ? undefined : from + sign + 1 };
}

/** The value on a line without white space, comment and `\`. */
function valueSpan({ start, text }: Line, from: number, style: IniStyle): Span {
  let value = text.slice(from);
  if (style.commentsBehindText) value = value.replace(/(^|\s)[;#].*$/, '');
  if (style.continued === 'backslash') value = value.replace(/\\\s*$/, '');
  const lead = value.length - value.trimStart().length;
  const length = value.trim().length;
  return [start + from + lead, start + from + lead + length];
}

function continues(line: Line, next: Line, { continued }: IniStyle): boolean {
  if (continued === 'backslash') return /\\\s*$/.test(line.text);
  if (continued === 'never') return false;
  return /^\s+\S/.test(next.text);
}

function joinedValue(
  file: SourceText,
  pieces: readonly Span[],
  { continued }: IniStyle,
): SourceText {
  const [first] = pieces;
  if (pieces.length === 1) return file.slice(first![0], first![1]);
  const builder = new SourceTextBuilder();
  for (const [index, [start, end]] of pieces.entries()) {
    const between = continued === 'backslash' ? ' ' : '\n';
    if (index > 0) builder.add(between, file, pieces[index - 1]![1], pieces[index - 1]![1]);
    builder.add(file.text.slice(start, end), file, start, end);
  }
  return builder.build(first![0]);
}
