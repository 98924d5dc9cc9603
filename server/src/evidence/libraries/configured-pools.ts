import { connectionPool } from '../../knowledge/connection-pools.ts';
import type { ModuleView, ProjectView } from '../../project/model.ts';
import type { DictionaryView, Entry } from '../../project/settings/dictionary.ts';
import { dictionaryOf } from '../../project/settings/read-dictionary.ts';
import { knownNumber } from '../blocking/known-size.ts';
import { namedBackends } from './backend-uses.ts';
import { djangoSettings, namedSettings } from './django-settings.ts';
import { flaskSettings } from './flask-settings.ts';
import type { PoolPlaces } from './pool-places.ts';

/** The pools that the settings of frameworks in `module` make, whose number of places is known. */
export function configuredPools(module: ModuleView, project: ProjectView): readonly PoolPlaces[] {
  return [...enginePools(module, project), ...djangoPools(module, project)];
}

const OPTIONS = 'SQLALCHEMY_ENGINE_OPTIONS';

/** Flask-SQLAlchemy gives these to `create_engine()` (3.1). */
function enginePools(module: ModuleView, project: ProjectView): readonly PoolPlaces[] {
  const row = connectionPool('sqlalchemy.create_engine');
  if (row?.extra === undefined || module.isTest) return [];
  const { keyword, default: extraByDefault } = row.extra;
  return flaskSettings(OPTIONS, module, project).flatMap(({ expression, unit }): PoolPlaces[] => {
    const options = dictionaryOf(expression, unit, project);
    if (options === undefined || options.open) return [];
    const { entries } = options;
    const sizeEntry = entries.get('pool_size');
    const extraEntry = entries.get(keyword);
    if (sizeEntry === undefined && extraEntry === undefined) return [];
    if (row.unless?.some((one) => entries.has(one)) === true) return [];
    const size = numberIn(sizeEntry, row.default, project);
    const extra = numberIn(extraEntry, extraByDefault, project);
    if (size === undefined || extra === undefined || extra < 0 || size <= 0) return [];
    const [said] = [sizeEntry, extraEntry].filter((one) => one !== undefined);
    if (said === undefined || said.unit.scope.module !== module) return [];
    return [
      {
        name: `\`${OPTIONS}\``,
        path: row.path,
        span: spanOf(said),
        scope: unit.scope,
        isWritten: true,
        row,
        places: size + extra,
        extra,
        seconds: numberIn(entries.get('pool_timeout'), row.seconds, project),
        size: sizeEntry && { expression: sizeEntry.value, unit: sizeEntry.unit },
      },
    ];
  });
}

/** psycopg_pool 3.3: `min_size=4`, and `max_size` is as large where it is not given. */
const LEAST_PLACES = 4;

/** `"OPTIONS": {"pool": …}` of Django 5.1 and newer, which goes to `psycopg_pool.ConnectionPool()`. */
function djangoPools(module: ModuleView, project: ProjectView): readonly PoolPlaces[] {
  const row = connectionPool('psycopg_pool.ConnectionPool');
  if (row === undefined || module.isTest) return [];
  const pools = new Map<number, PoolPlaces>();
  for (const program of project.programs) {
    const settings = program.greenlets === 'yes' ? djangoSettings(program, project) : undefined;
    if (settings === undefined) continue;
    for (const { settings: database } of namedSettings('DATABASES', settings).known) {
      const pool = database?.entries.get('OPTIONS')?.dictionary?.entries.get('pool');
      if (pool === undefined || pool.unit.scope.module !== module) continue;
      const engine = database?.entries.get('ENGINE');
      const loads = namedBackends(program, project).backends.find(
        ({ expression }) => expression === engine?.value,
      );
      if (loads?.row.drivers.some(({ library }) => library === 'psycopg') !== true) continue;
      const options = optionsOf(pool, project);
      if (options === undefined) continue;
      const most = options.entries.get('max_size');
      const least = numberIn(options.entries.get('min_size'), LEAST_PLACES, project);
      const places =
        most === undefined || isNone(most, project) ? least : numberIn(most, undefined, project);
      if (places === undefined || places <= 0) continue;
      const said = most ?? pool;
      pools.set(spanOf(said)[0], {
        name: "Django's pool",
        path: row.path,
        span: spanOf(said),
        scope: said.unit.scope,
        isWritten: true,
        row,
        places,
        extra: 0,
        seconds: numberIn(options.entries.get('timeout'), row.seconds, project),
        size: most && { expression: most.value, unit: most.unit },
      });
    }
  }
  return [...pools.values()];
}

/** What `"pool"` holds; nothing for True. */
function optionsOf(pool: Entry, project: ProjectView): DictionaryView | undefined {
  if (pool.dictionary !== undefined) return pool.dictionary.open ? undefined : pool.dictionary;
  const value = project.valueOf(pool.value, pool.unit);
  const isOn = value.kind === 'constant' && value.value === 'True';
  return isOn ? { entries: new Map(), open: false } : undefined;
}

function isNone({ value, unit }: Entry, project: ProjectView): boolean {
  const known = project.valueOf(value, unit);
  return known.kind === 'constant' && known.value === 'None';
}

function numberIn(
  entry: Entry | undefined,
  unsaid: number | undefined,
  project: ProjectView,
): number | undefined {
  if (entry === undefined) return unsaid;
  return knownNumber({ expression: entry.value, unit: entry.unit }, project);
}

function spanOf({ value, unit }: Entry): readonly [number, number] {
  return [value.span[0] + unit.start, value.span[1] + unit.start];
}
