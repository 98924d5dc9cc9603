import type { Span } from '../syntax/span.ts';
import type { Command, Variable, Word, WordPart } from './deployment-file.ts';
import { type ScannedWord, shellStyle, tokens } from './shell-words.ts';
import type { SourceText } from './source-text.ts';

/** What a file says of a process beside its words. */
export interface CommandSetting {
  readonly name: string;
  readonly environment: readonly Variable[];
  readonly folder?: string | undefined;
  readonly descriptors?: Command['descriptors'] | undefined;
  readonly environmentFiles?: readonly string[] | undefined;
  readonly extends?: Command['extends'] | undefined;
}

/** What a shell knows at a point of its script. */
interface ShellState {
  environment: readonly Variable[];
  folder: string | undefined;
  descriptors: Command['descriptors'];
}

/** The value of a variable that was set on one way through a script, but maybe not on this one. */
const onAnotherWay: readonly WordPart[] = [{ variable: '?' }];

/** How deep `sh -c "sh -c …"` is followed. */
const DEPTH = 5;

/** More variables than any script sets; what comes after them is not kept. */
const MANY = 1000;

/** The commands of a text that a shell reads, in order, also those of `sh -c "…"` in it. */
export function shellCommands(source: SourceText, setting: CommandSetting): Command[] {
  return new ShellReader(setting, 0, []).read(source);
}

/**
 * The commands that a list of words starts: itself, or what the text behind `sh -c` starts. Words
 * before the shell (`exec`, `tini --`) stand before the words of each of those.
 */
export function commandsOfWords(
  words: readonly ScannedWord[],
  setting: CommandSetting,
  depth = 0,
): Command[] {
  if (words.length === 0) return [];
  const shell = depth < DEPTH ? shellScript(words) : undefined;
  if (shell !== undefined) {
    const before = words.slice(0, shell.index).map(({ word }) => word);
    return new ShellReader(setting, depth + 1, before).read(words[shell.script]!.script());
  }
  const spans = words.map(({ word }) => word.span);
  return [{ ...wordless(setting, around(spans)), words: words.map(({ word }) => word) }];
}

/** What a file says of a process whose words stand elsewhere. */
export function wordless(
  { name, environment, folder, descriptors, environmentFiles, extends: base }: CommandSetting,
  span: Span,
): Command {
  return {
    name,
    words: [],
    environment,
    span,
    ...(folder !== undefined && { folder }),
    ...(descriptors !== undefined && { descriptors }),
    ...(environmentFiles !== undefined && environmentFiles.length > 0 && { environmentFiles }),
    ...(base !== undefined && { extends: base }),
  };
}

/** A variable `NAME=value`; the value is the rest of the word. */
export function assignment(name: string, { parts, span }: Word): Variable {
  const [first, ...rest] = parts;
  const text = first !== undefined && 'text' in first ? first.text : '';
  const value = text.slice(text.indexOf('=') + 1);
  return { name, value: value === '' ? rest : [{ text: value }, ...rest], span };
}

/** `path`, seen from `folder`; `..` is resolved as far as both are text. */
export function inside(folder: string | undefined, path: string): string {
  if (folder === undefined || path.startsWith('/')) return normalized(path);
  return normalized(`${folder}/${path}`);
}

function normalized(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    const last = parts.at(-1);
    if (part === '.' || part === '') continue;
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  return path.startsWith('/') ? `/${parts.join('/')}` : parts.join('/') || '.';
}

/** The text of a word; variables as `${NAME}`. */
export function wordText({ parts }: Pick<Word, 'parts'>): string {
  return parts.map((part) => ('text' in part ? part.text : `\${${part.variable}}`)).join('');
}

/** The smallest span that holds all of these. */
export function around(spans: readonly Span[]): Span {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const span of spans) {
    start = Math.min(start, span[0]);
    end = Math.max(end, span[1]);
  }
  return [Math.min(start, end), end];
}

/** Where `sh -c SCRIPT` stands in a command. */
function shellScript(
  words: readonly ScannedWord[],
): { readonly index: number; readonly script: number } | undefined {
  for (let index = 0; index < words.length && index < 20; index++) {
    if (!/^(?:.*\/)?(?:ba|da|a|z|k)?sh$/.test(wordText(words[index]!.word))) continue;
    for (let option = index + 1; option < words.length - 1; option++) {
      const text = wordText(words[option]!.word);
      if (/^-[a-zA-Z]*c$/.test(text)) return { index, script: option + 1 };
      if (!/^[-+]/.test(text) && text !== 'pipefail') break;
    }
  }
  return undefined;
}

const OPENING = new Set(['if', 'while', 'until', 'for', 'case', 'select']);
const BETWEEN = new Set(['then', 'do', 'else', 'elif', '{', '}', '!', 'time', 'function']);
const CLOSING = new Set(['fi', 'done', 'esac']);
/** What a shell does by itself, or what starts no process that anybody waits for. */
const BUILTINS = new Set(
  'in break continue echo printf read return set shift source test . [ [[ trap true false umask unset wait local alias eval exit popd cat cp mv rm mkdir chmod chown ln ls sleep touch sed grep awk'.split(
    ' ',
  ),
);

/** Reads one script. */
class ShellReader {
  private readonly commands: Command[] = [];
  private readonly setting: CommandSetting;
  private readonly depth: number;
  private readonly before: readonly Word[];
  private state: ShellState;
  /** States to which `)` and `fi` lead back. */
  private readonly subshells: ShellState[] = [];
  private readonly blocks: ShellState[] = [];
  private words: ScannedWord[] = [];

