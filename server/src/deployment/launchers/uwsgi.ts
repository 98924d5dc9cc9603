import { optionsOf } from '../../knowledge/launcher-options.ts';
import { parseCommandLine } from '../command-line.ts';
import type { Setting } from '../deployment-file.ts';
import type { LaunchContext, LaunchOption, LaunchPlace, Phase } from '../launch.ts';
import {
  definedOptions,
  folderInside,
  type Invocation,
  importsFile,
  importsNamed,
  isDotted,
  type Launched,
  loadsApplication,
  patches,
  variableOption,
} from './launcher.ts';

type Given = readonly [name: string, option: LaunchOption];

const STYLE = { launcher: 'uwsgi', unlisted: 'word' } as const;
const FILE_OPTIONS = new Set(['ini', 'yaml', 'json', 'xml']);
const OFF = /^(?:false|0|no|off)?$/i;
/** How deep configuration files that include others are followed. */
const DEEPEST = 5;

/** Settings of a file that uWSGI reads, with the file's path. */
export interface UwsgiFile {
  readonly path: LaunchPlace['path'];
  readonly settings: readonly Setting[];
}

/**
 * uWSGI: command line, variables UWSGI_*, and the files that these name. Measured with 2.0.31:
 * `gevent-early-monkey-patch` patches before the application and `import`, but behind
 * `shared-import`; `gevent-monkey-patch` patches when the loop starts, behind the application,
 * also with `lazy-apps`; `gevent` alone never patches.
 *
 * @param own the file that is read as such, without a command
 */
export function uwsgi(call: Invocation, own?: UwsgiFile): Launched {
  const given = settingsOf(call, own);
  const greenlets = greenletsOf(given);
  const early = last(given, 'gevent-early-monkey-patch');
  const late = last(given, 'gevent-monkey-patch');
  const folder = last(given, 'chdir')?.value;
  const names = ['gevent', 'loop', 'async', 'lazy-apps', 'threads', 'shared-import'];
  const inFolder = folder === undefined ? {} : { folder: folderInside(call.folder, folder) };
  const inMaster: readonly Phase[] = [
    ...all(given, 'shared-import').flatMap((option) => importsNamed(option, option.value)),
    ...patch(early, "uWSGI's gevent-early-monkey-patch", true),
  ];
  const inWorker: readonly Phase[] = [
    ...all(given, 'import').flatMap((option) => importsNamed(option, option.value)),
    ...applications(given),
  ];
  const lazy = isOn(last(given, 'lazy-apps'));
  return {
    launcher: 'uwsgi',
    ...inFolder,
    phases: [
      ...inMaster,
      ...inWorker,
      ...(greenlets === 'no'
        ? []
        : patch(late, "uWSGI's gevent-monkey-patch", greenlets === 'yes')),
    ],
    greenlets,
    options: definedOptions({
      ...Object.fromEntries(names.map((name) => [name, last(given, name)])),
      'gevent-early-monkey-patch': early,
      'gevent-monkey-patch': late,
      workers: last(given, 'processes'),
      descriptors: last(given, 'max-fd'),
    }),
    beside: all(given, 'mule').flatMap((mule) => {
      const phases = mulePhases(mule, lazy);
      if (phases.length === 0) return [];
      const launched: Launched = {
        launcher: 'uwsgi',
        ...inFolder,
        phases: [...inMaster, ...(lazy ? [] : inWorker), ...phases],
        greenlets: 'no',
        options: definedOptions({ mule, 'gevent-early-monkey-patch': early }),
      };
      return [{ name: `mule ${mule.value}`, launched }];
    }),
  };
}

/**
 * A mule that runs code of its own, `mule = jobs.py` or `mule = shop.jobs:run`: a process forked
 * from the master, without the loop of the workers. Other mules wait for messages. Measured with
 * 2.0.31: with `lazy-apps` the application is not in it, and the function is not called.
 */
function mulePhases(mule: LaunchOption, lazy: boolean): readonly Phase[] {
  const { path, span, value = '' } = mule;
  if (value.endsWith('.py')) {
    return [{ kind: 'run', target: { kind: 'file', file: relative(value) }, path, span }];
  }
  const [module, name] = value.split(':');
  if (lazy || !isDotted(module) || !isDotted(name)) return [];
  const target = { kind: 'module', module, attribute: name } as const;
  return [
    { kind: 'import', target, path, span },
    { kind: 'call', target, name, path, span },
  ];
}

