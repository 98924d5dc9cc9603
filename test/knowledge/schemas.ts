/** The format of every knowledge table: one valibot schema for its rows, and the rows' key. */
import * as v from 'valibot';
import { ormCall, transaction } from './database-schemas.ts';
import { descriptor, foreignWait, waitingDevice } from './descriptor-schemas.ts';
import {
  backendDriver,
  connectionPool,
  driverExtra,
  forkedConnection,
  frameworkDriver,
  keptConnection,
  library,
  librarySetup,
  sharedConnection,
  urlDriver,
  versions,
} from './library-schemas.ts';
import { patchFunction, patchingLibrary, patchKeyword } from './patch-schemas.ts';
import { count, identifier, module, part, path, sentence } from './words.ts';

const evidence = sentence;

/** A tuple and the place in it, counted from 0: `os.pipe.ends.0`. */
const itemPath = v.pipe(v.string(), v.regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)+\.\d$/));
const python = v.pipe(v.string(), v.regex(/^3\.\d+$/));
const severity = v.picklist(['error', 'warning', 'information']);
const when = v.optional(v.literal('thread-patched'));
/** A word of a command line. */
const word = v.pipe(v.string(), v.regex(/^\w[\w.:-]*$/));
const argument = v.pipe(
  v.strictObject({ position: v.optional(count), keyword: v.optional(identifier) }),
  v.check((at) => at.position !== undefined || at.keyword !== undefined, 'names no argument'),
);
const runner = v.picklist(['wsgi', 'celery', 'dramatiq', 'gevent', 'locust']);
/** A method, the beginning of methods (`on_*`), or all of them (`*`). */
const methodPattern = v.pipe(v.string(), v.regex(/^(?:\w+|\w*\*)$/));
const verdict = v.picklist(['cooperates', 'blocks', 'raises', 'hangs']);

const patchedName = v.strictObject({
  module,
  name: identifier,
  part,
  kind: v.picklist(['class', 'function', 'object']),
  change: v.picklist(['replaced', 'removed', 'unchanged']),
  early: v.picklist(['harmful', 'harmless', 'either-order']),
  effect: sentence,
  severity: v.optional(severity),
  when: v.optional(v.picklist(['contended', 'shared', 'keyed', 'joined', 'waited'])),
  pythonMax: v.optional(python),
  evidence,
});

const earlyObject = v.strictObject({
  path,
  how: v.picklist(['call', 'subclass']),
  part,
  early: v.picklist(['harmful', 'harmless']),
  effect: sentence,
  severity: v.optional(severity),
  condition: v.optional(
    v.picklist(['under-switch', 'held', 'listening', 'waits', 'running', 'started-late', 'joined']),
  ),
  pythonMax: v.optional(python),
  evidence,
});

const size = v.pipe(
  v.strictObject({
    judge: v.picklist([
      'iterations-argument',
      'cost-argument',
      'input',
      'pattern',
      'pattern-of-receiver',
      'one-entry',
      'lock-or-query',
      'query',
    ]),
    position: v.optional(count),
    keyword: v.optional(identifier),
    threshold: v.optional(count),
  }),
  v.check((at) => {
    if (at.judge.endsWith('-argument')) return at.threshold !== undefined;
    return at.judge === 'input' || at.threshold === undefined;
  }, 'a threshold belongs to a number that is passed or to a size, and only there'),
);

const standardLibrary = v.pipe(
  v.strictObject({
    path,
    kind: v.picklist(['wait', 'sync', 'io', 'process', 'file', 'cpu']),
    unpatched: verdict,
    patched: verdict,
    part: v.optional(part),
    rule: v.optional(v.pipe(v.string(), v.regex(/^GVT2\d\d$/))),
    releasesGil: v.optional(v.union([v.boolean(), v.literal('unknown')])),
    pool: v.optional(v.picklist(['leaf', 'unit', 'refused'])),
    process: v.optional(v.literal('leaf')),
    poolReason: v.optional(
      v.picklist([
        'forks',
        'keeps-gil',
        'bound-to-thread',
        'loses-status',
        'generator',
        'fills-the-pool',
        'logs',
        'runs-own-code',
      ]),
    ),
    size: v.optional(size),
    remedy: v.optional(sentence),
    evidence,
  }),
  v.check(
    (row) => row.rule === undefined || (row.patched !== 'cooperates' && row.remedy !== undefined),
    'a rule reports only what harms all the same, and knows a remedy',
  ),
  v.check(
    (row) => row.pool !== 'refused' || row.poolReason !== undefined,
    'a refusal says its reason',
  ),
  v.check((row) => row.pool !== 'leaf' || row.poolReason === undefined, 'a leaf has no reason'),
  v.check(
    (row) => row.part === undefined || row.patched === 'cooperates',
    'a part is named where patching it helps',
  ),
  v.check((row) => row.kind !== 'cpu' || row.size !== undefined, 'computing depends on a size'),
);

