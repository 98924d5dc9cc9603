/** A regular expression of Python, as much of it as judging its cost needs. */
export type PatternNode =
  /**
   * One character out of a set: index is its code, 128 stands for all above 127. `apart`: a dot or
   * a negated set, which Python never makes one set with others of.
   */
  | { readonly kind: 'characters'; readonly characters: readonly boolean[]; readonly apart?: true }
  | { readonly kind: 'sequence'; readonly items: readonly PatternNode[] }
  | { readonly kind: 'choice'; readonly options: readonly PatternNode[] }
  | {
      readonly kind: 'repeat';
      readonly body: PatternNode;
      readonly min: number;
      /** Infinity for `*`, `+` and `{n,}`. */
      readonly max: number;
      /** `a++`, and the like: gives nothing back. */
      readonly possessive: boolean;
    }
  /** `$`, `\b`, a look-around: matches a place. `end`: only that of the text. */
  | { readonly kind: 'assertion'; readonly end?: true }
  /** A back reference, an atomic group, a condition: not looked into. */
  | { readonly kind: 'opaque' };

/** The tree of a pattern; undefined where it is invalid, verbose, or beyond what is known here. */
export function parsePattern(pattern: string): PatternNode | undefined {
  // Verbose patterns are written over several lines; their white space means nothing.
  if (pattern.length > 2000 || /\n/.test(pattern) || /\(\?[a-zA-Z]*x/.test(pattern))
    return undefined;
  const parser = new PatternParser(pattern);
  try {
    const tree = parser.choice(0);
    return parser.atEnd ? tree : undefined;
  } catch (error) {
    if (error instanceof UnknownSyntax) return undefined;
    throw error;
  }
}

class UnknownSyntax extends Error {}

const size = 129;
const setOf = (has: (code: number) => boolean): boolean[] =>
  Array.from({ length: size }, (_, code) => has(code));
const isWord = (code: number) => code === 128 || /\w/.test(String.fromCharCode(code));
const isDigit = (code: number) => code >= 48 && code <= 57;
const isSpace = (code: number) => code < 128 && /\s/.test(String.fromCharCode(code));
const not = (has: (code: number) => boolean) => (code: number) => code === 128 || !has(code);
const classes: Readonly<Record<string, readonly boolean[]>> = {
  w: setOf(isWord),
  W: setOf((code) => code !== 128 && !isWord(code)),
  d: setOf(isDigit),
  D: setOf(not(isDigit)),
  s: setOf(isSpace),
  S: setOf(not(isSpace)),
};
const controls: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
  a: '\x07',
};

class PatternParser {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  choice(depth: number): PatternNode {
    if (depth > 50) throw new UnknownSyntax();
    const options = [this.#sequence(depth)];
    while (this.#take('|')) options.push(this.#sequence(depth));
    return options.length === 1 ? options[0]! : { kind: 'choice', options };
  }

  #sequence(depth: number): PatternNode {
    const items: PatternNode[] = [];
    while (!this.atEnd && !/[|)]/.test(this.#peek())) items.push(this.#repeated(this.#atom(depth)));
    return items.length === 1 ? items[0]! : { kind: 'sequence', items };
  }

  #repeated(body: PatternNode): PatternNode {
    const bounds = /^(?:([*+?])|\{(\d*)(,?)(\d*)\})/.exec(this.#text.slice(this.#at));
    if (bounds === null) return body;
    const [whole, sign, from, comma, to] = bounds;
    if (sign === undefined && from === '' && to === '') return body;
    this.#at += whole.length;
    const min = sign === undefined ? Number(from) : sign === '+' ? 1 : 0;
    const unbounded = sign === undefined ? comma !== '' && to === '' : sign !== '?';
    const max = unbounded ? Number.POSITIVE_INFINITY : sign === '?' ? 1 : Number(to || from);
    const possessive = this.#take('+');
    if (!possessive) this.#take('?');
    return this.#repeated({ kind: 'repeat', body, min, max, possessive });
  }

  #atom(depth: number): PatternNode {
    const character = this.#next();
    switch (character) {
      case '(':
        return this.#group(depth);
      case '[':
        return this.#set();
      case '.':
        return { kind: 'characters', characters: setOf((code) => code !== 10), apart: true };
      case '^':
        return { kind: 'assertion' };
      case '$':
        return { kind: 'assertion', end: true };
      case '\\':
        return this.#escape();
      case '*':
      case '+':
      case '?':
        throw new UnknownSyntax();
      default:
        return single(character.charCodeAt(0));
    }
  }

