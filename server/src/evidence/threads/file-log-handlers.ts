import type { Setting } from '../../deployment/deployment-file.ts';
import { fileName } from '../../facts/file-path.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type {
  CallView,
  DeploymentView,
  GreenletReach,
  Place,
  ProjectView,
} from '../../project/model.ts';
import { pathOf, pathsGiven } from '../../project/names/located-paths.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Span } from '../../syntax/span.ts';
import { startedPrograms } from '../deployment/started-program.ts';
import { threadsArePatched } from './patched-locks.ts';
import { slowHandlers } from './slow-handler-classes.ts';
import { loggingInMany } from './slow-log-handlers.ts';

/** A handler that an ini file of logging names, and that greenlets wait for in turn. */
interface FileHandler {
  /** `logging.handlers.SMTPHandler`. */
  readonly type: string;
  /** The class, as the file writes it. */
  readonly span: Span;
  /** The greenlets that log. */
  readonly reach: GreenletReach;
  /** What has the file read. */
  readonly readBy: Place;
}

/** The slow handlers of a file that `logging.config.fileConfig()`, or gunicorn, reads. */
export function* fileLogHandlers(
  deployment: DeploymentView,
  project: ProjectView,
): Iterable<FileHandler> {
  const found = slowHandlersIn(deployment.file.settings);
  if (found.length === 0) return;
  const readBy = readByCall(deployment, project) ?? readByGunicorn(deployment, project);
  if (readBy === undefined) return;
  const reach = loggingInMany(project);
  if (reach === undefined) return;
  for (const { type, span } of found) yield { type, span, reach, readBy };
}

/** Those that a logger is given, but for handlers that another one stands before. */
function slowHandlersIn(
  settings: readonly Setting[],
): readonly { readonly type: string; readonly span: Span }[] {
  const values = new Map(settings.map((one) => [`${one.section} ${one.key}`, one]));
  const namesIn = (section: string, key: string): readonly string[] =>
    (values.get(`${section} ${key}`)?.value ?? '').split(',').map((name) => name.trim());
  const handlers = namesIn('handlers', 'keys');
  const given = namesIn('loggers', 'keys').flatMap((name) => namesIn(`logger_${name}`, 'handlers'));
  const behind = handlers.flatMap((name) => namesIn(`handler_${name}`, 'target'));
  return handlers.flatMap((name) => {
    const section = `handler_${name}`;
    const type = values.get(`${section} class`);
    if (type?.value === undefined || !given.includes(name) || behind.includes(name)) return [];
    const path = `logging.${type.value.replace(/^logging\./, '')}`;
    const more = ['args', 'kwargs'].map((key) => values.get(`${section} ${key}`)?.value ?? '');
    const isOverTcp =
      path === 'logging.handlers.SysLogHandler' && /\bSOCK_STREAM\b/.test(more.join(' '));
    return slowHandlers.test(path) || isOverTcp ? [{ type: path, span: type.span }] : [];
  });
}

function readByCall({ path }: DeploymentView, project: ProjectView): Place | undefined {
  for (const module of project.modules) {
    if (module.isTest) continue;
    const calls = keptFor(module, 'calls of fileConfig', () =>
      module.calls.filter((call) => call.path === 'logging.config.fileConfig'),
    );
    const call = calls.find((one) => !isDead(one) && reads(one, path, project));
    if (call === undefined || !threadsArePatched(module, project)) continue;
    return { path: module.path, span: call.span, message: '`fileConfig()` reads the file here' };
  }
  return undefined;
}

function reads(call: CallView, path: string, project: ProjectView): boolean {
  const argument = argumentAt(call, { position: 0, keyword: 'fname' });
  if (argument === undefined) return false;
  return pathsGiven(call, argument.value).some((one) =>
    one.base === undefined ? isNamed(path, one.rest, project) : pathOf(one) === path,
  );
}

function readByGunicorn({ path }: DeploymentView, project: ProjectView): Place | undefined {
  for (const deployment of project.deployments) {
    for (const { launch, program } of startedPrograms(deployment, project)) {
      const option = launch.options['log-config'];
      if (option?.value === undefined || program.finalParts?.has('thread') !== true) continue;
      if (!isNamed(path, option.value, project)) continue;
      return { path: option.path, span: option.span, message: 'gunicorn reads the file' };
    }
  }
  return undefined;
}

/**
 * Whether a name, which counts from where some process starts, means this file: of those that end
 * so it is the only one. An absolute one is of some container: its last part counts.
 */
function isNamed(path: string, name: string, { deployments }: ProjectView): boolean {
  const end = name.startsWith('/') ? fileName(name) : name.replace(/^(?:\.{1,2}\/)+/, '');
  if (end === '') return false;
  const [only, ...others] = deployments.filter((one) => one.path.endsWith(`/${end}`));
  return others.length === 0 && only?.path === path;
}