/** `keyOf` gives the text by which rows are sorted and unique. */
export interface TableFormat {
  readonly row: v.GenericSchema;
  keyOf(row: Record<string, unknown>): string;
}

const by =
  (...fields: string[]) =>
  (row: Record<string, unknown>): string =>
    fields.map((field) => String(row[field])).join(' ');

/** Every table of server/src/knowledge/tables by its file name without `.json`. */
export const formats: Readonly<Record<string, TableFormat>> = {
  aliases: {
    row: v.strictObject({ alias: module, canonical: module, evidence }),
    keyOf: by('alias'),
  },
  'command-wrappers': {
    row: v.strictObject({
      program: word,
      subcommand: v.optional(word),
      module: v.optional(module),
      values: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^--?\w/))), v.minLength(1))),
      skip: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
      assignments: v.optional(v.literal(true)),
      until: v.optional(v.string()),
      // biome-ignore lint/suspicious/noThenProperty: a row is never awaited
      then: v.optional(v.picklist(['python', 'command-or-python'])),
      agent: v.optional(v.literal(true)),
      patch: v.optional(
        v.strictObject({ variable: identifier, value: identifier, certain: v.boolean() }),
      ),
      support: v.optional(identifier),
      evidence,
    }),
    keyOf: (row) => `${row.program} ${row.subcommand ?? ''}`,
  },
  descriptors: { row: descriptor, keyOf: by('type') },
  'foreign-waits': { row: foreignWait, keyOf: by('name') },
  'early-imports': {
    row: v.strictObject({
      module,
      distribution: v.pipe(v.string(), v.regex(/^[a-z0-9]+(?:[-.][a-z0-9]+)*$/)),
      effect: sentence,
      severity,
      parts: v.array(part),
      uses: v.optional(v.pipe(v.array(path), v.minLength(1))),
      unlessGiven: v.optional(argument),
      onlyHttps: v.optional(v.literal(true)),
      versions: v.optional(versions),
      gevent: v.optional(versions),
      pythonMax: v.optional(python),
      evidence,
    }),
    keyOf: by('module'),
  },
  'early-objects': { row: earlyObject, keyOf: by('path', 'how') },
  'greenlet-classes': {
    row: v.strictObject({
      path,
      methods: v.pipe(v.array(identifier), v.minLength(1)),
      many: v.boolean(),
      when,
      evidence,
    }),
    keyOf: by('path'),
  },
  'handler-classes': {
    row: v.strictObject({
      path,
      runner,
      methods: v.pipe(v.array(methodPattern), v.minLength(1)),
      once: v.optional(v.pipe(v.array(methodPattern), v.minLength(1))),
      decorated: v.optional(v.pipe(v.array(path), v.minLength(1))),
      attributes: v.optional(v.pipe(v.array(identifier), v.minLength(1))),
      evidence,
    }),
    keyOf: by('path'),
  },
  handlers: {
    row: v.strictObject({
      path,
      how: v.picklist(['decorator', 'call', 'elsewhere', 'module', 'package', 'server']),
      runner,
      callable: v.optional(argument),
      also: v.optional(v.pipe(v.array(argument), v.minLength(1))),
      when,
      given: v.optional(
        v.strictObject({ keyword: identifier, text: v.string(), to: v.optional(path) }),
      ),
      methods: v.optional(v.pipe(v.array(methodPattern), v.minLength(1))),
      unlessGiven: v.optional(v.pipe(v.array(path), v.minLength(1))),
      evidence,
    }),
    keyOf: by('path', 'how'),
  },
  'launcher-options': {
    row: v.strictObject({
      launcher: word,
      option: v.pipe(v.string(), v.regex(/^\w[\w-]*$/)),
      short: v.optional(v.pipe(v.string(), v.regex(/^\w$/))),
      same: v.optional(v.pipe(v.string(), v.regex(/^\w[\w-]*$/))),
      takes: v.picklist(['nothing', 'word']),
      evidence,
    }),
    keyOf: by('launcher', 'option'),
  },
  launchers: {
    row: v.strictObject({
      program: word,
      module: v.optional(module),
      launcher: word,
      unlisted: v.picklist(['nothing', 'word']),
      evidence,
    }),
    keyOf: by('program'),
  },
  'patch-functions': {
    row: patchFunction,
    keyOf: by('path'),
  },
  'patch-keywords': {
    row: patchKeyword,
    keyOf: by('function', 'keyword'),
  },
  'patched-names': {
    row: patchedName,
    keyOf: (row) => `${String(row.module)}.${String(row.name)}`,
  },
  'patching-libraries': {
    row: patchingLibrary,
    keyOf: by('module'),
  },
  'open-objects': {
    row: v.strictObject({ path, same: v.optional(path), evidence }),
    keyOf: by('path'),
  },
  'plain-results': {
    row: v.strictObject({ path, gives: v.union([v.literal('None'), path]), evidence }),
    keyOf: by('path'),
  },
  'removed-gevent-api': {
    row: v.strictObject({
      path,
      kind: v.picklist(['module', 'name', 'call']),
      replacement: v.optional(module),
      removedIn: v.optional(v.pipe(v.string(), v.regex(/^\d+\.\d+$/))),
      fails: v.picklist(['ModuleNotFoundError', 'AttributeError', 'TypeError']),
      dropIn: v.boolean(),
      evidence,
    }),
    keyOf: by('path'),
  },
  'removed-selectors': {
    row: v.strictObject({
      path,
      replacement: v.optional(path),
      dropIn: v.boolean(),
      platform: v.picklist(['linux', 'bsd', 'solaris']),
      evidence,
    }),
    keyOf: by('path'),
  },
  'return-types': {
    row: v.union([
      v.strictObject({
        path,
        kind: v.picklist(['class', 'call', 'told', 'attribute', 'enter', 'element', 'subscript']),
        type: path,
        evidence,
      }),
      v.strictObject({ path: itemPath, kind: v.literal('item'), type: path, evidence }),
    ]),
    keyOf: by('path', 'kind'),
  },
  spawners: {
    row: v.strictObject({
      path,
      callable: argument,
      methods: v.optional(v.array(v.string())),
      many: v.boolean(),
      kind: v.picklist(['spawn', 'pool', 'server', 'thread']),
      when,
      evidence,
    }),
    keyOf: by('path'),
  },
  'standard-library': { row: standardLibrary, keyOf: by('path') },
  'epoll-users': { row: v.strictObject({ module: identifier, evidence }), keyOf: by('module') },
  'kept-connections': { row: keptConnection, keyOf: by('path') },
  libraries: { row: library, keyOf: by('library') },
  'library-setups': {
    row: librarySetup,
    keyOf: by('library', 'how', 'path'),
  },
  'backend-drivers': { row: backendDriver, keyOf: by('backend') },
  'connection-pools': { row: connectionPool, keyOf: by('path') },
  'driver-extras': { row: driverExtra, keyOf: by('distribution', 'extra', 'library') },
  'forked-connections': { row: forkedConnection, keyOf: by('path') },
  'framework-drivers': { row: frameworkDriver, keyOf: by('framework', 'library') },
  'shared-connections': { row: sharedConnection, keyOf: by('path') },
  'star-exports': {
    row: v.strictObject({ module, names: v.pipe(v.array(identifier), v.minLength(1)), evidence }),
    keyOf: by('module'),
  },
  'switching-calls': {
    row: v.strictObject({
      path,
      part: v.union([part, v.literal('gevent')]),
      orPart: v.optional(part),
      waits: v.optional(v.literal('sometimes')),
      counterpart: v.optional(path),
      evidence,
    }),
    keyOf: by('path'),
  },
  'called-back': {
    row: v.strictObject({ path, callables: v.pipe(v.array(argument), v.minLength(1)), evidence }),
    keyOf: by('path'),
  },
  'thread-pool-calls': {
    row: v.strictObject({ path, callable: argument, evidence }),
    keyOf: by('path'),
  },
  'thread-pool-hazards': {
    row: v.strictObject({
      path: module,
      covers: v.picklist(['below', 'itself']),
      reason: v.picklist([
        'logs',
        'locks',
        'forks',
        'loses-status',
        'request-state',
        'uses-greenlets',
        'bound-to-thread',
      ]),
      raises: v.optional(
        v.picklist(['always', 'patched-subprocess', 'patched-os', 'fork-context']),
      ),
      evidence,
    }),
    keyOf: by('path'),
  },
  'orm-calls': { row: ormCall, keyOf: by('pattern') },
  transactions: { row: transaction, keyOf: by('path', 'how') },
  'server-requirements': {
    row: v.strictObject({
      server: word,
      since: v.string(),
      package: word,
      needs: v.string(),
      evidence,
    }),
    keyOf: by('server', 'since'),
  },
  'url-drivers': { row: urlDriver, keyOf: by('scheme') },
  'waiting-devices': { row: waitingDevice, keyOf: by('pattern') },
  'worker-classes': {
    row: v.strictObject({
      launcher: word,
      worker: v.pipe(v.string(), v.regex(/^\w[\w.:#]*$/)),
      greenlets: v.picklist(['yes', 'no', 'unknown']),
      patches: v.picklist(['after-fork', 'by-words', 'on-import', 'never', 'unknown']),
      evidence,
    }),
    keyOf: by('launcher', 'worker'),
  },
};
