import type { FilePath } from '../facts/file-path.ts';
import type { Command, DeploymentFile, Variable } from './deployment-file.ts';
import { type Argument, Environment } from './expand.ts';
import type { Launch, LaunchContext, LaunchOption } from './launch.ts';
import { debugged } from './launch-configurations.ts';
import { variableOption } from './launchers/launcher.ts';
import { startCommand } from './launchers/start.ts';
import { launchFrom, settingsLaunches } from './settings-launches.ts';

/** What reading the launches of a file needs to know beside the file. */
export interface LaunchSurroundings {
  /** Variables that other files (`.env`) set for this one; its own count more. */
  readonly environment: readonly Variable[];
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
    ...file.commands.flatMap((command) => {
      const launch = launchOf(path, command, surroundings);
      return launch === undefined ? [] : [debugged(launch, path, file, command)];
    }),
    ...settingsLaunches(path, file, surroundings),
  ];
}

function launchOf(
  path: FilePath,
  command: Command,
  { environment: outer, contextIn }: LaunchSurroundings,
): Launch | undefined {
  const { span, folder, name, descriptors } = command;
  const environment = new Environment(path, [...outer, ...command.environment]);
  const words = command.words.flatMap((word) => environment.expand(word));
  const at = { path, span };
  const call = { program: '', script: '', words, at, environment, folder, contextIn };
  const launched = startCommand(words, call);
  if (launched === undefined) return undefined;
  const options: Record<string, LaunchOption> = {};
  if (descriptors !== undefined) {
    const value = String(descriptors.limit);
    options.descriptors = { path, span: descriptors.span, value, from: 'command line' };
  }
  const settings = variableOption(environment, 'DJANGO_SETTINGS_MODULE');
  // Whatever loads the application: its `setdefault` gives way to the variable.
  if (settings !== undefined) options.settings = settings;
  return launchFrom(launched, { path, span, name, folder, label: labelOf(words) }, options);
}

const LONGEST_LABEL = 60;

/** The command in short: programs without their folders, unknown words as `…`. */
export function labelOf(words: readonly Argument[]): string {
  const texts = words.map(({ text, known }, index) => {
    const shown = text ?? `${known}…`;
    return index === 0 ? shown.slice(shown.lastIndexOf('/') + 1) : shown;
  });
  const label = texts.join(' ').replace(/\s+/g, ' ');
  return label.length <= LONGEST_LABEL ? label : `${label.slice(0, LONGEST_LABEL - 1)}…`;
}
