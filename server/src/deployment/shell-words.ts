import type { Word } from './deployment-file.ts';
import { type SourceText, SourceTextBuilder } from './source-text.ts';
import { PartList, partsOf, shellVariables, type VariableReader } from './variables.ts';

// The packages that split shell words keep no positions, take newlines for spaces and throw at
// what they do not know; findings need exact places, so the words are read here. The tests hold
// the outcome against shell-quote.

/** How a text is cut into words. */
export interface WordStyle {
  readonly variables: VariableReader;
  /** Variables are filled in before quotes are looked at, so single quotes do not protect them. */
  readonly variablesInSingleQuotes: boolean;
  /** `;`, `&&`, redirections and comments mean something: there is a shell. */
  readonly shell: boolean;
}

/** `sh`, as it reads a script or the text behind `-c`. */
export const shellStyle: WordStyle = {
  variables: shellVariables,
  variablesInSingleQuotes: false,
  shell: true,
};

/** A word, and its text as a shell would get it as a script of its own. */
export interface ScannedWord {
  readonly word: Word;
  /** The text without quotes, variables still as written: what `sh -c WORD` reads. */
  readonly script: () => SourceText;
  /** `NAME` in a word `NAME=value`, as far as no quote stands before the sign. */
  readonly assigns: string | undefined;
}

/** A word or an operator of a shell, with its range in the text. */
export type Token =
  | { readonly kind: 'word'; readonly from: number; readonly to: number; read(): ScannedWord }
  | { readonly kind: 'operator'; readonly operator: string; readonly from: number };

/** The words of a text that no shell reads. */
export function splitWords(source: SourceText, style: WordStyle): ScannedWord[] {
  const words: ScannedWord[] = [];
  for (const token of tokens(source, { ...style, shell: false })) {
    if (token.kind === 'word') words.push(token.read());
  }
  return words;
}

/** A text that is one word whatever stands in it: an item of a list. */
export function wholeWord(source: SourceText, variables: VariableReader): ScannedWord {
  const script = () => {
    const builder = new SourceTextBuilder();
    const { text } = source;
    for (let index = 0; index < text.length; ) {
      const found = variables(text, index);
      const length = found?.length ?? 1;
      const decoded = found !== undefined && 'text' in found.part ? found.part.text : undefined;
      builder.add(decoded ?? text.slice(index, index + length), source, index, index + length);
      index += length;
    }
    return builder.build(source.span[0]);
  };
  return {
    word: { parts: partsOf(source.text, variables), span: source.span },
    script,
    assigns: undefined,
  };
}

const OPERATOR = /\|\||\|&|&&|&>>|&>|;;&|;;|;&|<<<|<<-|<<|>>|>&|>\||<&|<>|[;&|()<>\n]/y;