function isOn(option: LaunchOption | undefined): boolean {
  return option?.value !== undefined && !OFF.test(option.value);
}

function settingsOf(call: Invocation, own: UwsgiFile | undefined): readonly Given[] {
  const context = call.contextIn(call.folder);
  const variables = call.environment.names.flatMap((name): Given[] => {
    const option = name.startsWith('UWSGI_') ? variableOption(call.environment, name) : undefined;
    const key = name.slice('UWSGI_'.length).toLowerCase().replaceAll('_', '-');
    return option === undefined ? [] : [[canonical(key), option]];
  });
  const line = parseCommandLine(call.words, STYLE);
  const free = line.free.flatMap((word): Given[] => {
    const kind = /\.(ini|ya?ml|json|xml|py|wsgi)(?::\w+)?$/.exec(word.text ?? '')?.[1];
    const name = kind === undefined ? undefined : /^(?:py|wsgi)$/.test(kind) ? 'wsgi-file' : 'ini';
    const { path, span, from, text } = word;
    return name === undefined ? [] : [[name, { path, span, from, value: text }]];
  });
  const file = own === undefined ? [] : fromFile(own, 'uwsgi');
  return [...file, ...variables, ...line.options, ...free].flatMap((one) =>
    withIncluded(one, context, 0),
  );
}

function fromFile({ path, settings }: UwsgiFile, section: string): Given[] {
  const from = path.slice(path.lastIndexOf('/') + 1);
  return settings
    .filter((setting) => setting.section === section)
    .map(({ key, value, span }) => [canonical(key), { value, path, span, from }]);
}

/** A setting; behind the name of a file the settings of that file: `ini = other.ini:section`. */
function withIncluded(given: Given, context: LaunchContext, depth: number): readonly Given[] {
  const [name, { value }] = given;
  if (!FILE_OPTIONS.has(name) || value === undefined || depth > DEEPEST) return [given];
  const [, file = '', section = 'uwsgi'] = /^([^:]*)(?::(\w+))?$/.exec(value) ?? [];
  const found = context.deploymentSettings(file);
  if (found === undefined) return [given];
  return fromFile(found, section).flatMap((one) => withIncluded(one, context, depth + 1));
}

function canonical(name: string): string {
  return optionsOf('uwsgi').find(({ option }) => option === name)?.same ?? name;
}

function all(given: readonly Given[], name: string): readonly LaunchOption[] {
  return given.flatMap(([one, option]) => (one === name ? [option] : []));
}

function last(given: readonly Given[], name: string): LaunchOption | undefined {
  return all(given, name).at(-1);
}

/** A file of settings that is not found, or a value that is not known, may turn gevent on. */
function greenletsOf(given: readonly Given[]): Launched['greenlets'] {
  const number = last(given, 'gevent');
  const loop = last(given, 'loop');
  if (number?.value !== undefined && /^[1-9]\d*$/.test(number.value)) return 'yes';
  if (loop?.value === 'gevent') return 'yes';
  const unknown = [number, loop].some((one) => one !== undefined && one.value === undefined);
  return unknown || given.some(([name]) => FILE_OPTIONS.has(name)) ? 'unknown' : 'no';
}

function patch(option: LaunchOption | undefined, by: string, certain: boolean): readonly Phase[] {
  if (option === undefined) return [];
  if (option.value === undefined) return [patches(option, by, false)];
  return OFF.test(option.value) ? [] : [patches(option, by, certain)];
}

function applications(given: readonly Given[]): readonly Phase[] {
  const name = last(given, 'callable')?.value ?? 'application';
  const mounts = all(given, 'mount').map((option) => ({
    option,
    value: option.value?.replace(/^[^=]*=/, ''),
  }));
  const module = last(given, 'module');
  const file = last(given, 'wsgi-file') ?? last(given, 'file');
  return [
    ...(module === undefined ? [] : loadsNamed(module, module.value, name)),
    ...(file?.value === undefined ? [] : [importsFile(file, relative(file.value), name)]),
    ...mounts.flatMap(({ option, value }) => loadsNamed(option, value, name)),
  ];
}

/** A module, or a file where the text looks like one. */
function loadsNamed(place: LaunchPlace, value: string | undefined, name: string): readonly Phase[] {
  if (value === undefined) return [];
  const isFile = value.includes('/') || value.endsWith('.py');
  return isFile
    ? [importsFile(place, relative(value), name)]
    : loadsApplication(place, value, name);
}

function relative(file: string): string {
  return file.replace(/^(?:\.\/)+/, '');
}
