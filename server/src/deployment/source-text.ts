import type { Span } from '../syntax/span.ts';

/**
 * Text that knows where in its file each unit of it was written: what a quoted YAML scalar means,
 * or a command whose continuation lines were joined. Without a map it is a plain piece of the file.
 */
export class SourceText {
  readonly text: string;
  private readonly origin: number;
  private readonly starts: readonly number[] | undefined;
  private readonly ends: readonly number[] | undefined;

  constructor(
    text: string,
    origin: number,
    map?: { readonly starts: readonly number[]; readonly ends: readonly number[] },
  ) {
    this.text = text;
    this.origin = origin;
    this.starts = map?.starts;
    this.ends = map?.ends;
  }

  /** The piece of the file between two offsets. */
  static piece(file: string, start: number, end: number): SourceText {
    return new SourceText(file.slice(start, end), start);
  }

  /** Where `text.slice(from, to)` stands in the file. */
  spanOf(from: number, to: number): Span {
    const { starts, ends } = this;
    if (starts === undefined || ends === undefined) return [this.origin + from, this.origin + to];
    const start = starts[from] ?? ends[ends.length - 1] ?? this.origin;
    if (to <= from) return [start, start];
    return [start, Math.max(start, ends[to - 1] ?? start)];
  }

  /** The whole of it in the file. */
  get span(): Span {
    return this.spanOf(0, this.text.length);
  }

  /** A part of it. */
  slice(from: number, to: number): SourceText {
    const { starts, ends } = this;
    if (starts === undefined || ends === undefined) {
      return new SourceText(this.text.slice(from, to), this.origin + from);
    }
    return new SourceText(this.text.slice(from, to), this.spanOf(from, from)[0], {
      starts: starts.slice(from, to),
      ends: ends.slice(from, to),
    });
  }

  /** It without the white space around it. */
  trim(): SourceText {
    const { text } = this;
    const from = text.length - text.trimStart().length;
    return this.slice(from, Math.max(from, text.trimEnd().length));
  }
}

/** Puts a source text together, piece by piece. */
export class SourceTextBuilder {
  private text = '';
  private readonly starts: number[] = [];
  private readonly ends: number[] = [];

  /** Adds `decoded`, which is written as `source.text.slice(from, to)`. */
  add(decoded: string, source: SourceText, from: number, to: number): void {
    this.text += decoded;
    const same = decoded.length === to - from;
    for (let index = 0; index < decoded.length; index++) {
      const [start, end] = same
        ? source.spanOf(from + index, from + index + 1)
        : source.spanOf(from, to);
      this.starts.push(start);
      this.ends.push(end);
    }
  }

  /** What was added; `origin` is the place of a text that is empty. */
  build(origin: number): SourceText {
    return new SourceText(this.text, origin, { starts: this.starts, ends: this.ends });
  }
}

/**
 * A value that a parser of YAML, JSON or TOML decoded, with the places of its units in the text
 * between the quotes. The parsers keep the place of the whole value only; here escapes, folded
 * lines and indentation are gone through again, and where that does not come out even, every
 * unit of the value stands for the whole.
 */
export function aligned(raw: SourceText, value: string, escapes: boolean): SourceText {
  const written = raw.text;
  if (written === value) return raw;
  const builder = new SourceTextBuilder();
  let at = 0;
  let index = 0;
  while (index < value.length) {
    const unit = value[index]!;
    const wanted = /\s/.test(unit);
    while (!wanted && at < written.length && /\s/.test(written[at]!)) at++;
    if (escapes && written[at] === '\\') {
      const joined = /^\\[ \t]*\r?\n\s*/.exec(written.slice(at, at + 400));
      if (joined !== null) {
        at += joined[0].length;
        continue;
      }
      const length = escapeLength(written[at + 1] ?? '');
      const units = written[at + 1] === 'U' && /[\ud800-\udbff]/.test(unit) ? 2 : 1;
      builder.add(
        value.slice(index, index + units),
        raw,
        at,
        Math.min(at + length, raw.text.length),
      );
      at += length;
      index += units;
      continue;
    }
    if (written[at] === unit) {
      // YAML's `''`: one quote of the value, written twice.
      const twice = !escapes && unit === "'" && written[at + 1] === "'" && value[index + 1] !== "'";
      builder.add(unit, raw, at, at + (twice ? 2 : 1));
      at += twice ? 2 : 1;
    } else if (wanted && /\s/.test(written[at] ?? '')) {
      builder.add(unit, raw, at, at + 1);
      at++;
    } else if (wanted) {
      builder.add(unit, raw, at, at);
    } else return coarse(raw, value);
    index++;
  }
  return builder.build(raw.spanOf(0, 0)[0]);
}

function escapeLength(letter: string): number {
  return { x: 4, u: 6, U: 10 }[letter] ?? 2;
}

/** Each unit of `value` stands for all of `raw`. */
function coarse(raw: SourceText, value: string): SourceText {
  const [start, end] = raw.span;
  return new SourceText(value, start, {
    starts: Array.from(value, () => start),
    ends: Array.from(value, () => end),
  });
}
