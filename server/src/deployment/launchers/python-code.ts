import { patchFunction, patchKeyword } from '../../knowledge/patch-functions.ts';
import type { LaunchPlace, Phase } from '../launch.ts';
import { importsModule, moduleTarget, patches } from './launcher.ts';

// A line or two that stand in a command: imports, and calls of what they bind. More than that is
// not written there, and a syntax tree of it would have no file to belong to.

/** Who patches where a patch stands in such code. */
export const codeOnCommandLine = 'the code behind -c';

const NAME = '[A-Za-z_]\\w*';
const DOTTED = `${NAME}(?:\\.${NAME})*`;
const IMPORTED = new RegExp(`^(${DOTTED})(?:\\s+as\\s+(${NAME}))?$`);
const IMPORT = /^import\s+(.+)$/s;
const FROM_IMPORT = new RegExp(`^from\\s+(${DOTTED})\\s+import\\s+\\(?([^()]+)\\)?$`, 's');
const CALL = new RegExp(`^(?:${NAME}\\s*=\\s*)?(${DOTTED})\\s*\\((.*)\\)$`, 's');
const EXIT = /^(?:sys\.exit|exit|quit|raise\s+SystemExit)\s*\((.+)\)$/s;
const RUN_PATH = /^\s*(['"])([^'"]+)\1.*\brun_name\s*=\s*(['"])__main__\3/s;
const OPENED = /^exec\s*\(\s*open\s*\(\s*(['"])([^'"]+)\1\s*\)\s*\.\s*read\s*\(\s*\)\s*\)$/;

/** Longer texts are not written into a command. */
const LONGEST = 5000;

/**
 * What the code of `python -c CODE` does, as far as it consists of imports and plain calls.
 * Undefined where it does not patch: then it is a question or a chore, and no program.
 */
export function codePhases(code: string, place: LaunchPlace): readonly Phase[] | undefined {
  if (code.length > LONGEST) return undefined;
  const reader = new CodeReader(place);
  for (const statement of statementsOf(code)) reader.take(statement);
  const { phases } = reader;
  return phases.some(({ kind }) => kind === 'patch') ? phases : undefined;
}

/** Reads statements one by one; those of other shapes are passed over. */
class CodeReader {
  readonly phases: Phase[] = [];
  readonly #place: LaunchPlace;
  /** What the names stand for that imports bind. */
  readonly #names = new Map<string, string>();

  constructor(place: LaunchPlace) {
    this.#place = place;
  }

  take(statement: string): void {
    const imported = IMPORT.exec(statement)?.[1];
    const from = FROM_IMPORT.exec(statement);
    if (imported !== undefined) this.#import(imported);
    else if (from !== null) this.#importFrom(from[1]!, from[2]!);
    else this.#call(EXIT.exec(statement)?.[1]?.trim() ?? statement);
  }

  #import(names: string): void {
    for (const [, module = '', alias] of bound(names)) {
      this.#names.set(alias ?? module.split('.')[0]!, alias === undefined ? '' : module);
      this.phases.push(importsModule(this.#place, module));
    }
  }

  #importFrom(module: string, names: string): void {
    for (const [, name = '', alias] of bound(names)) {
      const dotted = `${module}.${name}`;
      this.#names.set(alias ?? name, dotted);
      this.phases.push(importsModule(this.#place, module, name));
      // It may be a submodule.
      this.phases.push(importsModule(this.#place, dotted));
    }
  }

  #call(statement: string): void {
    const opened = OPENED.exec(statement)?.[2];
    if (opened !== undefined) {
      this.#runFile(opened);
      return;
    }
    const [, written = '', words = ''] = CALL.exec(statement) ?? [];
    const dotted = this.#meant(written);
    if (dotted === undefined) {
      // A patch in a loop, under a condition, or of a kind that is not read here.
      if (/\bpatch_\w+\s*\(/.test(statement)) this.#patch(false);
      return;
    }
    const patch = patchFunction(dotted);
    if (patch !== undefined) {
      const left = partsLeft(dotted, words, patch.parts);
      const whole = dotted === 'gevent.monkey.patch_all' && left?.length === patch.parts.length;
      this.#patch(left !== undefined, whole ? undefined : left);
      return;
    }
    const { path, span } = this.#place;
    const target = RUN_PATH.exec(words)?.[2];
    if (target !== undefined && dotted === 'runpy.run_path') {
      this.#runFile(target);
    } else if (target !== undefined && dotted === 'runpy.run_module') {
      this.phases.push({ kind: 'run', target: moduleTarget(target), path, span });
    } else if (dotted.includes('.')) {
      const dot = dotted.lastIndexOf('.');
      const name = dotted.slice(dot + 1);
      const module = moduleTarget(dotted.slice(0, dot));
      this.phases.push({ kind: 'call', target: module, name, path, span });
    }
  }

  #runFile(file: string): void {
    const { path, span } = this.#place;
    const target = { kind: 'file', file: file.replace(/^(?:\.\/)+/, '') } as const;
    this.phases.push({ kind: 'run', target, path, span });
  }

  #patch(certain: boolean, parts?: readonly string[]): void {
    this.phases.push(patches(this.#place, codeOnCommandLine, certain, parts));
  }

  /** The dotted name that a callee stands for; undefined where no import binds its first name. */
  #meant(written: string): string | undefined {
    const [first = '', ...rest] = written.split('.');
    const root = this.#names.get(first);
    return root === undefined ? undefined : [root === '' ? first : root, ...rest].join('.');
  }
}

/** `a.b as c, d`, each as `a.b` and `c`. */
function bound(names: string): readonly RegExpExecArray[] {
  return names
    .split(',')
    .map((name) => IMPORTED.exec(name.trim()))
    .filter((match) => match !== null);
}

/** The parts that a call patches with these arguments; undefined where they are not known. */
function partsLeft(
  dotted: string,
  words: string,
  parts: readonly string[],
): readonly string[] | undefined {
  const left = new Set(parts);
  for (const word of words.split(',').filter((one) => one.trim() !== '')) {
    const [, name = '', value] = /^\s*(\w+)\s*=\s*(True|False)\s*$/.exec(word) ?? [];
    const part = patchKeyword(dotted, name)?.part;
    if (value === undefined || part === undefined) return undefined;
    if (value === 'False') left.delete(part);
    else if (!left.has(part)) return undefined;
  }
  return [...left];
}

/** Statements, cut at newlines and semicolons that stand in no brackets and no quotes. */
function statementsOf(code: string): readonly string[] {
  const statements: string[] = [];
  let depth = 0;
  let quote = '';
  let start = 0;
  for (let index = 0; index < code.length; index++) {
    const unit = code[index]!;
    if (quote !== '') {
      if (unit === '\\') index++;
      else if (unit === quote) quote = '';
    } else if (unit === '"' || unit === "'") quote = unit;
    else if (/[([{]/.test(unit)) depth++;
    else if (/[)\]}]/.test(unit)) depth--;
    else if (depth <= 0 && /[;\n]/.test(unit)) {
      statements.push(code.slice(start, index));
      start = index + 1;
    }
  }
  statements.push(code.slice(start));
  return statements.map((one) => one.trim()).filter((one) => one !== '');
}
