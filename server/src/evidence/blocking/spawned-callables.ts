import type { Argument, Expression } from '../../facts/expression.ts';
import { type Spawner, spawner } from '../../knowledge/spawners.ts';
import { type StandardLibraryCall, standardLibraryCall } from '../../knowledge/standard-library.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { startsMany } from '../../project/reach/started-together.ts';
import { calledThrough } from '../../project/value.ts';
import type { Span } from '../../syntax/span.ts';
import { passedOn } from './blocking-work.ts';
import type { GivenArguments } from './cpu-cost.ts';

/** A callable outside the workspace that is given to a spawn as it is: `gevent.spawn(os.system, command)`. */
export interface SpawnedJob {
  /** `os.system`. */
  readonly path: string;
  readonly call: CallView;
  readonly spawn: Spawn;
  /** A map: it is called with each of the items. */
  readonly each: boolean;
  /** The argument that is the callable. */
  readonly span: Span;
  /** What the callable will be called with, as far as the text tells. */
  readonly given: GivenArguments;
  readonly reach: GreenletReach;
}

/** A spawned callable of the standard library's table. */
export interface SpawnedCallable extends SpawnedJob {
  readonly row: StandardLibraryCall;
}

/** The call that starts the greenlet, as data: enough to find it again for a fix. */
export interface Spawn {
  readonly span: Span;
  /** `gevent.pool.Pool.map`. */
  readonly path: string;
}

/**
 * The callables of the rule `code` that calls in this module run in greenlets directly, also
 * through `functools.partial`. Tests and code in native threads are left out, and so is what
 * only a patch makes a greenlet: there the thread is at fault.
 */
export function* spawnedCallables(
  module: ModuleView,
  project: ProjectView,
  code: string,
): Iterable<SpawnedCallable> {
  for (const job of spawnedJobs(module, project)) {
    const row = standardLibraryCall(job.path);
    if (row?.rule === code && row.patched === 'blocks') yield { ...job, row };
  }
}

/**
 * The callables outside the workspace that calls in this module run in greenlets directly, also
 * through `functools.partial`. Tests and code in native threads are left out, and so is what only
 * a patch makes a greenlet.
 */
export function spawnedJobs(module: ModuleView, project: ProjectView): readonly SpawnedJob[] {
  return keptForAll(project, `spawned jobs ${module.path}`, () => [...jobsIn(module, project)]);
}

function* jobsIn(module: ModuleView, project: ProjectView): Iterable<SpawnedJob> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, row: spawn } of spawns(module)) {
    const argument = argumentAt(call, spawn.callable);
    // A name that is bound on the way may be used further down: no edit may take it away.
    if (argument === undefined || argument.value.kind === 'other') continue;
    const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
    if (job.kind !== 'external') continue;
    if (project.inThreadPool(call.scope) || isDead(call)) continue;
    const [start, end] = argument.value.span;
    const { start: offset } = call.unit;
    const message = `\`${describeCall(call, argument)}\` starts a greenlet here`;
    const chain = [{ path: module.path, span: call.span, message }];
    const many = startsMany(call, spawn);
    yield {
      path: job.path,
      call,
      spawn: { span: call.span, path: spawn.path },
      each: /\.i?map\w*$/.test(spawn.path),
      span: [start + offset, end + offset],
      given: givenTo(call, argument, spawn),
      reach: {
        origin: describeCall(call, argument),
        chain,
        many,
        manyChain: () => (many ? chain : []),
        serves: false,
        onlyAsThread: false,
        needsThreads: spawn.when === 'thread-patched',
        onlyOnce: false,
      },
    };
  }
}

/** A link calls with the greenlet that has ended, which no such callable takes. */
function isLink({ path }: Spawner): boolean {
  return /\.link(?:_\w+)?$/.test(path);
}

/** The row of a call that starts a greenlet with a callable, and is no link of another one. */
export function startingWork(path: string): Spawner | undefined {
  const row = spawner(path);
  return (row?.kind === 'spawn' || row?.kind === 'pool') && !isLink(row) ? row : undefined;
}

function spawns(module: ModuleView): readonly { call: CallView; row: Spawner }[] {
  return keptFor(module, 'spawns', () => callsWithRow(module, startingWork));
}

/** The arguments behind the callable that a spawn is given; those of a `partial` come first. */
export function givenTo(
  call: CallView,
  { value }: Argument,
  { callable }: Spawner,
): GivenArguments {
  const partial = value.kind === 'call' ? call.unit.calls[value.call] : undefined;
  const isPartial = partial?.path === 'functools.partial';
  const given = isPartial ? passedOn(partial, { position: 0 }) : passedOn(call, callable);
  const named = isPartial ? partial.call.arguments[0]?.value : value;
  const receiver: Expression | undefined = named?.kind === 'attribute' ? named.base : undefined;
  return receiver === undefined ? given : { ...given, receiver };
}
