import type { CommandLine } from '../command-line.ts';
import { lastOption } from '../command-line.ts';
import type { Argument, Environment } from '../expand.ts';
import type { Launch, LaunchContext, LaunchOption, LaunchPlace, Phase, Target } from '../launch.ts';

/** A command line on its way to its launcher: variables filled in, wrappers taken off. */
export interface Invocation {
  /** The program (`gunicorn`), without its folder. */
  readonly program: string;
  /** The program as it is written: `/srv/bin/gunicorn`. */
  readonly script: string;
  /** The words behind the program. */
  readonly words: readonly Argument[];
  /** The word of the program, or all of the command. */
  readonly at: LaunchPlace;
  readonly environment: Environment;
  /** See `Command.folder`. */
  readonly folder: string | undefined;
  /** What a process finds that runs in this folder. */
  contextIn(folder: string | undefined): LaunchContext;
}

/** What a launcher makes of a command line. */
export interface Launched extends Pick<Launch, 'launcher' | 'phases' | 'greenlets' | 'options'> {
  /** Where the process runs, if the launcher's options say so. */
  readonly folder?: string;
  /**
   * It serves from a child that it starts by a command line of its own, so that what ran before
   * the program in the first process does not hold: Django's autoreload.
   */
  readonly startsAnew?: boolean;
  /** Further processes that it starts beside itself, each with what it is called: uWSGI's mules. */
  readonly beside?: readonly { readonly name: string; readonly launched: Launched }[];
}

/** Reads the command line of one launcher; undefined: it starts no code of the project. */
export type Launcher = (call: Invocation) => Launched | undefined;

/** Reads a command line that starts with a program: itself, a wrapper, an agent, a launcher. */
export type Start = (words: readonly Argument[], call: Invocation) => Launched | undefined;

/** The options of these names that are set, the last setting of each. */
export function chosenOptions(
  line: CommandLine,
  names: readonly string[],
): Record<string, LaunchOption> {
  const chosen: Record<string, LaunchOption> = {};
  for (const name of names) {
    const option = lastOption(line, name);
    if (option !== undefined) chosen[name] = option;
  }
  return chosen;
}

/** The options that are set. */
export function definedOptions(
  options: Readonly<Record<string, LaunchOption | undefined>>,
): Record<string, LaunchOption> {
  const defined: Record<string, LaunchOption> = {};
  for (const [name, option] of Object.entries(options)) {
    if (option !== undefined) defined[name] = option;
  }
  return defined;
}

/** A variable of the process as an option. */
export function variableOption(environment: Environment, name: string): LaunchOption | undefined {
  const variable = environment.get(name);
  return variable && { ...variable, from: name };
}

/** The step that imports `module`. */
export function importsModule(place: LaunchPlace, module: string, attribute?: string): Phase {
  return { kind: 'import', target: moduleTarget(module, attribute), ...placeOnly(place) };
}

/** The step that runs a file as a module of its own. */
export function importsFile(place: LaunchPlace, file: string, attribute?: string): Phase {
  const target: Target =
    attribute === undefined ? { kind: 'file', file } : { kind: 'file', file, attribute };
  return { kind: 'import', target, ...placeOnly(place) };
}

/** The module of a class or an object that is named with its path: `shop.workers.Own`. */
export function importsOwner(place: LaunchPlace, dotted: string | undefined): readonly Phase[] {
  if (!isDotted(dotted) || !dotted.includes('.')) return [];
  const dot = dotted.lastIndexOf('.');
  return [importsModule(place, dotted.slice(0, dot), dotted.slice(dot + 1))];
}

/** A module by its name, or a file where the text ends in `.py`. */
export function importsNamed(place: LaunchPlace, text: string | undefined): readonly Phase[] {
  if (text?.endsWith('.py') === true) return [importsFile(place, text.replace(/^(?:\.\/)+/, ''))];
  return isDotted(text) ? [importsModule(place, text)] : [];
}

/** The step in which the launcher patches everything that `patch_all()` patches. */
export function patches(
  place: LaunchPlace,
  by: string,
  certain = true,
  parts?: readonly string[],
): Phase {
  const phase = { kind: 'patch', by, certain, ...placeOnly(place) } as const;
  return parts === undefined ? phase : { ...phase, parts };
}

/** A module, and what is taken from it. */
export function moduleTarget(module: string, attribute?: string): Target {
  return attribute === undefined
    ? { kind: 'module', module }
    : { kind: 'module', module, attribute };
}

const DOTTED = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

/** Whether this is a dotted name. */
export function isDotted(text: string | undefined): text is string {
  return text !== undefined && DOTTED.test(text);
}

/**
 * `MODULE`, `MODULE:NAME` or `MODULE:CALL(…)`: imports the module, and calls what is called.
 * No steps where it is something else.
 *
 * @param otherwise the name that counts where none is given
 */
export function loadsApplication(
  place: LaunchPlace,
  text: string | undefined,
  otherwise: string | undefined,
): readonly Phase[] {
  const [module, ...rest] = (text ?? '').split(':');
  if (!isDotted(module)) return [];
  const attribute = rest.length === 0 ? otherwise : rest.join(':');
  const called = /^([A-Za-z_]\w*)\s*\(.*\)$/s.exec(attribute ?? '')?.[1];
  const loaded = importsModule(place, module, attribute === '' ? otherwise : attribute);
  if (called === undefined) return [loaded];
  const target = moduleTarget(module);
  return [loaded, { kind: 'call', target, name: called, ...placeOnly(place) }];
}

/** `path` as seen from `folder`. */
export function folderInside(folder: string | undefined, path: string): string {
  if (folder === undefined || path.startsWith('/')) return path;
  const parts = folder.split('/').filter((part) => part !== '.');
  for (const part of path.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/') || (folder.startsWith('/') ? '/' : '.');
}

function placeOnly({ path, span }: LaunchPlace): LaunchPlace {
  return { path, span };
}
