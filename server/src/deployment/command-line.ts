import { type LauncherOption, optionsOf } from '../knowledge/launcher-options.ts';
import type { Argument } from './expand.ts';
import type { LaunchOption } from './launch.ts';

/** What a launcher's parser makes of its words. */
export interface CommandLine {
  /** In order; repeated options several times, by their long names without dashes. */
  readonly options: readonly (readonly [name: string, option: LaunchOption])[];
  /** The words that belong to no option. */
  readonly free: readonly Argument[];
  /** A word that is not known may hold any option. */
  readonly open: boolean;
}

/** How a launcher reads its words. */
export interface ParserStyle {
  /** Whose rows of `launcher-options` count. */
  readonly launcher: string;
  /** What an option takes that no row lists. */
  readonly unlisted: 'nothing' | 'word';
  /** Long options may be cut short as long as only one fits. */
  readonly prefixes?: boolean;
}

/** Reads options and free words. Never throws. */
export function parseCommandLine(words: readonly Argument[], style: ParserStyle): CommandLine {
  const options: [string, LaunchOption][] = [];
  const free: Argument[] = [];
  let open = false;
  let index = 0;
  const give = (name: string, takes: 'nothing' | 'word', value: string | undefined): void => {
    const { path, span, from } = words[index]!;
    if (takes === 'nothing') options.push([name, { path, span, from, value: value ?? 'true' }]);
    else if (value !== undefined) options.push([name, { path, span, from, value }]);
    else if (index + 1 < words.length) {
      const next = words[++index]!;
      options.push([name, { path: next.path, span: next.span, from: next.from, value: next.text }]);
    }
  };
  for (; index < words.length; index++) {
    const word = words[index]!;
    const { known, text } = word;
    if (known === '--' && text !== undefined) {
      free.push(...words.slice(index + 1));
      break;
    }
    if (known === '' && text === undefined) {
      open = true;
      free.push(word);
    } else if (!known.startsWith('-') || known === '-') {
      free.push(word);
    } else if (known.startsWith('--')) {
      const sign = known.indexOf('=');
      if (sign < 0 && text === undefined) {
        open = true;
        continue;
      }
      const name = known.slice(2, sign < 0 ? undefined : sign);
      const row = longOption(name, style);
      const canonical = row?.same ?? row?.option ?? name;
      if (sign < 0) give(canonical, row?.takes ?? style.unlisted, undefined);
      else {
        const { path, span, from } = word;
        options.push([canonical, { path, span, from, value: text?.slice(sign + 1) }]);
      }
    } else if (shortOptions(word, style, give, (name) => options.push(unknownValue(name, word)))) {
      open = true;
    }
  }
  return { options, free, open };
}

/** The last setting of an option. */
export function lastOption(line: CommandLine, name: string): LaunchOption | undefined {
  return line.options.findLast(([one]) => one === name)?.[1];
}

/** `-k gevent`, `-kgevent`, `-k=gevent`, `-Dk gevent`; true where its end is not known. */
function shortOptions(
  { known, text }: Argument,
  style: ParserStyle,
  give: (name: string, takes: 'nothing' | 'word', value: string | undefined) => void,
  unknown: (name: string) => void,
): boolean {
  const rows = optionsOf(style.launcher);
  for (let at = 1; at < known.length; at++) {
    const letter = known[at]!;
    const row = rows.find(({ short }) => short === letter);
    const takes = row?.takes ?? style.unlisted;
    const name = row?.same ?? row?.option ?? `-${letter}`;
    if (takes === 'nothing') {
      give(name, takes, undefined);
      continue;
    }
    const rest = known.slice(at + 1).replace(/^=/, '');
    if (text === undefined) unknown(name);
    else give(name, takes, rest === '' ? undefined : rest);
    return false;
  }
  return text === undefined;
}

function longOption(name: string, style: ParserStyle): LauncherOption | undefined {
  const rows = optionsOf(style.launcher);
  const exact = rows.find(({ option }) => option === name);
  if (exact !== undefined || style.prefixes !== true) return exact;
  const fitting = rows.filter(({ option }) => option.startsWith(name));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function unknownValue(name: string, { path, span, from }: Argument): [string, LaunchOption] {
  return [name, { path, span, from, value: undefined }];
}
