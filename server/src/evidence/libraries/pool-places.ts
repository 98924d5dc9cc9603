import { Use } from '../../facts/scope.ts';
import { type ConnectionPool, connectionPool } from '../../knowledge/connection-pools.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, ProjectView, ScopeView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Span } from '../../syntax/span.ts';
import { shortName } from '../blocking/greenlet-calls.ts';
import { knownNumber, type PlacedExpression } from '../blocking/known-size.ts';
import { holderOf } from '../early/holders.ts';

/** A pool of connections, and how many places it certainly has. */
export interface PoolPlaces {
  /** What messages call it: `create_engine()`. */
  readonly name: string;
  /** What makes it: `sqlalchemy.create_engine`. */
  readonly path: string;
  /** The call, or the setting that says how many places it has. */
  readonly span: Span;
  /** Where it is made. */
  readonly scope: ScopeView;
  /** The number of places, where one is written. */
  readonly size: PlacedExpression | undefined;
  readonly row: ConnectionPool;
  /** Whether somebody chose how many places it has. */
  readonly isWritten: boolean;
  /** Those that may be taken at once. */
  readonly places: number;
  /** Those of them that come on top of the size. */
  readonly extra: number;
  /** Seconds until it times out, where that is known. */
  readonly seconds: number | undefined;
}

/** The pools that one module makes, whose number of places is spelled out or known by default. */
export function poolsOf(module: ModuleView, project: ProjectView): readonly PoolPlaces[] {
  return poolCalls(module).flatMap(({ call, row }) => {
    if (isMadeByEach(call, project)) return [];
    const pool = measured(call, row, project);
    return pool === undefined ? [] : [pool];
  });
}

/** A pool that each greenlet makes for itself, and that nothing keeps. */
function isMadeByEach(call: CallView, project: ProjectView): boolean {
  if (holderOf(call.unit, call.call.span) !== undefined) return false;
  return project.greenletReach(call.scope) !== undefined || staysLocal(call);
}

/** Bound to a name of a function that only calls its methods: the next call makes another. */
function staysLocal({ call, scope, unit }: CallView): boolean {
  if (scope.kind !== 'function') return false;
  const event = unit.facts.events.find(
    (one) => one.kind === 'assign' && one.value.span.join() === call.span.join(),
  );
  const targets = event?.kind === 'assign' ? event.targets : [];
  const [target] = targets;
  if (targets.length !== 1 || target?.kind !== 'name') return false;
  const isElsewhere = scope.children.some(({ units }) =>
    units.some(({ facts }) => facts.uses[target.name] !== undefined),
  );
  return !isElsewhere && unit.facts.uses[target.name] === Use.call;
}

/** The calls that make pools, of whatever size. */
export function poolCalls(
  module: ModuleView,
): readonly { readonly call: CallView; readonly row: ConnectionPool }[] {
  return keptFor(module, 'pools of connections', () =>
    callsWithRow(module, connectionPool).filter(({ call }) => !isDead(call)),
  );
}

function measured(
  call: CallView,
  row: ConnectionPool,
  project: ProjectView,
): PoolPlaces | undefined {
  const given = call.call.arguments;
  if (given.some(({ star }) => star !== undefined)) return undefined;
  if (given.some(({ keyword }) => keyword !== undefined && row.unless?.includes(keyword))) {
    return undefined;
  }
  if (row.onlyWith !== undefined && !isTrue(call, row.onlyWith, project)) return undefined;
  if (row.waitsWith !== undefined && argumentAt(call, { keyword: row.waitsWith })) return undefined;
  const number = (place: typeof row.size, unsaid: number | undefined): number | undefined => {
    const argument = argumentAt(call, place);
    if (argument === undefined) return unsaid;
    return knownNumber({ expression: argument.value, unit: call.unit }, project);
  };
  // An address of SQLite has a pool of its own kind unless a size is asked for.
  const isBare = argumentAt(call, row.size) === undefined;
  if (isBare && mayBeSqlite(call, row, project)) return undefined;
  const size = number(row.size, row.default);
  const extra = row.extra === undefined ? 0 : number(row.extra, row.extra.default);
  if (size === undefined || extra === undefined || extra < 0) return undefined;
  if (size <= 0 || size === row.unlimitedAt) return undefined;
  const seconds =
    row.timeout === undefined ? undefined : number({ keyword: row.timeout }, row.seconds);
  const written = argumentAt(call, row.size)?.value;
  return {
    name: `${shortName(row.path)}()`,
    path: call.path ?? row.path,
    span: call.span,
    scope: call.scope,
    size: written && { expression: written, unit: call.unit },
    isWritten:
      written !== undefined ||
      (row.extra !== undefined && argumentAt(call, row.extra) !== undefined),
    row,
    places: size + extra,
    extra,
    seconds,
  };
}

function isTrue(
  call: CallView,
  place: NonNullable<ConnectionPool['onlyWith']>,
  project: ProjectView,
): boolean {
  const argument = argumentAt(call, place);
  if (argument === undefined) return false;
  const value = project.valueOf(argument.value, call.unit);
  return value.kind === 'constant' && value.value === 'True';
}

function mayBeSqlite(call: CallView, { path }: ConnectionPool, project: ProjectView): boolean {
  if (path !== 'sqlalchemy.create_engine') return false;
  const address = argumentAt(call, { position: 0, keyword: 'url' });
  if (address === undefined) return true;
  const value = project.valueOf(address.value, call.unit);
  return value.kind === 'string' && value.value.startsWith('sqlite');
}
