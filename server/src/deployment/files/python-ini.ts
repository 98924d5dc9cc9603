import { assignment, commandsOfWords, wordText } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import { consoleScriptLine } from '../console-scripts.ts';
import {
  type Command,
  type Dependency,
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
  type Setting,
  type Variable,
} from '../deployment-file.ts';
import { configParserStyle, type IniEntry, iniEntries } from '../ini-entries.ts';
import { requirement } from '../requirement.ts';
import { splitWords, type WordStyle, wholeWord } from '../shell-words.ts';
import { iniSourceFolders } from '../source-folders.ts';
import type { SourceText } from '../source-text.ts';
import type { VariableReader } from '../variables.ts';

/** `{posargs}` and `{env:V:default}` in tox.ini. */
const toxVariables: VariableReader = (text, index) => {
  const match = /^\{(?:env:(\w+)(?::([^{}]*))?|([\w:.\- ]*))\}/.exec(
    text.slice(index, index + 200),
  );
  if (match === null) return undefined;
  const [whole, variable, whenUnset, other] = match;
  const known = variable !== undefined && whenUnset !== undefined;
  return {
    part: known ? { variable, whenUnset } : { variable: variable ?? `{${other}}` },
    length: whole.length,
  };
};

const toxStyle: WordStyle = {
  variables: toxVariables,
  variablesInSingleQuotes: true,
  shell: false,
};

/** setup.cfg: console scripts, pytest's options, dependencies, and source folders. */
export function readSetupCfg(text: string): DeploymentFile {
  const entries = iniEntries(text, configParserStyle);
  const scripts = entries.flatMap(({ section, key, value }) => {
    if (section !== 'options.entry_points' || value === undefined) return [];
    if (key !== 'console_scripts' && key !== 'gui_scripts') return [];
    return linesOf(value).flatMap((line) => consoleScriptLine(line) ?? []);
  });
  const settings = settingsOf(entries, (section) => section === 'tool:pytest');
  return {
    ...file('python-project', text),
    scripts,
    settings,
    sourceFolders: iniSourceFolders(entries),
    dependencies: requirements(entries),
  };
}

function requirements(entries: readonly IniEntry[]): Dependency[] {
  return entries.flatMap(({ section, key, value }) => {
    const isExtra = section === 'options.extras_require';
    if (value === undefined) return [];
    if (!isExtra && !(section === 'options' && key === 'install_requires')) return [];
    const context = isExtra ? { group: key } : {};
    return linesOf(value).flatMap((line) => requirement(line, context) ?? []);
  });
}

/** pytest.ini and tox.ini: pytest's options, and the commands of tox's environments. */
export function readTestIni(text: string): DeploymentFile {
  const entries = iniEntries(text, configParserStyle);
  const settings = settingsOf(entries, (section) => section === 'pytest');
  return { ...file('test-configuration', text), settings, commands: toxCommands(entries) };
}

/** locust.conf: options without a section, `key = value` or `key: value`. */
export function readLocustConf(text: string): DeploymentFile {
  const entries = iniEntries(text, { ...configParserStyle, continued: 'never' });
  return { ...file('tool-configuration', text), settings: settingsOf(entries, () => true) };
}

/** airflow.cfg: what it says of its web server and of celery. */
export function readAirflowCfg(text: string): DeploymentFile {
  const entries = iniEntries(text, configParserStyle);
  const settings = settingsOf(entries, (section) => /^(?:webserver|celery)$/.test(section));
  return { ...file('tool-configuration', text), settings };
}

/** What `logging.config.fileConfig()` reads: loggers and handlers, each in a section of its own. */
export function readLoggingIni(text: string): DeploymentFile {
  const entries = iniEntries(text, configParserStyle);
  const settings = settingsOf(entries, (section) => /^(?:handlers?|loggers?)(?:_|$)/.test(section));
  return { ...file('tool-configuration', text), settings };
}

function file(format: DeploymentFormat, text: string): DeploymentFile {
  return {
    ...emptyDeploymentFile(format),
    directives: commentDirectives(text, { marks: ['#', ';'], behindText: false }),
  };
}

function settingsOf(entries: readonly IniEntry[], wanted: (section: string) => boolean): Setting[] {
  return entries.flatMap(({ section, key, keySpan, value }): Setting[] =>
    wanted(section)
      ? [{ section, key, value: value?.text ?? 'true', span: value?.span ?? keySpan, keySpan }]
      : [],
  );
}

function toxCommands(entries: readonly IniEntry[]): Command[] {
  return entries.flatMap(({ section, key, value }): Command[] => {
    if (!section.startsWith('testenv') || value === undefined) return [];
    if (!/^commands(?:_pre|_post)?$/.test(key)) return [];
    const own = entries.filter((entry) => entry.section === section);
    const folder = own.find((entry) => /^change_?dir$/.test(entry.key))?.value?.text;
    const environment = own.flatMap(variablesOf);
    return commandLines(value).flatMap((line) => {
      const mark = /^(?:[-!]\s*)+/.exec(line.text)?.[0].length ?? 0;
      const words = splitWords(line.slice(mark, line.text.length), toxStyle);
      return commandsOfWords(words, { name: section, environment, folder });
    });
  });
}

function variablesOf({ key, value }: IniEntry): Variable[] {
  if (!/^set_?env$/.test(key) || value === undefined) return [];
  return linesOf(value).flatMap((line): Variable[] => {
    const { word } = wholeWord(line, toxVariables);
    const name = /^(\w+)\s*=\s*/.exec(wordText(word));
    if (name === null) return [];
    const variable = assignment(name[1]!, word);
    const [first, ...rest] = variable.value;
    if (first === undefined || !('text' in first)) return [variable];
    return [{ ...variable, value: [{ text: first.text.trimStart() }, ...rest] }];
  });
}

/** The lines of a value that hold something, trimmed. */
function linesOf(value: SourceText): SourceText[] {
  return pieces(value, /[^\n]+/g);
}

/** The same, but a `\` at the end of a line joins it with the next. */
function commandLines(value: SourceText): SourceText[] {
  return pieces(value, /(?:\\\r?\n|[^\n])+/g);
}

function pieces(value: SourceText, pattern: RegExp): SourceText[] {
  return [...value.text.matchAll(pattern)]
    .map((match) => value.slice(match.index, match.index + match[0].length).trim())
    .filter(({ text }) => text !== '');
}
