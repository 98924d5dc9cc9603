import type { Expression } from '../../facts/expression.ts';
import type { CallView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { assignedValues } from '../../project/names/binding-sites.ts';
import { callAt } from '../call-at.ts';
import { isOwn } from '../early/holders.ts';
import { bindsName } from '../early/name-uses.ts';
import { selfName } from '../timeouts/connection-names.ts';
import { clientReferences } from './client-holders.ts';
import type { ConnectionKeeper } from './connection-keepers.ts';
import { startsOnlyOne } from './greenlet-count.ts';
import { handedOn, type Sight, sightsOfCallers } from './handed-connections.ts';
import { isUnderLock } from './lock-guards.ts';

/** How often a connection is followed from one function to the next. */
const deepest = 3;

/** The way from a spawn to where several greenlets use a connection at once; undefined where none does. */
export function usedByMany(
  keeper: ConnectionKeeper,
  project: ProjectView,
): readonly Place[] | undefined {
  const seen = new Set<string>();
  let due = firstSights(keeper, project);
  for (let depth = 0; depth <= deepest && due.length > 0; depth += 1) {
    const next: Sight[] = [];
    for (const found of due) {
      const sight = withAliases(found);
      const way = wayTo(sight, keeper, project);
      const use = way && useIn(sight, way, keeper, project);
      if (way !== undefined && use !== undefined) return [...way, use];
      for (const one of handedOn(sight, way, project)) {
        const { unit } = one;
        const key = `${unit.scope.module.path} ${unit.start} ${one.way?.length}`;
        if (!seen.has(key)) next.push(one);
        seen.add(key);
      }
    }
    due = next;
  }
  return undefined;
}

function firstSights({ holder }: ConnectionKeeper, project: ProjectView): readonly Sight[] {
  if (holder.kind === 'cached') return sightsOfCallers(holder.scope, project);
  if (holder.kind !== 'local') return clientReferences(holder, project);
  const { scope, name } = holder;
  const matches = (at: Expression): boolean => at.kind === 'name' && at.name === name;
  return [scope, ...within(scope, name)].flatMap(({ units }) =>
    units.map((unit) => ({ unit, matches, isOwn: true })),
  );
}

/** The functions inside one that see a name of it. */
function within(scope: ScopeView, name: string): readonly ScopeView[] {
  return scope.children.flatMap((child) =>
    child.facts === undefined || bindsName(child.facts, name)
      ? []
      : [child, ...within(child, name)],
  );
}

/** What the unit itself calls the connection counts as well. */
function withAliases(sight: Sight): Sight {
  const { unit, matches } = sight;
  const named = new Map<string, boolean>();
  const isNamed = (name: string): boolean => {
    const known = named.get(name);
    if (known !== undefined) return known;
    named.set(name, false);
    const values = assignedValues(name, unit.facts);
    const entered = unit.facts.events.flatMap((event) =>
      event.kind === 'enter' && event.target?.kind === 'name' && event.target.name === name
        ? [event.manager]
        : [],
    );
    const all = [...values, ...entered];
    const is = all.length > 0 && all.every((value) => matches(value) || isAlias(value));
    named.set(name, is);
    return is;
  };
  const isAlias = (at: Expression): boolean => at.kind === 'name' && isNamed(at.name);
  return { ...sight, matches: (at) => matches(at) || isAlias(at) };
}

/** The way of the greenlets, several at once, that find the same connection in a piece of code. */
function wayTo(
  { unit, way }: Sight,
  keeper: ConnectionKeeper,
  project: ProjectView,
): readonly Place[] | undefined {
  if (project.inThreadPool(unit.scope)) return undefined;
  if (way !== undefined) return way.length > 0 ? way : undefined;
  return wayOfMany(keeper, unit.scope, project);
}

function wayOfMany(
  { findable }: ConnectionKeeper,
  scope: ScopeView,
  project: ProjectView,
): readonly Place[] | undefined {
  const chain = project.greenletReach(scope)?.manyChain() ?? [];
  const [start] = chain;
  if (start === undefined) return undefined;
  // Handlers and tasks are started by no call of the workspace.
  const spawn = callAt(start, project);
  if (spawn !== undefined && startsOnlyOne(spawn, project)) return undefined;
  if (findable.by === 'all') return chain;
  if (spawn === undefined) return undefined;
  const sameOne =
    findable.by === 'call'
      ? spawn.scope === findable.scope && scope !== findable.scope
      : isGivenOwnMethod(spawn, findable.owner, project);
  return sameOne ? chain : undefined;
}

/** Whether an object starts the greenlets with a method of its own: `pool.spawn(self.work)`. */
function isGivenOwnMethod(spawn: CallView, owner: ScopeView, project: ProjectView): boolean {
  const self = selfName(spawn.scope);
  return spawn.call.arguments.some(
    ({ value }) =>
      value.kind === 'attribute' &&
      value.base.kind === 'name' &&
      value.base.name === self &&
      isOwn(project, value.base, spawn.unit, owner),
  );
}

function useIn(
  { unit, matches }: Sight,
  way: readonly Place[],
  { row }: ConnectionKeeper,
  project: ProjectView,
): Place | undefined {
  for (const call of unit.calls) {
    const { callee } = call.call;
    if (callee.kind !== 'attribute' || !row.uses.includes(callee.name)) continue;
    if (!matches(callee.base) || isUnderLock(call, way.length <= 1, project)) continue;
    const { path } = unit.scope.module;
    return { path, span: call.span, message: 'Several greenlets use it here' };
  }
  return undefined;
}
