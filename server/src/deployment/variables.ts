import type { WordPart } from './deployment-file.ts';

/** What stands at a place of a text: a part of the word that is `length` units long. */
export interface VariableAt {
  readonly part: WordPart;
  readonly length: number;
}

/** Reads the variable that starts at `index`; undefined: it is ordinary text. */
export type VariableReader = (text: string, index: number) => VariableAt | undefined;

/** How far the end of a `${…}` or `$(…)` is looked for, so that hostile text costs little. */
const REACH = 2000;

/** `$V`, `${V}`, `${V:-d}`, `$(command)`, as a shell expands them. */
export const shellVariables: VariableReader = (text, index) => {
  if (text[index] === '`') {
    const end = text.indexOf('`', index + 1);
    if (end < 0 || end - index > REACH) return undefined;
    return { part: { variable: `(${text.slice(index + 1, end)})` }, length: end + 1 - index };
  }
  if (text[index] !== '$') return templated(text, index);
  if (text[index + 1] === '(') {
    const end = closing(text, index + 1, '(', ')');
    return end === undefined
      ? undefined
      : { part: { variable: text.slice(index + 1, end) }, length: end - index };
  }
  if (text[index + 1] === '{') return braced(text, index);
  return named(text, index) ?? special(text, index);
};

/** `$V` and `${V:-d}` in a compose file; `$$` is a dollar sign. */
export const composeVariables: VariableReader = (text, index) => {
  if (text[index] !== '$') return templated(text, index);
  if (text[index + 1] === '$') return { part: { text: '$' }, length: 2 };
  return text[index + 1] === '{' ? braced(text, index) : named(text, index);
};

/** `$(V)` in a Kubernetes manifest; `$$(V)` is `$(V)`. What a template fills in is not known. */
export const kubernetesVariables: VariableReader = (text, index) => {
  if (text[index] !== '$') return templated(text, index);
  if (text[index + 1] === '$') return { part: { text: '$' }, length: 2 };
  const match = /^\$\(([\w.-]+)\)/.exec(text.slice(index, index + 200));
  return match === null ? undefined : { part: { variable: match[1]! }, length: match[0].length };
};

/** `$V` and `${V}` in a systemd unit; `$$` is a dollar sign, `%%` a per cent sign. */
export const systemdVariables: VariableReader = (text, index) => {
  if (text[index] === '%') return specifier(text, index);
  if (text[index] !== '$') return templated(text, index);
  if (text[index + 1] === '$') return { part: { text: '$' }, length: 2 };
  const match = /^\$\{(\w+)\}/.exec(text.slice(index, index + 200));
  if (match !== null) return { part: { variable: match[1]! }, length: match[0].length };
  return named(text, index);
};

/** systemd's specifiers (`%i`), which a unit's `Environment=` knows too. */
export const systemdSpecifiers: VariableReader = (text, index) =>
  text[index] === '%' ? specifier(text, index) : templated(text, index);

/** `%(ENV_V)s` in a supervisor configuration; `%%` is a per cent sign. */
export const supervisorVariables: VariableReader = (text, index) => {
  if (text[index] !== '%') return templated(text, index);
  if (text[index + 1] === '%') return { part: { text: '%' }, length: 2 };
  const match = /^%\((?:ENV_(\w+)|([^()\n]*))\)[sd]?/.exec(text.slice(index, index + 200));
  if (match === null) return undefined;
  return { part: { variable: match[1] ?? `%(${match[2]})` }, length: match[0].length };
};

/** `$(circus.env.V)` and `((circus.env.V))` in a circus configuration. */
export const circusVariables: VariableReader = (text, index) => {
  const match = /^(?:\$\(circus\.([\w.]+)\)|\(\(circus\.([\w.]+)\)\))/i.exec(
    text.slice(index, index + 200),
  );
  if (match === null) return undefined;
  const path = match[1] ?? match[2]!;
  const variable = /^env\./i.test(path) ? path.slice(4) : `circus.${path}`;
  return { part: { variable }, length: match[0].length };
};

/** Nothing is filled in: the exec form of a Dockerfile. */
export const noVariables: VariableReader = () => undefined;

/** The parts of a text in which quotes mean nothing. */
export function partsOf(text: string, read: VariableReader): WordPart[] {
  const parts = new PartList();
  for (let index = 0; index < text.length; ) {
    const found = /[$%`({]/.test(text[index]!) ? read(text, index) : undefined;
    if (found === undefined) parts.text(text[index]!);
    else parts.add(found.part);
    index += found?.length ?? 1;
  }
  return parts.parts;
}

/** Collects the parts of a word; text beside text becomes one part. */
export class PartList {
  readonly parts: WordPart[] = [];

  text(text: string): void {
    const last = this.parts.at(-1);
    if (last !== undefined && 'text' in last) {
      this.parts[this.parts.length - 1] = { text: last.text + text };
    } else this.parts.push({ text });
  }

  add(part: WordPart): void {
    if ('text' in part) this.text(part.text);
    else this.parts.push(part);
  }
}

function named(text: string, index: number): VariableAt | undefined {
  const match = /^\$([A-Za-z_]\w*)/.exec(text.slice(index, index + 200));
  return match === null ? undefined : { part: { variable: match[1]! }, length: match[0].length };
}

/** `$1`, `$@`, `$?`: never known here. */
function special(text: string, index: number): VariableAt | undefined {
  const next = text[index + 1];
  if (next === undefined || !/[0-9@*#?$!-]/.test(next)) return undefined;
  return { part: { variable: next }, length: 2 };
}

/** `${V}`, and with the text that stands in for an unset one; other operators stay unknown. */
function braced(text: string, index: number): VariableAt | undefined {
  const end = closing(text, index + 1, '{', '}');
  if (end === undefined) return undefined;
  const inside = text.slice(index + 2, end - 1);
  const length = end - index;
  const match = /^(\w+)(?::?[-=]([\s\S]*)|:?\?[\s\S]*)?$/.exec(inside);
  if (match === null) return { part: { variable: inside }, length };
  const variable = match[1]!;
  const fallback = match[2] === undefined ? undefined : plainText(match[2]);
  return {
    part: fallback === undefined ? { variable } : { variable, whenUnset: fallback },
    length,
  };
}

/** The text of a default without its quotes; undefined where it holds variables itself. */
function plainText(text: string): string | undefined {
  if (/[$`\\]/.test(text)) return undefined;
  return text.replace(/^(["'])(.*)\1$/s, '$2');
}

function templated(text: string, index: number): VariableAt | undefined {
  if (!text.startsWith('{{', index)) return undefined;
  const end = text.slice(index, index + REACH).indexOf('}}');
  if (end < 0) return undefined;
  return { part: { variable: text.slice(index, index + end + 2) }, length: end + 2 };
}

function specifier(text: string, index: number): VariableAt | undefined {
  const next = text[index + 1];
  if (next === '%') return { part: { text: '%' }, length: 2 };
  if (next === undefined || !/[A-Za-z]/.test(next)) return undefined;
  return { part: { variable: `%${next}` }, length: 2 };
}

/** The index behind the bracket that closes the one at `index`. */
function closing(text: string, index: number, open: string, close: string): number | undefined {
  let depth = 0;
  const limit = Math.min(text.length, index + REACH);
  for (let at = index; at < limit; at++) {
    if (text[at] === '\\') at++;
    else if (text[at] === open) {
      depth++;
      if (depth > 20) return undefined;
    } else if (text[at] === close) {
      depth--;
      if (depth === 0) return at + 1;
    }
  }
  return undefined;
}
