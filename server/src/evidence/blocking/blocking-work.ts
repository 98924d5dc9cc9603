import type { ArgumentPlace } from '../../knowledge/argument-place.ts';
import { librariesOfCall } from '../../knowledge/libraries.ts';
import { type StandardLibraryCall, standardLibraryCall } from '../../knowledge/standard-library.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import { computingCost } from '../libraries/computing-cost.ts';
import { heldRow } from '../libraries/library-row.ts';
import { argumentsOf, cpuCost, type GivenArguments } from './cpu-cost.ts';
import { sqliteWork } from './sqlite-unit.ts';

/** Something that stops all greenlets although it was given to a thread. */
export interface BlockingWork {
  /** `zlib.compress`. */
  readonly path: string;
  /** Where it stands; undefined where it is the callable itself. */
  readonly place?: Place;
  readonly certain: boolean;
  /** Other threads cannot run meanwhile either. */
  readonly keepsGil: boolean;
  /** What to write instead, where native threads are no cure for another reason. */
  readonly remedy?: string;
}

/** How many functions are looked through. */
const mostScopes = 100;

/**
 * What `job` does that no patch makes cooperative: computing that is dear for what the text
 * shows, sqlite, waits for processes. What has a cure of its own where it stands (os.system,
 * flock, calls of libraries) counts only where it is the job itself. `given`: where the job's
 * arguments stand. `module`: where the job is given away.
 */
export function blockingWork(
  job: Value,
  given: GivenArguments | undefined,
  module: ModuleView,
  project: ProjectView,
): BlockingWork | undefined {
  const called = calledThrough(job);
  if (called.kind === 'external') {
    if (project.ownPath(called.path, module, 'cooperates') !== undefined) return undefined;
    return (
      workOfExternal(called.path, given, project) ?? workOfLibrary(called.path, module, project)
    );
  }
  const start =
    called.kind === 'function'
      ? called.scope
      : called.kind === 'class'
        ? initOf(called.scope)
        : undefined;
  if (start === undefined || start.facts?.isGenerator || start.facts?.isAsync) return undefined;
  const scopes = new Set([start]);
  let likely: BlockingWork | undefined;
  for (const scope of scopes) {
    if (scopes.size > mostScopes) break;
    const work = workOfScope(scope, project);
    if (work?.certain) return work;
    likely ??= work;
    for (const { target } of scope.calls) {
      if (target.kind === 'function' && !target.scope.facts?.isGenerator) scopes.add(target.scope);
      const init = target.kind === 'class' ? initOf(target.scope) : undefined;
      if (init !== undefined) scopes.add(init);
    }
  }
  return likely;
}

function initOf(owner: ScopeView): ScopeView | undefined {
  return owner.children.find(({ kind, name }) => kind === 'function' && name === '__init__');
}

function workOfExternal(
  path: string,
  given: GivenArguments | undefined,
  project: ProjectView,
): BlockingWork | undefined {
  const row = standardLibraryCall(path);
  if (row === undefined || row.patched !== 'blocks') return undefined;
  const keepsGil = row.releasesGil === false;
  if (row.rule === 'GVT212') {
    const cost = given && cpuCost(row, given, project);
    return cost && { path, certain: cost.certain, keepsGil };
  }
  const waits = waitsAnyway(row) || /^GVT20[1-489]$/.test(row.rule ?? '');
  return waits ? { path, certain: true, keepsGil, ...remedyOf(row) } : undefined;
}

function workOfLibrary(
  path: string,
  module: ModuleView,
  project: ProjectView,
): BlockingWork | undefined {
  const held = heldRow(librariesOfCall(path), module, project);
  if (held === undefined || held.row.concerns !== 'call') return undefined;
  const { verdict, pool, releasesGil, remedy } = held.row;
  if (verdict !== 'blocks' && verdict !== 'cpu') return undefined;
  const cost = verdict === 'blocks' ? 'sure' : computingCost(held.row, path, undefined, project);
  if (cost === undefined) return undefined;
  const keepsGil = releasesGil === false;
  const instead = pool !== 'leaf' && !keepsGil && remedy !== undefined ? { remedy } : {};
  return { path, certain: held.certain && cost === 'sure', keepsGil, ...instead };
}

/** A wait for another process or a signal that has no rule at its own place. */
function waitsAnyway(row: StandardLibraryCall): boolean {
  return row.rule === undefined && row.patched === 'blocks' && /^(?:process|wait)$/.test(row.kind);
}

function workOfScope(scope: ScopeView, project: ProjectView): BlockingWork | undefined {
  let likely: BlockingWork | undefined;
  for (const call of scope.calls) {
    const row = call.path === undefined ? undefined : standardLibraryCall(call.path);
    if (row === undefined || row.patched !== 'blocks') continue;
    if (project.ownCall(call, 'cooperates') !== undefined) continue;
    const certain = certaintyOf(call, row, project);
    if (certain === undefined) continue;
    const message = `\`${row.path}()\` stops every greenlet here`;
    const place = { path: scope.module.path, span: call.span, message };
    const work = {
      path: row.path,
      place,
      certain,
      keepsGil: row.releasesGil === false,
      ...remedyOf(row),
    };
    if (certain) return work;
    likely ??= work;
  }
  return likely;
}

function remedyOf({ pool, releasesGil, remedy }: StandardLibraryCall): { remedy?: string } {
  const noThread = pool !== 'leaf' && pool !== 'unit' && releasesGil !== false;
  return noThread && remedy !== undefined ? { remedy } : {};
}

/** Undefined where the call is no reason for a finding. */
function certaintyOf(
  call: CallView,
  row: StandardLibraryCall,
  project: ProjectView,
): boolean | undefined {
  if (row.rule === 'GVT212') return cpuCost(row, argumentsOf(call), project)?.certain;
  if (row.rule === 'GVT207') {
    const work = sqliteWork(call.scope, project);
    return work?.first === call ? work.writes : undefined;
  }
  // With an argument (a timeout, block=False) some of these give up in time.
  return waitsAnyway(row) && call.call.arguments.length === 0 ? true : undefined;
}

/** The arguments that `call` passes on to the callable at `callable`: those behind it. */
export function passedOn(call: CallView, callable: ArgumentPlace): GivenArguments {
  const path = call.path ?? '';
  const packed = /\.(?:Thread|Timer|apply(?:_\w+)?|start_new_thread)$/.test(path);
  const each = /\.(?:i?map\w*|starmap\w*)$/.test(path);
  const place = /\.(?:apply(?:_\w+)?|start_new_thread)$/.test(path)
    ? { position: 1, keyword: 'args' }
    : { keyword: 'args' };
  const args = packed ? argumentAt(call, place)?.value : undefined;
  return {
    unit: call.unit,
    at(place) {
      if (each) return undefined;
      if (packed) {
        const at = place.position;
        return at !== undefined && args?.kind === 'sequence' ? args.items[at] : undefined;
      }
      const shifted = {
        ...(place.position !== undefined && {
          position: place.position + 1 + (callable.position ?? 0),
        }),
        ...(place.keyword !== undefined && { keyword: place.keyword }),
      };
      return argumentAt(call, shifted)?.value;
    },
  };
}
