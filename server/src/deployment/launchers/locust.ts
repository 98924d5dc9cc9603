import { lastOption, parseCommandLine } from '../command-line.ts';
import type { Setting } from '../deployment-file.ts';
import type { LaunchOption, LaunchPlace, Phase } from '../launch.ts';
import {
  chosenOptions,
  definedOptions,
  type Invocation,
  importsFile,
  type Launched,
  patches,
  variableOption,
} from './launcher.ts';

/** Files that locust reads unasked, and the section that holds its options. */
const UNASKED: readonly (readonly [file: string, section: string])[] = [
  ['locust.conf', ''],
  ['pyproject.toml', 'tool.locust'],
];

/**
 * locust: patches when its package is imported, before the locustfile, in the master, workers
 * and children alike, unless LOCUST_SKIP_MONKEY_PATCH holds something (measured with 2.47.0).
 */
export function locust(call: Invocation): Launched {
  const line = parseCommandLine(call.words, {
    launcher: 'locust',
    unlisted: 'word',
    prefixes: true,
  });
  const named = lastOption(line, 'config')?.value;
  const option =
    lastOption(line, 'locustfile') ??
    variableOption(call.environment, 'LOCUST_LOCUSTFILE') ??
    configuredFile(named, call);
  return locustRuns(call, option, {
    ...chosenOptions(line, ['users']),
    ...definedOptions({ locustfile: option }),
  });
}

/** locust with this locustfile, `locustfile.py` where none is named. */
export function locustRuns(
  { at, environment }: Pick<Invocation, 'at' | 'environment'>,
  option: LaunchOption | undefined,
  options: Readonly<Record<string, LaunchOption>>,
): Launched {
  const skip = environment.get('LOCUST_SKIP_MONKEY_PATCH');
  const certain = skip === undefined || skip.value !== undefined;
  return {
    launcher: 'locust',
    phases: [
      ...(skip?.value !== undefined && skip.value !== ''
        ? []
        : [patches(skip ?? at, 'locust', certain)]),
      ...locustfiles(option ?? at, option === undefined ? 'locustfile.py' : option.value),
    ],
    greenlets: 'yes',
    options,
  };
}

/** The setting `locustfile` of a file that holds locust's options. */
export function locustfileSetting(
  path: LaunchPlace['path'],
  settings: readonly Setting[],
  section: string,
): LaunchOption | undefined {
  const found = settings.findLast((one) => one.section === section && one.key === 'locustfile');
  const from = path.slice(path.lastIndexOf('/') + 1);
  return found && { value: found.value, path, span: found.span, from };
}

function configuredFile(named: string | undefined, call: Invocation): LaunchOption | undefined {
  const context = call.contextIn(call.folder);
  const files = named === undefined ? UNASKED : ([[named, '']] as const);
  for (const [file, section] of files) {
    const found = context.deploymentSettings(file);
    const option = found && locustfileSetting(found.path, found.settings, section);
    if (option !== undefined) return option;
  }
  return undefined;
}

/** Files with commas between them; folders, addresses and `-` (from the master) are not read. */
function locustfiles(place: LaunchPlace, value: string | undefined): readonly Phase[] {
  return (value ?? '')
    .split(',')
    .map((file) => file.trim())
    .filter((file) => file.endsWith('.py') && !file.includes('://'))
    .map((file) => importsFile(place, file.replace(/^(?:\.\/)+/, '')));
}
