import { workerClass } from '../../knowledge/worker-classes.ts';
import { type CommandLine, lastOption, parseCommandLine } from '../command-line.ts';
import type { Argument } from '../expand.ts';
import type { LaunchContext, LaunchOption, Phase } from '../launch.ts';
import {
  chosenOptions,
  definedOptions,
  type Invocation,
  importsModule,
  importsOwner,
  isDotted,
  type Launched,
  variableOption,
} from './launcher.ts';

/**
 * `manage.py COMMAND` and `django-admin COMMAND`: the script, then the settings, and for
 * `runserver` the application that these name. `runserver` serves from a second process with
 * the same command line, but without `-m gevent.monkey` (measured with 5.2.19).
 */
export function django(call: Invocation): Launched | undefined {
  const line = parseCommandLine(call.words, { launcher: 'django', unlisted: 'nothing' });
  const command = line.free[0]?.text;
  const isScript = call.script.endsWith('.py');
  const file = call.script.replace(/^(?:\.\/)+/, '');
  const script: readonly Phase[] = isScript
    ? [{ kind: 'run', target: { kind: 'file', file }, path: call.at.path, span: call.at.span }]
    : [];
  const context = call.contextIn(call.folder);
  const settings =
    lastOption(line, 'settings') ??
    variableOption(call.environment, 'DJANGO_SETTINGS_MODULE') ??
    settingsOfScript(isScript ? file : undefined, call, context);
  const serves = command === 'runserver';
  return {
    launcher: 'django',
    phases: [...script, ...settingsPhases(settings, serves, context)],
    greenlets: greenletsOf(command, line),
    startsAnew: serves && lastOption(line, 'noreload') === undefined,
    options: definedOptions({
      command: line.free[0] && { ...placed(line.free[0]), value: command },
      settings,
      ...chosenOptions(line, ['worker-type', 'workers', 'noreload']),
    }),
  };
}

function settingsOfScript(
  file: string | undefined,
  { at }: Invocation,
  context: LaunchContext,
): LaunchOption | undefined {
  const value = file === undefined ? undefined : context.djangoSettings(file);
  return value === undefined ? undefined : { ...at, value, from: file ?? '' };
}

function settingsPhases(
  settings: LaunchOption | undefined,
  serves: boolean,
  context: LaunchContext,
): readonly Phase[] {
  const module = settings?.value;
  if (settings === undefined || !isDotted(module)) return [];
  const values = serves ? context.settingsModule(module)?.values : undefined;
  const urls = values?.get('ROOT_URLCONF')?.value;
  return [
    importsModule(settings, module),
    // Its checks read the URLs before it makes the application.
    ...(isDotted(urls) ? [importsModule(settings, urls)] : []),
    ...importsOwner(settings, values?.get('WSGI_APPLICATION')?.value),
  ];
}

/** `run_huey` is huey's consumer as a command of Django's. */
function greenletsOf(command: string | undefined, line: CommandLine): Launched['greenlets'] {
  if (command !== 'run_huey') return 'no';
  const worker = lastOption(line, 'worker-type');
  if (worker === undefined) return line.open ? 'unknown' : 'no';
  return workerClass('huey', worker.value ?? '')?.greenlets ?? 'unknown';
}

function placed({ path, span, from }: Argument): Omit<LaunchOption, 'value'> {
  return { path, span, from };
}
