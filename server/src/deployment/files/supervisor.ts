import { commandsOfWords } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
} from '../deployment-file.ts';
import { type IniEntry, iniEntries } from '../ini-entries.ts';
import { splitWords } from '../shell-words.ts';
import { partsOf, supervisorVariables } from '../variables.ts';

/** A supervisor configuration. No shell reads `command=`, so `A=1 prog` starts a program `A=1`. */
export function readSupervisor(text: string): DeploymentFile {
  const entries = iniEntries(text, {
    continued: 'indented',
    commentsBehindText: true,
    separators: '=:',
  });
  const shared = entries.filter(({ section }) => section === 'supervisord');
  const sections = new Map<string, IniEntry[]>();
  for (const entry of entries) {
    if (!/^(?:fcgi-)?program:|^eventlistener:/.test(entry.section)) continue;
    const known = sections.get(entry.section);
    if (known === undefined) sections.set(entry.section, [entry]);
    else known.push(entry);
  }
  const commands = [...sections].flatMap(([name, own]): Command[] => {
    const command = lastValue(own, 'command');
    if (command === undefined) return [];
    const words = splitWords(command, {
      variables: supervisorVariables,
      variablesInSingleQuotes: true,
      shell: false,
    });
    return commandsOfWords(words, {
      name,
      environment: [...environmentOf(shared), ...environmentOf(own)],
      folder: lastValue(own, 'directory')?.text ?? lastValue(shared, 'directory')?.text,
      descriptors: descriptorsOf(shared),
    });
  });
  return {
    ...emptyDeploymentFile('supervisor'),
    commands,
    directives: commentDirectives(text, { marks: [';', '#'], behindText: true }),
  };
}

function lastValue(entries: readonly IniEntry[], key: string): IniEntry['value'] {
  return entries.findLast((entry) => entry.key === key)?.value;
}

/** `K="v",L=w`. */
function environmentOf(entries: readonly IniEntry[]): Variable[] {
  const value = lastValue(entries, 'environment');
  if (value === undefined) return [];
  const found = value.text.matchAll(/([\w.]+)\s*=\s*("(?:\\.|[^"\\])*"|'[^']*'|[^,\s]*)/g);
  return [...found].map((match) => ({
    name: match[1]!,
    value: partsOf(match[2]!.replace(/^(["'])(.*)\1$/s, '$2'), supervisorVariables),
    span: value.spanOf(match.index, match.index + match[0].length),
  }));
}

/** supervisord raises its own limit to `minfds`, and its children inherit it. */
function descriptorsOf(shared: readonly IniEntry[]): Command['descriptors'] {
  const value = lastValue(shared, 'minfds');
  if (value === undefined || !/^\d{1,9}$/.test(value.text)) return undefined;
  return { limit: Number(value.text), span: value.span };
}
