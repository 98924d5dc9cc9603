import { assignment, commandsOfWords, wordless, wordText } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Setting,
  type Variable,
} from '../deployment-file.ts';
import { type IniEntry, iniEntries } from '../ini-entries.ts';
import { type ScannedWord, splitWords, type WordStyle } from '../shell-words.ts';
import { systemdSpecifiers, systemdVariables } from '../variables.ts';

const commandStyle: WordStyle = {
  variables: systemdVariables,
  variablesInSingleQuotes: true,
  shell: false,
};
const environmentStyle: WordStyle = { ...commandStyle, variables: systemdSpecifiers };

/** A systemd service, or a drop-in of one. No shell reads `ExecStart=`. */
export function readSystemd(text: string): DeploymentFile {
  const entries = iniEntries(text, {
    continued: 'backslash',
    commentsBehindText: false,
    separators: '=',
  }).filter(({ section }) => section === 'Service');
  const setting = {
    environment: environmentOf(entries),
    folder: last(entries, 'WorkingDirectory')?.value?.text.replace(/^-/, '') || undefined,
    descriptors: descriptorsOf(last(entries, 'LimitNOFILE')),
    environmentFiles: environmentFilesOf(entries),
  };
  const named = { name: 'ExecStart', ...setting };
  const commands = startsOf(entries).flatMap((words) => commandsOfWords(words, named));
  const [first] = entries;
  return {
    ...emptyDeploymentFile('systemd'),
    commands,
    // A drop-in says the rest of what another file starts.
    ...(commands.length === 0 &&
      first !== undefined && { bases: [wordless(named, first.keySpan)] }),
    settings: entries.flatMap((entry): Setting[] =>
      entry.key === 'EnvironmentFile' && entry.value !== undefined
        ? [
            {
              section: 'Service',
              key: entry.key,
              value: entry.value.text.replace(/^-/, ''),
              span: entry.value.span,
              keySpan: entry.keySpan,
            },
          ]
        : [],
    ),
    directives: commentDirectives(text, { marks: ['#', ';'], behindText: false }),
  };
}

/** The last entry of a key, unless an empty one took it back. */
function last(entries: readonly IniEntry[], key: string): IniEntry | undefined {
  const entry = entries.findLast((candidate) => candidate.key === key);
  return entry?.value?.text === '' ? undefined : entry;
}

/** A `-` before the path lets the file be missing. */
function environmentFilesOf(entries: readonly IniEntry[]): string[] {
  const files: string[] = [];
  for (const { key, value } of entries) {
    if (key !== 'EnvironmentFile' || value === undefined) continue;
    if (value.text === '') files.length = 0;
    else files.push(value.text.replace(/^-/, ''));
  }
  return files;
}

function environmentOf(entries: readonly IniEntry[]): Variable[] {
  const variables: Variable[] = [];
  for (const { key, value } of entries) {
    if (key !== 'Environment' || value === undefined) continue;
    if (value.text === '') variables.length = 0;
    for (const { word } of splitWords(value, environmentStyle)) {
      const name = /^([^=]+)=/.exec(wordText(word))?.[1];
      if (name !== undefined) variables.push(assignment(name, word));
    }
  }
  return variables;
}

/** The words of each command; `;` as a word of its own starts another one. */
function startsOf(entries: readonly IniEntry[]): ScannedWord[][] {
  const starts: ScannedWord[][] = [];
  for (const { key, value } of entries) {
    if (key !== 'ExecStart' || value === undefined) continue;
    if (value.text === '') starts.length = 0;
    const prefix = /^[@\-:+!|]*/.exec(value.text)![0].length;
    let words: ScannedWord[] = [];
    for (const word of splitWords(value.slice(prefix, value.text.length), commandStyle)) {
      if (wordText(word.word) !== ';') words.push(word);
      else {
        starts.push(words);
        words = [];
      }
    }
    starts.push(words);
  }
  return starts;
}

/** `LimitNOFILE=1024`, or `soft:hard`. */
function descriptorsOf(entry: IniEntry | undefined): Command['descriptors'] {
  const soft = /^(\d{1,9})(?::|$)/.exec(entry?.value?.text ?? '')?.[1];
  if (entry?.value === undefined || soft === undefined) return undefined;
  return { limit: Number(soft), span: entry.value.spanOf(0, soft.length) };
}
