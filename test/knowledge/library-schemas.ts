/** The formats of the tables about libraries. */
import * as v from 'valibot';
import { identifier, module, path, sentence } from './words.ts';

const evidence = sentence;

/** `psycopg`, `mysql.connector`, `psycopg/c-build`. */
const libraryId = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*(\/[a-z0-9][a-z0-9.-]*)?$/),
);
const distribution = v.pipe(v.string(), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/));
/** `sh.*`. */
const everyCall = v.pipe(v.string(), v.regex(/^[a-z]\w*\.\*$/));
/** A range of versions by PEP 440: `>=1.2,<2`. */
export const versions = v.pipe(
  v.string(),
  v.regex(/^(?:[<>=!~]=?|===)[0-9][\w.*!+]*(?:,(?:[<>=!~]=?|===)[0-9][\w.*!+]*)*$/),
);
const reported = new Set(['blocks', 'cooperates-with-setup', 'cpu', 'incompatible']);
/** A row of `libraries.json`. */
export const library = v.pipe(
  v.strictObject({
    library: libraryId,
    distributions: v.pipe(v.array(distribution), v.minLength(1)),
    modules: v.pipe(v.array(module), v.minLength(1)),
    versions: v.optional(versions),
    gevent: v.optional(versions),
    extras: v.optional(v.array(distribution)),
    part: v.optional(v.picklist(['os', 'queue', 'select', 'subprocess', 'thread'])),
    when: v.optional(v.literal('set-up')),
    called: v.optional(path),
    beyond: v.optional(sentence),
    verdict: v.picklist([
      'cooperates',
      'blocks',
      'cooperates-with-setup',
      'cpu',
      'incompatible',
      'depends',
    ]),
    concerns: v.optional(v.picklist(['program', 'call'])),
    through: v.optional(libraryId),
    calls: v.optional(v.pipe(v.array(v.union([path, everyCall])), v.minLength(1))),
    unlessGiven: v.optional(v.pipe(v.array(v.pipe(v.string(), v.regex(/^\w+$/))), v.minLength(1))),
    cost: v.optional(v.picklist(['always', 'usually', 'input'])),
    releasesGil: v.optional(v.boolean()),
    pool: v.optional(v.picklist(['leaf', 'unit', 'refused'])),
    poolReason: v.optional(
      v.picklist(['keeps-gil', 'forks', 'bound-to-thread', 'runs-own-code', 'generator']),
    ),
    why: sentence,
    remedy: v.optional(sentence),
    evidence,
  }),
  v.check(
    (row) =>
      (row.concerns !== undefined) === (reported.has(row.verdict) && row.beyond === undefined),
    'says where its finding stands if, and only if, a rule reports it',
  ),
  v.check((row) => (row.cost !== undefined) === (row.verdict === 'cpu'), 'says no cost'),
  v.check((row) => row.concerns !== 'call' || row.calls !== undefined, 'names no call'),
  v.check((row) => row.pool !== 'refused' || row.poolReason !== undefined, 'gives no reason'),
  v.check(
    (row) =>
      row.concerns === undefined ||
      [row.why, row.remedy ?? ''].every(
        (words) => !/;(?! or )|\.$|[Tt]hreadpool|\bGIL\b/.test(words),
      ),
    'has words that read badly in a message: "…: WHY. Use REMEDY."',
  ),
);

/** A row of `library-setups.json`. */
export const librarySetup = v.strictObject({
  library: libraryId,
  how: v.picklist(['call', 'argument', 'module', 'instead', 'assignment']),
  path: module,
  keyword: v.optional(identifier),
  value: v.optional(v.string()),
  package: v.optional(distribution),
  replaces: v.optional(v.literal(true)),
  insert: v.optional(v.literal('preferred')),
  effect: v.optional(sentence),
  evidence,
});

