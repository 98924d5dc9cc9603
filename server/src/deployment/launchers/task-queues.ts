import { workerClass } from '../../knowledge/worker-classes.ts';
import { type CommandLine, lastOption, parseCommandLine } from '../command-line.ts';
import type { Argument } from '../expand.ts';
import type { LaunchOption, Phase } from '../launch.ts';
import {
  chosenOptions,
  definedOptions,
  type Invocation,
  importsNamed,
  importsOwner,
  type Launched,
  loadsApplication,
  patches,
  variableOption,
} from './launcher.ts';

/** huey's consumer: `-k greenlet` runs tasks in greenlets, and never patches (3.5.4). */
export function huey(call: Invocation): Launched {
  const line = parseCommandLine(call.words, { launcher: 'huey', unlisted: 'word', prefixes: true });
  const instance = firstKnown(line);
  return {
    launcher: 'huey',
    phases: instance === undefined ? [] : importsOwner(instance, instance.text),
    greenlets: greenletsOf('huey', lastOption(line, 'worker-type'), line),
    options: chosenOptions(line, ['worker-type', 'workers']),
  };
}

/**
 * dramatiq never patches; the script dramatiq-gevent does, before dramatiq and the modules, also
 * in the processes that it starts (2.2.1).
 */
export function dramatiq(call: Invocation): Launched {
  const line = parseCommandLine(call.words, {
    launcher: 'dramatiq',
    unlisted: 'word',
    prefixes: true,
  });
  const greenlets = call.program === 'dramatiq-gevent';
  return {
    launcher: 'dramatiq',
    phases: [
      ...(greenlets ? [patches(call.at, 'dramatiq-gevent')] : []),
      ...line.free.flatMap((word) => loadsApplication(word, word.text, undefined)),
    ],
    greenlets: greenlets ? 'yes' : 'no',
    options: chosenOptions(line, ['processes', 'threads']),
  };
}

/** rq imports the jobs' modules when they come; what patches is the worker class of a package. */
export function rq(call: Invocation): Launched | undefined {
  const line = parseCommandLine(call.words, { launcher: 'rq', unlisted: 'word' });
  if (call.program === 'rq' && !/^worker/.test(firstKnown(line)?.text ?? '')) return undefined;
  const { path, span } = call.at;
  const named: LaunchOption | undefined =
    call.program === 'rqgeventworker'
      ? { path, span, value: 'rq_gevent_worker.GeventWorker', from: 'command line' }
      : (lastOption(line, 'worker-class') ?? variableOption(call.environment, 'RQ_WORKER_CLASS'));
  const config = lastOption(line, 'config');
  const kind = named?.value === undefined ? undefined : workerClass('rq', named.value);
  return {
    launcher: 'rq',
    phases: [
      ...(config === undefined ? [] : importsNamed(config, config.value)),
      ...rqWorkerPhases(named, kind?.patches),
    ],
    greenlets: greenletsOf('rq', named, line),
    options: definedOptions({ 'worker-class': named, config }),
  };
}

function rqWorkerPhases(
  named: LaunchOption | undefined,
  when: string | undefined,
): readonly Phase[] {
  if (named === undefined || when === 'never') return [];
  if (when === 'on-import') return [patches(named, 'rq_gevent_worker')];
  // What a class does that nobody knows, its module may say.
  return [...importsOwner(named, named.value), patches(named, "rq's worker class", false)];
}

function greenletsOf(
  launcher: string,
  option: LaunchOption | undefined,
  { open }: CommandLine,
): Launched['greenlets'] {
  if (option === undefined) return open ? 'unknown' : 'no';
  return workerClass(launcher, option.value ?? '')?.greenlets ?? 'unknown';
}

function firstKnown({ free }: CommandLine): Argument | undefined {
  return free.find(({ text }) => text !== undefined);
}
