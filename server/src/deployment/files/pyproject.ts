import { commandsOfWords, shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import { consoleScript } from '../console-scripts.ts';
import {
  type Command,
  type ConsoleScript,
  type DeploymentFile,
  emptyDeploymentFile,
  type Setting,
} from '../deployment-file.ts';
import { projectDependencies } from '../project-dependencies.ts';
import { shellStyle, splitWords } from '../shell-words.ts';
import { pyprojectSourceFolders } from '../source-folders.ts';
import { type TomlValue, tomlValues } from '../toml-values.ts';

/** Tables whose values are console scripts. */
const SCRIPTS = [
  'project.scripts.',
  'project.gui-scripts.',
  'tool.poetry.scripts.',
  'tool.flit.scripts.',
];

/** Tables whose values are options of a tool. */
const SETTINGS = ['tool.pytest.ini_options.', 'tool.pytest.', 'tool.locust.'];

/** Named commands: the path of the tool's table, the name, and whether a shell reads them. */
const COMMANDS: readonly { readonly path: RegExp; readonly shell: boolean }[] = [
  { path: /^tool\.pdm\.scripts\.([^.]+)(\.cmd)?$/, shell: false },
  { path: /^tool\.pdm\.scripts\.([^.]+)\.shell$/, shell: true },
  { path: /^tool\.hatch\.envs\.[^.]+\.scripts\.([^.]+)$/, shell: true },
  { path: /^tool\.poe\.tasks\.([^.]+)(\.cmd)?$/, shell: false },
  { path: /^tool\.poe\.tasks\.([^.]+)\.shell$/, shell: true },
  { path: /^tool\.taskipy\.tasks\.([^.]+)(\.cmd)?$/, shell: true },
];

/** pyproject.toml: console scripts, options of test tools, named commands, dependencies, source folders. */
export function readPyproject(text: string): DeploymentFile {
  const empty = emptyDeploymentFile('python-project');
  const file = tomlValues(text);
  if ('message' in file) {
    const at = Math.min(file.at, text.length);
    const message = `This pyproject.toml is no valid TOML: ${file.message}.`;
    return { ...empty, problem: { message, span: [at, Math.min(at + 1, text.length)] } };
  }
  return {
    ...empty,
    scripts: file.values.flatMap(scriptOf),
    settings: file.values.flatMap(settingsOf),
    commands: file.values.flatMap(commandsOf),
    sourceFolders: pyprojectSourceFolders(file.values),
    dependencies: projectDependencies(file.values),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}

function scriptOf({ path, scalar }: TomlValue): ConsoleScript[] {
  const whole = path.join('.');
  const table = SCRIPTS.find((prefix) => whole.startsWith(prefix));
  if (table === undefined || scalar === undefined) return [];
  // Poetry's long form: `name = { reference = "shop.cli:main", type = "console" }`.
  const [name, option, ...more] = whole.slice(table.length).split('.');
  if (more.length > 0 || !/^(?:reference|callable)?$/.test(option ?? '')) return [];
  const script = consoleScript(name!, scalar);
  return script === undefined ? [] : [script];
}

function settingsOf({ path, keySpan, scalar, items }: TomlValue): Setting[] {
  const whole = path.join('.');
  const table = SETTINGS.find((prefix) => whole.startsWith(prefix));
  if (table === undefined) return [];
  const section = table.slice(0, -1);
  const key = whole.slice(table.length);
  return (scalar === undefined ? items : [scalar]).map(({ text, span }) => {
    return { section, key, value: text, span, keySpan };
  });
}

function commandsOf({ path, scalar, items }: TomlValue): Command[] {
  const whole = path.join('.');
  for (const { path: pattern, shell } of COMMANDS) {
    const name = pattern.exec(whole)?.[1];
    if (name === undefined) continue;
    return (scalar === undefined ? items : [scalar]).flatMap((source) =>
      shell
        ? shellCommands(source, { name, environment: [] })
        : commandsOfWords(splitWords(source, shellStyle), { name, environment: [] }),
    );
  }
  return [];
}
