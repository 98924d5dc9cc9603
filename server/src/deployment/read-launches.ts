import type { FilePath } from '../facts/file-path.ts';
import type { Command, DeploymentFile, Variable } from './deployment-file.ts';
import { type Argument, Environment } from './expand.ts';
import type { Launch, LaunchContext, LaunchOption } from './launch.ts';
import { debugged } from './launch-configurations.ts';
import { variableOption } from './launchers/launcher.ts';
import { startCommand, withoutWrappers } from './launchers/start.ts';
import { launchesFrom, settingsLaunches } from './settings-launches.ts';

/** What reading the launches of a file needs to know beside the file. */
export interface LaunchSurroundings {
  /** Variables that other files (`.env`) set for this one; its own count more. */
  readonly environment: readonly Variable[];
  /** The variables of a file that a command names (`env_file`), with its path; none: not there. */
  environmentFile(file: string): readonly Variable[];
  /** What can be looked up by a process that runs in this folder (as written; see `Command.folder`). */
  contextIn(folder: string | undefined): LaunchContext;
}

/** The launches of Python code in one deployment file. Never throws. */
export function readLaunches(
  path: FilePath,
  file: DeploymentFile,
  surroundings: LaunchSurroundings,
): readonly Launch[] {
  return [
    ...file.commands.flatMap((command) =>
      launchesOf(path, file, command, surroundings).map((launch) =>
        debugged(launch, path, file, command),
      ),
    ),
    ...settingsLaunches(path, file, surroundings),
  ];
}

function launchesOf(
  path: FilePath,
  { format }: DeploymentFile,
  command: Command,
  { environment: outer, environmentFile, contextIn }: LaunchSurroundings,
): readonly Launch[] {
  const { span, folder, name, descriptors } = command;
  const named = (command.environmentFiles ?? []).flatMap(environmentFile);
  // systemd.exec(5): what an EnvironmentFile sets counts more.
  const own =
    format === 'systemd' ? [...command.environment, ...named] : [...named, ...command.environment];
  const environment = new Environment(path, [...outer, ...own]);
  const words = command.words.flatMap((word) => environment.expand(word));
  const at = { path, span };
  const call = { program: '', script: '', words, at, environment, folder, contextIn };
  const launched = startCommand(words, call);
  if (launched === undefined) return [];
  const options: Record<string, LaunchOption> = {};
  if (descriptors !== undefined) {
    const value = String(descriptors.limit);
    const place = { path: descriptors.path ?? path, span: descriptors.span };
    options.descriptors = { ...place, value, from: 'command line' };
  }
  const settings = variableOption(environment, 'DJANGO_SETTINGS_MODULE');
  // Whatever loads the application: its `setdefault` gives way to the variable.
  if (settings !== undefined) options.settings = settings;
  const chosen = variableOption(environment, 'DJANGO_CONFIGURATION');
  if (chosen !== undefined) options['settings-class'] = chosen;
  const searched = variableOption(environment, 'PYTHONPATH');
  if (searched !== undefined) options['python-path'] = searched;
  return launchesFrom(launched, { path, span, name, folder, label: labelOf(words) }, options);
}

const LONGEST_LABEL = 60;

/** The command in short: without wrappers and the program's folder, unknown words as `…`. */
export function labelOf(words: readonly Argument[]): string {
  const texts = withoutWrappers(words).map(({ text, known }, index) => {
    const shown = text ?? `${known}…`;
    return index === 0 ? shown.slice(shown.lastIndexOf('/') + 1) : shown;
  });
  const label = texts.join(' ').replace(/\s+/g, ' ');
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}