  #group(depth: number): PatternNode {
    const head = /^\?(?:P<\w+>|:|P=\w+|[=!]|<[=!]|>|#|\(|[a-zA-Z-]+[:)])/.exec(
      this.#text.slice(this.#at),
    )?.[0];
    if (head === undefined && this.#peek() === '?') throw new UnknownSyntax();
    this.#at += head?.length ?? 0;
    // Flags for the whole pattern: what they change is not followed.
    if (head?.endsWith(')')) return { kind: 'sequence', items: [] };
    if (head === '?#' || head === '?(') throw new UnknownSyntax();
    const body = this.choice(depth + 1);
    if (!this.#take(')')) throw new UnknownSyntax();
    if (head === '?>' || head?.startsWith('?P=')) return { kind: 'opaque' };
    return head !== undefined && /^\?<?[=!]$/.test(head) ? { kind: 'assertion' } : body;
  }

  #escape(): PatternNode {
    const letter = this.#next();
    if (letter === 'Z') return { kind: 'assertion', end: true };
    if (/[bBA]/.test(letter)) return { kind: 'assertion' };
    if (/[1-9]/.test(letter)) return { kind: 'opaque' };
    const known = classes[letter];
    if (known !== undefined) return { kind: 'characters', characters: known };
    return single(this.#escapedCode(letter));
  }

  #escapedCode(letter: string): number {
    const control = controls[letter];
    if (control !== undefined) return control.charCodeAt(0);
    const digits = { x: 2, u: 4, U: 8 }[letter];
    if (digits !== undefined) {
      const code = Number.parseInt(this.#text.slice(this.#at, this.#at + digits), 16);
      if (Number.isNaN(code)) throw new UnknownSyntax();
      this.#at += digits;
      return code;
    }
    if (/[a-zA-Z0-9]/.test(letter)) throw new UnknownSyntax();
    return letter.charCodeAt(0);
  }

  #set(): PatternNode {
    const negated = this.#take('^');
    const characters = setOf(() => false);
    for (let first = true; first || this.#peek() !== ']'; first = false) {
      const from = this.#setMember();
      if (typeof from !== 'number') {
        from.forEach((is, code) => {
          if (is) characters[code] = true;
        });
        continue;
      }
      let to = from;
      if (this.#peek() === '-' && this.#text[this.#at + 1] !== ']') {
        this.#next();
        const end = this.#setMember();
        if (typeof end !== 'number') throw new UnknownSyntax();
        to = end;
      }
      for (let code = Math.min(from, 128); code <= Math.min(to, 128); code += 1)
        characters[code] = true;
    }
    this.#next();
    // A negated set leaves characters above 127 out only where it names classes of them.
    return negated
      ? { kind: 'characters', characters: characters.map((is) => !is), apart: true }
      : { kind: 'characters', characters };
  }

  #setMember(): number | readonly boolean[] {
    const character = this.#next();
    if (character !== '\\') return character.charCodeAt(0);
    const letter = this.#next();
    if (letter === 'b') return 8;
    return classes[letter] ?? this.#escapedCode(letter);
  }

  #peek(): string {
    return this.#text[this.#at] ?? '';
  }

  #next(): string {
    if (this.atEnd) throw new UnknownSyntax();
    return this.#text[this.#at++]!;
  }

  #take(wanted: string): boolean {
    if (this.#peek() !== wanted) return false;
    this.#at += 1;
    return true;
  }
}

function single(code: number): PatternNode {
  return { kind: 'characters', characters: setOf((one) => one === Math.min(code, 128)) };
}