/** A row of `url-drivers.json`. */
export const urlDriver = v.strictObject({
  scheme: v.pipe(v.string(), v.regex(/^[a-z][a-z0-9+_]*$/)),
  library: libraryId,
  versions: v.optional(versions),
  evidence,
});

/** A row of `backend-drivers.json`. */
export const backendDriver = v.strictObject({
  backend: path,
  framework: v.literal('Django'),
  setting: v.pipe(v.string(), v.regex(/^[A-Z_]+$/)),
  key: v.pipe(v.string(), v.regex(/^[A-Z_]+$/)),
  drivers: v.pipe(
    v.array(v.strictObject({ library: libraryId, versions: v.optional(versions) })),
    v.minLength(1),
  ),
  evidence,
});

/** A row of `driver-extras.json`. */
export const driverExtra = v.strictObject({
  distribution,
  extra: distribution,
  library: libraryId,
  versions: v.optional(versions),
  evidence,
});

/** A row of `framework-drivers.json`. */
export const frameworkDriver = v.strictObject({
  framework: v.pipe(v.string(), v.regex(/^[A-Z][\w-]*$/)),
  modules: v.pipe(v.array(module), v.minLength(1)),
  library: libraryId,
  loads: sentence,
  rivals: v.optional(v.pipe(v.array(distribution), v.minLength(1))),
  evidence,
});

/** A row of `kept-connections.json`. */
export const keptConnection = v.strictObject({
  path,
  asks: v.pipe(v.array(identifier), v.minLength(1)),
  after: v.optional(v.pipe(v.array(identifier), v.minLength(1))),
  sentTo: v.optional(identifier),
  close: identifier,
  evidence,
});

/** A row of `shared-connections.json`. */
export const sharedConnection = v.strictObject({
  path,
  uses: v.pipe(v.array(identifier), v.minLength(1)),
  needs: v.union([
    v.strictObject({ part: v.literal('socket') }),
    v.strictObject({ setUp: libraryId }),
  ]),
  effect: sentence,
  evidence,
});

const place = v.pipe(
  v.strictObject({
    position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    keyword: v.optional(identifier),
  }),
  v.check((at) => at.position !== undefined || at.keyword !== undefined, 'names no argument'),
);
const forkArgument = v.pipe(
  v.strictObject({
    position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
    keyword: v.optional(identifier),
    is: v.optional(v.string()),
    begins: v.optional(v.string()),
  }),
  v.check((at) => at.position !== undefined || at.keyword !== undefined, 'names no argument'),
);

/** A row of `forked-connections.json`. */
export const forkedConnection = v.strictObject({
  path,
  shares: v.picklist(['connection', 'threads']),
  severity: v.optional(v.literal('information')),
  onlyWith: v.optional(forkArgument),
  unless: v.optional(v.pipe(v.array(forkArgument), v.minLength(1))),
  opens: v.optional(v.pipe(v.array(identifier), v.minLength(1))),
  openedBy: v.optional(v.pipe(v.array(identifier), v.minLength(1))),
  effect: sentence,
  evidence,
});

const size = v.pipe(v.number(), v.integer(), v.minValue(0));
/** A row of `connection-pools.json`. */
export const connectionPool = v.pipe(
  v.strictObject({
    path,
    size: place,
    default: v.optional(size),
    extra: v.optional(v.strictObject({ keyword: identifier, default: size })),
    unlimitedAt: v.optional(size),
    onlyWith: v.optional(place),
    unless: v.optional(v.pipe(v.array(identifier), v.minLength(1))),
    exhausted: v.picklist(['raises', 'times-out', 'waits']),
    waitsWith: v.optional(identifier),
    error: v.optional(identifier),
    seconds: v.optional(size),
    timeout: v.optional(identifier),
    uses: v.pipe(v.array(module), v.minLength(1)),
    evidence,
  }),
  v.check((row) => (row.error === undefined) === (row.exhausted === 'waits'), 'names no error'),
  v.check((row) => (row.timeout === undefined) === (row.exhausted !== 'times-out'), 'no timeout'),
);
