import type { Argument } from '../../facts/expression.ts';
import { type Spawner, spawner } from '../../knowledge/spawners.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ScopeView } from '../model.ts';
import { type Display, itemsOf, type Value } from '../value.ts';
import { argumentAt } from './callable-argument.ts';
import { givenBodies } from './given-callables.ts';

/** Functions that one call spawns, and the argument that holds them. */
export interface SpawnedItems {
  readonly row: Spawner;
  readonly argument: Argument;
  readonly bodies: readonly ScopeView[];
}

/**
 * What a map spawns that is given the spawn itself: `map(gevent.spawn, functions)`, and
 * `itertools.starmap(gevent.spawn, jobs)` with tuples that begin with a function.
 */
export function spawnedByMap(call: CallView, project: LinkingView): SpawnedItems | undefined {
  const isStarred = call.path === 'itertools.starmap';
  if (!isStarred && call.path !== 'builtins.map') return undefined;
  const [first] = call.call.arguments;
  if (first === undefined || first.star !== undefined || first.keyword !== undefined) {
    return undefined;
  }
  const spawn = project.valueOf(first.value, call.unit, call.span[0]);
  const row = spawn.kind === 'external' ? spawner(spawn.path) : undefined;
  const position = row?.callable.position;
  const isSpawn = (row?.kind === 'spawn' || row?.kind === 'pool') && !row.many;
  if (!isSpawn || row.when !== undefined || position === undefined) return undefined;
  const argument = argumentAt(call, { position: isStarred ? 1 : position + 1 });
  if (argument === undefined) return undefined;
  const given = displaysOf(project.valueOf(argument.value, call.unit, call.span[0]));
  const bodies = isStarred
    ? given.flatMap((list) =>
        itemsOf(list).flatMap((item) => {
          const at = list.unit.start + item.span[0];
          const job = displaysOf(project.valueOf(item, list.unit, at));
          return job.flatMap((tuple) => bodiesAt(tuple, position, project));
        }),
      )
    : given.flatMap((list) => itemsOf(list).flatMap((_, at) => bodiesAt(list, at, project)));
  return { row, argument, bodies };
}

/** What a spawn runs whose callable stands in a starred tuple: `gevent.spawn(*job)`. */
export function spawnedByStar(
  call: CallView,
  row: Spawner,
  project: LinkingView,
): SpawnedItems | undefined {
  const { position } = row.callable;
  if (position === undefined) return undefined;
  const index = call.call.arguments.findIndex(({ star }) => star === 1);
  const argument = call.call.arguments[index];
  if (argument === undefined || index > position) return undefined;
  if (call.call.arguments.slice(0, index).some(({ keyword }) => keyword !== undefined)) {
    return undefined;
  }
  const jobs = displaysOf(project.valueOf(argument.value, call.unit, call.span[0]));
  const bodies = jobs.flatMap((job) => bodiesAt(job, position - index, project));
  return { row, argument, bodies };
}

/** The lists and tuples that a value may be, as they are written out. */
export function displaysOf(value: Value): readonly Display[] {
  if (value.kind === 'unknown') return (value.oneOf ?? []).flatMap(displaysOf);
  return value.kind === 'external-instance' && value.display ? [value.display] : [];
}

function bodiesAt(list: Display, index: number, project: LinkingView): readonly ScopeView[] {
  const items = list.expression.kind === 'sequence' ? list.expression.items : [];
  const item = items[index];
  // A star shifts the ones behind it.
  const isPlain = items.slice(0, index + 1).every(({ kind }) => kind !== 'other');
  if (item === undefined || !isPlain) return [];
  return givenBodies(item, list.unit, project, list.unit.start + item.span[0]);
}
