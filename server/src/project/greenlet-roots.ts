import { dottedPath } from '../facts/expression.ts';
import { greenletClass, greenletClasses, spawner, spawners } from '../knowledge/spawners.ts';
import { bodiesOf, type CallGraph } from './call-graph.ts';
import { argumentAt, describeCall } from './callable-argument.ts';
import type { LinkingView } from './linking-view.ts';
import type { CallView, ModuleView, Place, ScopeView } from './model.ts';
import { WsgiApplications } from './wsgi-applications.ts';

/** A function that is started in a greenlet. */
export interface GreenletRoot {
  readonly scope: ScopeView;
  readonly origin: string;
  readonly places: readonly Place[];
  readonly many: boolean;
  /** Stands in a test, which says nothing of how other modules run. */
  readonly inTest: boolean;
}

/** Whether native threads started in `module` are greenlets in some program. */
export type ThreadsArePatched = (module: ModuleView) => boolean;

/** Every function that the knowledge tables and the workspace's own calls put in a greenlet. */
export function findGreenletRoots(
  project: LinkingView,
  graph: CallGraph,
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const applications = new WsgiApplications(project);
  const roots: GreenletRoot[] = [];
  for (const call of spawnCandidates(project, graph)) {
    roots.push(...rootsOfCall(call, project, applications, threadsArePatched));
  }
  for (const module of project.modules) {
    for (const scope of module.scopes) {
      if (scope.kind === 'class') roots.push(...rootsOfClass(scope, project, threadsArePatched));
    }
  }
  return roots;
}

const spawnerNames = new Set(spawners.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)));

/** Calls that may be spawns by their name, and those of subclasses of gevent's servers. */
function spawnCandidates(project: LinkingView, graph: CallGraph): ReadonlySet<CallView> {
  const names = new Set(spawnerNames);
  for (const module of project.modules) {
    for (const scope of module.scopes) {
      if (scope.kind === 'class' && externalBases(scope, project).some((path) => spawner(path))) {
        names.add(scope.name);
      }
    }
  }
  return new Set([...names].flatMap((name) => graph.callsNamed(name)));
}

function rootsOfCall(
  call: CallView,
  project: LinkingView,
  applications: WsgiApplications,
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const { target } = call;
  const row =
    target.kind === 'external'
      ? spawner(target.path)
      : target.kind === 'class'
        ? externalBases(target.scope, project)
            .map((path) => spawner(path))
            .find(Boolean)
        : undefined;
  if (row === undefined) return [];
  const { module } = call.scope;
  if (row.when === 'thread-patched' && !threadsArePatched(module)) return [];
  const argument = argumentAt(call, row.callable);
  if (argument === undefined) return [];
  const origin = describeCall(call, argument);
  const spawn: Place = {
    path: module.path,
    span: call.span,
    message: `\`${origin}\` starts a greenlet here`,
  };
  const many = row.many || isRepeated(call);
  const shared = { origin, many, inTest: module.isTest };
  const bodies = bodiesOf(project.valueOf(argument.value, call.unit, call.span[0]));
  if (bodies.length > 0) {
    return bodies.map((scope) => ({ scope, places: [spawn], ...shared }));
  }
  if (row.kind !== 'server') return [];
  return applications.handlers(argument.value, call.unit).map(({ scope, place }) => ({
    scope,
    places: [spawn, place],
    ...shared,
  }));
}

/** In a loop or a comprehension. */
function isRepeated(call: CallView): boolean {
  for (let at = call.block; at !== undefined; at = at.parent) {
    const { kind } = at.block;
    if (kind === 'for' || kind === 'while' || kind === 'comprehension') return true;
  }
  return false;
}

const methodNames = new Set(greenletClasses.flatMap(({ methods }) => methods));

function rootsOfClass(
  scope: ScopeView,
  project: LinkingView,
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const overridden = scope.children.filter(
    (child) => child.kind === 'function' && methodNames.has(child.name),
  );
  if (overridden.length === 0) return [];
  const roots: GreenletRoot[] = [];
  for (const path of externalBases(scope, project)) {
    const row = greenletClass(path);
    if (row === undefined) continue;
    if (row.when === 'thread-patched' && !threadsArePatched(scope.module)) continue;
    const written = scope.facts?.bases[0];
    const base = (written && dottedPath(written.value)) ?? path;
    const origin = `class ${scope.name}(${base})`;
    for (const child of overridden) {
      if (!row.methods.includes(child.name)) continue;
      const message = `\`${child.name}()\` of a \`${path}\` runs in a greenlet`;
      const places = [{ path: scope.module.path, span: scope.nameSpan, message }];
      roots.push({ scope: child, origin, places, many: row.many, inTest: scope.module.isTest });
    }
  }
  return roots;
}

const MAX_CLASS_DEPTH = 8;

/** Paths of the classes outside the workspace that a class derives from, nearest first. */
function externalBases(scope: ScopeView, project: LinkingView, depth = 0): readonly string[] {
  const { outer, facts } = scope;
  if (outer === undefined || facts === undefined || depth > MAX_CLASS_DEPTH) return [];
  return facts.bases.flatMap(({ keyword, star, value }) => {
    if (keyword !== undefined || star !== undefined) return [];
    const base = project.valueOf(value, outer, scope.span[0]);
    if (base.kind === 'external') return [base.path];
    return base.kind === 'class' && base.scope !== scope
      ? externalBases(base.scope, project, depth + 1)
      : [];
  });
}
