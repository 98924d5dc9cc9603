import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { Variable, Word, WordPart } from './deployment-file.ts';
import type { LaunchPlace } from './launch.ts';

/** A word of a command after its variables were filled in, and where it was written. */
export interface Argument extends LaunchPlace {
  /** Undefined where a variable in it is not known. */
  readonly text: string | undefined;
  /** What is known of its beginning: `--workers=` of `--workers=$N`. */
  readonly known: string;
  /** `command line`, or the variable that holds it: `GUNICORN_CMD_ARGS`. */
  readonly from: string;
}

/** A variable of a process. */
export interface EnvironmentValue extends LaunchPlace {
  /** Undefined where it is set to something that is not known. */
  readonly value: string | undefined;
}

/** Longer values are not looked into: nobody writes them, and a chain of them grows fast. */
const LONGEST_VALUE = 20_000;

/** The variables of a process, as far as files set them. */
export class Environment {
  readonly #path: FilePath;
  readonly #variables: readonly Variable[];
  readonly #texts = new Map<number, string | undefined>();

  /**
   * @param path the file that sets the variables
   * @param variables in order: the last of a name counts, and may use those before it
   */
  constructor(path: FilePath, variables: readonly Variable[]) {
    this.#path = path;
    this.#variables = variables;
  }

  /** The same with more variables that count more. */
  with(variables: readonly Variable[]): Environment {
    return variables.length === 0
      ? this
      : new Environment(this.#path, [...this.#variables, ...variables]);
  }

  /** The names of the variables that are set, each once. */
  get names(): readonly string[] {
    return [...new Set(this.#variables.map(({ name }) => name))];
  }

  /** Undefined where no file sets it; what the host sets nobody knows. */
  get(name: string): EnvironmentValue | undefined {
    const index = this.#last(name, this.#variables.length);
    const variable = this.#variables[index];
    if (variable === undefined) return undefined;
    const { path = this.#path, span } = variable;
    return { value: this.#textOf(index), path, span };
  }

  /** The words that a word of the command stands for: a variable may hold several. */
  expand(word: Word): readonly Argument[] {
    const place = { path: word.path ?? this.#path, span: word.span, from: 'command line' };
    const { known, text } = this.#join(word.parts, this.#variables.length);
    const only = word.parts.length === 1 ? word.parts[0] : undefined;
    if (only !== undefined && 'variable' in only && text !== undefined && /\s/.test(text)) {
      return splitWords(text).map((one) => ({ ...place, text: one, known: one }));
    }
    return [{ ...place, text: text ?? belowUnknownFolder(word), known }];
  }

  #textOf(index: number): string | undefined {
    if (this.#texts.has(index)) return this.#texts.get(index);
    this.#texts.set(index, undefined);
    const { text } = this.#join(this.#variables[index]!.value, index);
    this.#texts.set(index, text);
    return text;
  }

  #join(parts: readonly WordPart[], before: number): { known: string; text: string | undefined } {
    let known = '';
    for (const part of parts) {
      const text = 'text' in part ? part.text : this.#variableText(part, before);
      if (text === undefined || known.length + text.length > LONGEST_VALUE) {
        return { known, text: undefined };
      }
      known += text;
    }
    return { known, text: known };
  }

  #variableText(part: { variable: string; whenUnset?: string }, before: number) {
    const index = this.#last(part.variable, before);
    return index < 0 ? part.whenUnset : this.#textOf(index);
  }

  #last(name: string, before: number): number {
    for (let index = before - 1; index >= 0; index--) {
      if (this.#variables[index]!.name === name) return index;
    }
    return -1;
  }
}

/**
 * `/bin/gunicorn` of `$VENV/bin/gunicorn`: a path below a folder that is not known is taken as one
 * of some container is.
 */
function belowUnknownFolder({ parts: [first, second, ...more] }: Word): string | undefined {
  if (first === undefined || !('variable' in first) || more.length > 0) return undefined;
  const path = second !== undefined && 'text' in second ? second.text : '';
  return /^\/[\w./-]*\w$/.test(path) ? path : undefined;
}

/** The words of a value that a program itself cuts, as Python's shlex does. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const [word] of text.matchAll(/(?:[^\s"'\\]|\\[\s\S]|"(?:[^"\\]|\\[\s\S])*"|'[^']*')+/g)) {
    words.push(
      word.replace(
        /\\([\s\S])|"((?:[^"\\]|\\[\s\S])*)"|'([^']*)'/g,
        (_all, escaped?: string, double?: string, single?: string) =>
          escaped ?? double?.replace(/\\([\\"])/g, '$1') ?? single ?? '',
      ),
    );
  }
  return words;
}

/** The words of a variable that a launcher reads as options of its own. */
export function variableWords(environment: Environment, name: string): readonly Argument[] {
  const variable = environment.get(name);
  if (variable === undefined) return [];
  const place: { path: FilePath; span: Span; from: string } = {
    path: variable.path,
    span: variable.span,
    from: name,
  };
  if (variable.value === undefined) return [{ ...place, text: undefined, known: '' }];
  return splitWords(variable.value).map((text) => ({ ...place, text, known: text }));
}