/** The words and operators of a text, in order. Never throws. */
export function* tokens(source: SourceText, style: WordStyle): Generator<Token> {
  const { text } = source;
  let index = 0;
  /** Delimiters of here-documents whose text starts behind the next newline. */
  const documents: string[] = [];
  let awaited: string | undefined;
  while (index < text.length) {
    const unit = text[index]!;
    if (style.shell) {
      OPERATOR.lastIndex = index;
      const match = OPERATOR.exec(text);
      if (match !== null) {
        const operator = match[0];
        yield { kind: 'operator', operator, from: index };
        index += operator.length;
        awaited = operator === '<<' || operator === '<<-' ? operator : undefined;
        if (operator === '\n') index = behindDocuments(text, index, documents);
        continue;
      }
      if (unit === '#') {
        const newline = text.indexOf('\n', index);
        index = newline < 0 ? text.length : newline;
        continue;
      }
    }
    if (/\s/.test(unit)) index++;
    else if (unit === '\\' && newlineAt(text, index + 1) > 0) {
      index += 1 + newlineAt(text, index + 1);
    } else {
      const from = index;
      index = Math.max(readWord(source, from, style, ignored), from + 1);
      const to = index;
      if (awaited !== undefined) documents.push(text.slice(from, to).replace(/['"\\]/g, ''));
      awaited = undefined;
      yield { kind: 'word', from, to, read: () => scanned(source, from, to, style) };
    }
  }
}

function behindDocuments(text: string, start: number, documents: string[]): number {
  let index = start;
  for (const delimiter of documents.splice(0)) {
    while (index < text.length) {
      const newline = text.indexOf('\n', index);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(index, Math.min(end, index + 200)).trim();
      index = newline < 0 ? text.length : newline + 1;
      if (line === delimiter) break;
    }
  }
  return index;
}

/** What a word is made of goes here: text that stands for `from`…`to`, or a variable. */
interface Sink {
  text(decoded: string, from: number, to: number): void;
  variable(from: number, to: number): void;
}

const ignored: Sink = { text: () => {}, variable: () => {} };

function scanned(source: SourceText, from: number, to: number, style: WordStyle): ScannedWord {
  const parts = new PartList();
  readWord(source, from, style, {
    text: (decoded) => parts.text(decoded),
    variable: (at) => parts.add(style.variables(source.text, at)!.part),
  });
  const written = source.text.slice(from, to);
  const script = () => {
    const builder = new SourceTextBuilder();
    readWord(source, from, style, {
      text: (decoded, start, end) => builder.add(decoded, source, start, end),
      variable: (start, end) => builder.add(source.text.slice(start, end), source, start, end),
    });
    return builder.build(source.spanOf(from, from)[0]);
  };
  return {
    word: { parts: parts.parts, span: source.spanOf(from, to) },
    script,
    assigns: /^([A-Za-z_]\w*)\+?=/.exec(written)?.[1],
  };
}

/** Reads the word that starts at `from`; gives the index behind it. */
function readWord(source: SourceText, from: number, style: WordStyle, sink: Sink): number {
  const { text } = source;
  let index = from;
  while (index < text.length) {
    const unit = text[index]!;
    if (/\s/.test(unit) || (style.shell && /[;&|<>()\n]/.test(unit))) break;
    if (unit === '\\') {
      const newline = newlineAt(text, index + 1);
      if (newline > 0) index += 1 + newline;
      else {
        const end = Math.min(index + 2, text.length);
        sink.text(text[index + 1] ?? '\\', index, end);
        index = end;
      }
    } else if (unit === "'" || unit === '"') {
      const close = closingQuote(text, index, unit);
      if (close < 0) {
        sink.text(unit, index, index + 1);
        index++;
      } else {
        readQuoted(source, index + 1, close, unit, style, sink);
        index = close + 1;
      }
    } else index = readUnit(source, index, style, sink);
  }
  return index;
}

/** One unit of text, or a variable. */
function readUnit(source: SourceText, index: number, style: WordStyle, sink: Sink): number {
  const { text } = source;
  const found = /[$%`({]/.test(text[index]!) ? style.variables(text, index) : undefined;
  if (found === undefined) {
    // `$'…'` and `$"…"`: the sign belongs to the quotes.
    const quoting = style.shell && text[index] === '$' && /['"]/.test(text[index + 1] ?? '');
    if (!quoting) sink.text(text[index]!, index, index + 1);
    return index + 1;
  }
  const end = index + found.length;
  if ('text' in found.part) sink.text(found.part.text, index, end);
  else sink.variable(index, end);
  return end;
}

function readQuoted(
  source: SourceText,
  start: number,
  end: number,
  quote: string,
  style: WordStyle,
  sink: Sink,
): void {
  const { text } = source;
  const literal = quote === "'" && !style.variablesInSingleQuotes;
  for (let index = start; index < end; ) {
    if (quote === '"' && text[index] === '\\') {
      const newline = newlineAt(text, index + 1);
      if (newline > 0) index += 1 + newline;
      else if (/["\\$`]/.test(text[index + 1] ?? '')) {
        sink.text(text[index + 1]!, index, index + 2);
        index += 2;
      } else {
        sink.text('\\', index, index + 1);
        index++;
      }
    } else if (literal) {
      sink.text(text[index]!, index, index + 1);
      index++;
    } else index = readUnit(source, index, style, sink);
  }
}

/** The quote that closes the one at `index`, or -1. Those inside of `$(…)` belong to it. */
function closingQuote(text: string, index: number, quote: string): number {
  if (quote === "'") return text.indexOf("'", index + 1);
  for (let at = index + 1; at < text.length; at++) {
    const unit = text[at];
    if (unit === '\\') at++;
    else if (unit === '"') return at;
    else if (unit === '$') {
      const found = shellVariables(text, at);
      if (found !== undefined) at += found.length - 1;
    }
  }
  return -1;
}

/** The length of the line end at `index`: 0, 1 or 2. */
function newlineAt(text: string, index: number): number {
  if (text[index] === '\n') return 1;
  return text[index] === '\r' && text[index + 1] === '\n' ? 2 : 0;
}
