import { commandsOfWords, shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import {
  type Command,
  type DeploymentFile,
  emptyDeploymentFile,
  type Variable,
} from '../deployment-file.ts';
import { configParserStyle, type IniEntry, iniEntries } from '../ini-entries.ts';
import { splitWords } from '../shell-words.ts';
import { circusVariables, partsOf } from '../variables.ts';

/** A circus configuration: `[watcher:x]` with `cmd` and `args`, `[env]` and `[env:x]`. */
export function readCircus(text: string): DeploymentFile {
  const sections = new Map<string, IniEntry[]>();
  for (const entry of iniEntries(text, configParserStyle)) {
    const known = sections.get(entry.section);
    if (known === undefined) sections.set(entry.section, [entry]);
    else known.push(entry);
  }
  const commands = [...sections].flatMap(([section, entries]): Command[] => {
    if (!section.startsWith('watcher:')) return [];
    const watcher = section.slice('watcher:'.length);
    const command = lastValue(entries, 'cmd');
    if (command === undefined) return [];
    const setting = {
      name: section,
      environment: [...sections].flatMap(([name, own]) =>
        speaksOf(name, watcher) ? own.flatMap(variableOf) : [],
      ),
      folder: lastValue(entries, 'working_dir')?.text,
      descriptors: descriptorsOf(lastValue(entries, 'rlimit_nofile')),
    };
    if (/^(?:true|1|yes|on)$/i.test(lastValue(entries, 'shell')?.text ?? '')) {
      return shellCommands(command, setting);
    }
    const words = [command, lastValue(entries, 'args')].flatMap((source) =>
      source === undefined
        ? []
        : splitWords(source, {
            variables: circusVariables,
            variablesInSingleQuotes: true,
            shell: false,
          }),
    );
    return commandsOfWords(words, setting);
  });
  return {
    ...emptyDeploymentFile('circus'),
    commands,
    directives: commentDirectives(text, { marks: ['#', ';'], behindText: false }),
  };
}

function lastValue(entries: readonly IniEntry[], key: string): IniEntry['value'] {
  return entries.findLast((entry) => entry.key === key)?.value;
}

/** Whether `[env]`, `[env:a,b]` or `[env:a*]` speaks of a watcher. */
function speaksOf(section: string, watcher: string): boolean {
  if (section === 'env') return true;
  if (!section.startsWith('env:')) return false;
  return section
    .slice(4)
    .split(',')
    .map((name) => name.trim())
    .some(
      (name) => name === watcher || (name.endsWith('*') && watcher.startsWith(name.slice(0, -1))),
    );
}

function variableOf({ key, keySpan, value }: IniEntry): Variable[] {
  if (value === undefined) return [];
  const parts = partsOf(value.text, circusVariables);
  return [{ name: key, value: parts, span: [keySpan[0], Math.max(keySpan[1], value.span[1])] }];
}

function descriptorsOf(value: IniEntry['value']): Command['descriptors'] {
  if (value === undefined || !/^\d{1,9}$/.test(value.text)) return undefined;
  return { limit: Number(value.text), span: value.span };
}