  constructor(setting: CommandSetting, depth: number, before: readonly Word[]) {
    this.setting = setting;
    this.depth = depth;
    this.before = before;
    const { environment, folder, descriptors } = setting;
    this.state = { environment, folder, descriptors };
  }

  read(source: SourceText): Command[] {
    let redirected = false;
    let skipped = 0;
    let lastEnd = -1;
    for (const token of tokens(source, shellStyle)) {
      if (token.kind === 'word') {
        if (!redirected && skipped === 0) this.words.push(token.read());
        redirected = false;
        lastEnd = token.to;
        continue;
      }
      const { operator, from } = token;
      if (skipped > 0) {
        skipped += operator === '(' ? 1 : operator === ')' ? -1 : 0;
      } else if (/[<>]/.test(operator)) {
        // The number of `2>` is no word of the command.
        const last = this.words.at(-1);
        if (lastEnd === from && last !== undefined && /^\d$/.test(wordText(last.word))) {
          this.words.pop();
        }
        redirected = true;
        continue;
      } else if (operator === '(' && lastEnd === from && this.words.length > 0) {
        // `name()` and `list=(…)` start nothing.
        skipped = 1;
        this.words = [];
      } else if (operator === '(') {
        this.finish();
        if (this.subshells.length < 100) this.subshells.push(this.state);
      } else if (operator === ')') {
        const outside = this.subshells.pop();
        // Without an opening one it ends a pattern of `case`.
        if (outside === undefined) this.words = [];
        this.finish();
        this.state = outside ?? this.state;
      } else {
        this.finish();
        if (operator.startsWith(';;')) this.leaveBranch();
      }
      redirected = false;
    }
    this.finish();
    return this.commands;
  }

  private finish(): void {
    const words = this.words;
    this.words = [];
    let start = 0;
    for (; start < words.length; start++) {
      const keyword = wordText(words[start]!.word);
      if (OPENING.has(keyword)) {
        if (this.blocks.length < 100) this.blocks.push(this.state);
        if (!/^(?:if|while|until)$/.test(keyword)) return;
      } else if (CLOSING.has(keyword)) {
        this.leaveBranch();
        this.blocks.pop();
      } else if (keyword === 'else' || keyword === 'elif') this.leaveBranch();
      else if (!BETWEEN.has(keyword)) break;
    }
    this.simpleCommand(words.slice(start));
  }

  private simpleCommand(words: readonly ScannedWord[]): void {
    const own: Variable[] = [];
    let start = 0;
    for (; start < words.length; start++) {
      const { word, assigns } = words[start]!;
      if (assigns === undefined) break;
      own.push(assignment(assigns, word));
    }
    const rest = words.slice(start);
    const first = rest[0] === undefined ? '' : wordText(rest[0].word);
    if (first === 'export' || first === 'declare' || first === 'readonly') {
      for (const { word, assigns } of rest) {
        if (assigns !== undefined) own.push(assignment(assigns, word));
      }
    }
    const environment =
      own.length === 0 || this.state.environment.length > MANY
        ? this.state.environment
        : [...this.state.environment, ...own];
    if (rest.length === 0 || first === 'export' || first === 'declare' || first === 'readonly') {
      this.state = { ...this.state, environment };
    } else if (first === 'cd' || first === 'pushd') this.changeFolder(rest);
    else if (first === 'ulimit') this.limit(rest);
    else if (!BUILTINS.has(first)) this.start(rest, environment, own);
  }

  private start(
    words: readonly ScannedWord[],
    environment: readonly Variable[],
    own: readonly Variable[],
  ): void {
    const setting = { ...this.setting, ...this.state, environment };
    for (const command of commandsOfWords(words, setting, this.depth)) {
      const outer = own.length === 0 ? [] : [own[0]!.span];
      this.commands.push({
        ...command,
        words: [...this.before, ...command.words],
        span: around([...this.before.map(({ span }) => span), ...outer, command.span]),
      });
    }
  }

  private changeFolder(words: readonly ScannedWord[]): void {
    const target = words.find(({ word }, at) => at > 0 && !/^-/.test(wordText(word)));
    if (target === undefined) return;
    // `$(dirname "$0")` is the folder of the script itself.
    const own = /\$\{\(\s*dirname\s+(?:--\s+)?"?\$\{?(?:0|BASH_SOURCE(?:\[0\])?)\}?"?\s*\)\}/;
    const path = wordText(target.word).replace(own, '.');
    this.state = { ...this.state, folder: inside(this.state.folder, path) };
  }

  private limit(words: readonly ScannedWord[]): void {
    const option = words.findIndex(({ word }) => /^-[SH]*n$/.test(wordText(word)));
    const value = words[option + 1];
    if (option < 1 || value === undefined) return;
    const text = wordText(value.word);
    const descriptors = /^\d{1,9}$/.test(text)
      ? { limit: Number(text), span: value.word.span }
      : undefined;
    this.state = { ...this.state, descriptors };
  }

  /** What was set since the block began is no longer sure; `cd` and `ulimit` are taken back. */
  private leaveBranch(): void {
    const outside = this.blocks.at(-1);
    if (outside === undefined) return;
    const known = outside.environment.length;
    const unsure = this.state.environment
      .slice(known)
      .map((variable) => ({ ...variable, value: onAnotherWay }));
    this.state = { ...outside, environment: [...outside.environment, ...unsure] };
  }
}
