import { workerClass } from '../../knowledge/worker-classes.ts';
import { type CommandLine, lastOption, parseCommandLine } from '../command-line.ts';
import type { Argument } from '../expand.ts';
import type { LaunchContext, LaunchOption, Phase } from '../launch.ts';
import {
  chosenOptions,
  definedOptions,
  folderInside,
  type Invocation,
  importsFile,
  importsModule,
  isDotted,
  type Launched,
  patches,
  variableOption,
} from './launcher.ts';

const STYLE = { launcher: 'celery', unlisted: 'word' } as const;
/** Subcommands that stay; the others (`inspect`, `call`, `purge`) ask something and end. */
const STAYING = new Set(['worker', 'beat', 'flower', 'multi']);
/** What celery's patch reached when its search for locks imports the default configuration. */
const PATCHED_BEFORE_CONFIGURATION = ['os', 'thread'];

/**
 * celery. It patches before anything of the user's is imported, but only for a word that is
 * exactly `-P` or `--pool` before `gevent`, or `--pool=gevent`, the first such, and only without
 * a word `multi`; click, which chooses the pool, takes more spellings (measured with 5.7.0).
 *
 * `greenlets` tells what command line and environment say: a pool that Python code sets
 * (`worker_pool`) is for those who read that code.
 */
export function celery(call: Invocation): Launched | undefined {
  const { words, ofNodes } = withoutNodeOptions(call.words);
  const line = parseCommandLine(words, STYLE);
  const word = line.free.find(({ text }) => text !== undefined && STAYING.has(text));
  const command = word?.text;
  if (command === undefined && !line.open) return undefined;
  const folder = lastOption(line, 'workdir')?.value;
  const inFolder = folder === undefined ? call.folder : folderInside(call.folder, folder);
  const context = call.contextIn(inFolder);
  const works = command !== 'beat' && command !== 'flower';
  const pool = works
    ? (lastOption(line, 'pool') ?? variableOption(call.environment, 'CELERY_WORKER_POOL'))
    : undefined;
  const application = lastOption(line, 'app') ?? variableOption(call.environment, 'CELERY_APP');
  return {
    launcher: 'celery',
    ...(inFolder !== undefined && { folder: inFolder }),
    phases: [
      ...patching(command === 'multi', line, call, context),
      ...importsApplication(application, context),
    ],
    greenlets: works ? (ofNodes ? 'unknown' : greenletsOf(pool, line)) : 'no',
    options: {
      ...definedOptions({ pool, app: application }),
      ...definedOptions({ command: word && { ...placed(word), value: command } }),
      ...chosenOptions(line, ['concurrency', 'autoscale', 'beat', 'queues']),
    },
  };
}

function placed({ path, span, from }: Argument): Omit<LaunchOption, 'value'> {
  return { path, span, from };
}

function greenletsOf(pool: LaunchOption | undefined, { open }: CommandLine): Launched['greenlets'] {
  if (pool === undefined) return open ? 'unknown' : 'no';
  if (pool.value === undefined) return 'unknown';
  return workerClass('celery', pool.value)?.greenlets ?? 'unknown';
}

/** `celery multi` may give each node options of its own: `-P:w2 solo`, `-c:w1 100`. */
function withoutNodeOptions(all: readonly Argument[]): {
  readonly words: readonly Argument[];
  /** Nodes have pools of their own. */
  readonly ofNodes: boolean;
} {
  const words: Argument[] = [];
  let ofNodes = false;
  for (let index = 0; index < all.length; index++) {
    const word = all[index]!;
    const own = /^(?:-(\w)|--([\w-]+)):[^=]*(=)?/.exec(word.known);
    if (own === null) words.push(word);
    else {
      if (own[1] === 'P' || own[2] === 'pool') ofNodes = true;
      if (own[3] === undefined) index++;
    }
  }
  return { words, ofNodes };
}

function patching(
  multi: boolean,
  line: CommandLine,
  call: Invocation,
  context: LaunchContext,
): readonly Phase[] {
  const found = askedToPatch(call.words, multi);
  const by = "celery's -P gevent";
  if (found === undefined) {
    const mayBe = line.open && lastOption(line, 'pool') === undefined;
    return mayBe ? [patches(call.at, by, false)] : [];
  }
  if (!found.certain) return [patches(found.word, by, false)];
  const configuration = defaultConfiguration(found.word, call, context);
  if (configuration === undefined) return [patches(found.word, by)];
  return [
    patches(found.word, by, true, PATCHED_BEFORE_CONFIGURATION),
    configuration,
    patches(found.word, by),
  ];
}

/** The word that makes celery patch, read as celery/__init__.py reads the words. */
function askedToPatch(
  words: readonly Argument[],
  multi: boolean,
): { readonly word: Argument; readonly certain: boolean } | undefined {
  if (!multi && words.some(({ text }) => text === 'multi')) return undefined;
  const index = words.findIndex(
    ({ known }) => known === '-P' || known === '--pool' || known.startsWith('--pool='),
  );
  const word = words[index];
  if (word === undefined) return undefined;
  const joined = word.known.startsWith('--pool=');
  const next = joined ? word : words[index + 1];
  if (next === undefined) return undefined;
  if (next.text === undefined) return { word: next, certain: false };
  const pool = joined ? next.text.slice('--pool='.length) : next.text;
  return pool === 'gevent' ? { word: next, certain: true } : undefined;
}

/** The configuration that celery's default app reads while it patches. */
function defaultConfiguration(
  place: Argument,
  { environment }: Invocation,
  context: LaunchContext,
): Phase | undefined {
  const named = environment.get('CELERY_CONFIG_MODULE')?.value;
  if (isDotted(named)) return importsModule(place, named);
  return context.settingsFile('celeryconfig.py') === undefined
    ? undefined
    : importsFile(place, 'celeryconfig.py');
}

/**
 * `MODULE`, `MODULE:NAME` or `MODULE.NAME`. Without a name: `app`, then `celery`, then those of
 * the package's module `celery`, then any app that the module holds.
 */
function importsApplication(
  option: LaunchOption | undefined,
  context: LaunchContext,
): readonly Phase[] {
  const [named, attribute] = (option?.value ?? '').split(':');
  if (option === undefined || !isDotted(named)) return [];
  if (attribute !== undefined) return [importsModule(option, named, attribute || undefined)];
  const dot = named.lastIndexOf('.');
  const outer = named.slice(0, dot);
  if (dot > 0 && !context.hasModule(named) && context.hasModule(outer, named.slice(dot + 1))) {
    return [importsModule(option, outer, named.slice(dot + 1))];
  }
  const name = appName(named, context);
  if (name !== undefined) return [importsModule(option, named, name)];
  const inner = `${named}.celery`;
  if (!context.hasModule(inner)) return [importsModule(option, named)];
  return [importsModule(option, named), importsModule(option, inner, appName(inner, context))];
}

function appName(module: string, context: LaunchContext): string | undefined {
  return ['app', 'celery'].find(
    (name) => context.hasModule(module, name) && !context.hasModule(`${module}.${name}`),
  );
}
