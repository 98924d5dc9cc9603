import type { Launch } from '../../deployment/launch.ts';
import { dottedPath, type Expression } from '../../facts/expression.ts';
import { greenletClass, type Spawner, spawner, spawners } from '../../knowledge/spawners.ts';
import type { LinkingView } from '../linking-view.ts';
import type { CallView, ModuleView, Place, ProgramView, ScopeView } from '../model.ts';
import { methodKind } from '../names/members.ts';
import { isDead } from '../programs/block-certainty.ts';
import { calledThrough, itemsOf } from '../value.ts';
import type { LinkedScope } from '../views.ts';
import { methods, methodsLike } from './bodies.ts';
import type { CallGraph } from './call-graph.ts';
import { argumentAt, describeCall } from './callable-argument.ts';
import { calledParameters } from './called-back.ts';
import { forwarderOf, forwarderWithin, givenTo } from './forwarded-callables.ts';
import { rootsOfFrameworks } from './framework-roots.ts';
import { givenBodies } from './given-callables.ts';
import { keptCallables } from './kept-callables.ts';
import { rootsOfLaunches } from './launch-roots.ts';
import { type GivingSpawn, isSelf } from './passed-objects.ts';
import { ServedModules } from './served-modules.ts';
import { type SpawnedItems, spawnedByMap, spawnedByStar } from './spawned-items.ts';
import { startsMany } from './started-together.ts';
import { WsgiApplications } from './wsgi-applications.ts';

/** A function that is started in a greenlet. */
export interface GreenletRoot {
  readonly scope: ScopeView;
  readonly origin: string;
  /** Where it is started, as the texts are now: calls move while somebody types. */
  readonly places: () => readonly Place[];
  readonly many: boolean;
  /** Started by a call that would start a native thread in an unpatched program. */
  readonly asThread: boolean;
  /** In a program that does not patch threads it runs in a native one. */
  readonly needsThreads?: boolean;
  /** Runs for the requests of a server. */
  readonly serves: boolean;
  /** The very class of the object whose method it is, where that is known. */
  readonly self?: ScopeView;
  /** The spawn that also gives it arguments. */
  readonly spawn?: GivingSpawn;
  /** Runs once, where something starts or ends. */
  readonly once?: boolean;
  /** Stands in a test, which says nothing of how other modules run. */
  readonly inTest: boolean;
}

/** Whether native threads started in `module` are greenlets in some program. */
export type ThreadsArePatched = (module: ModuleView) => boolean;

/** Every function that the knowledge tables and the workspace's own calls put in a greenlet. */
export function findGreenletRoots(
  project: LinkingView,
  graph: CallGraph,
  programs: readonly ProgramView[],
  launches: readonly Launch[],
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const applications = new WsgiApplications(project);
  const roots: GreenletRoot[] = [];
  for (const call of spawnCandidates(project, graph)) {
    roots.push(...rootsOfCall(call, project, graph, applications, threadsArePatched));
  }
  for (const module of project.modules) {
    for (const scope of module.scopes) {
      if (scope.kind === 'class') roots.push(...rootsOfClass(scope, project, threadsArePatched));
    }
  }
  roots.push(...rootsOfLaunches(programs, applications, project, launches));
  roots.push(
    ...rootsOfFrameworks(project, graph, new ServedModules(project, graph, programs, launches)),
  );
  return roots;
}

const spawnerNames = new Set([
  ...spawners.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
  'map',
  'starmap',
]);

/** Calls that may be spawns by their name, and those of subclasses of gevent's servers. */
function spawnCandidates(project: LinkingView, graph: CallGraph): ReadonlySet<CallView> {
  const names = new Set(spawnerNames);
  for (const module of project.modules) {
    for (const scope of module.scopes) {
      if (
        scope.kind === 'class' &&
        project.lineageOf(scope).externals.some((path) => spawner(path))
      ) {
        names.add(scope.name);
      }
    }
  }
  return new Set([...names].flatMap((name) => graph.callsNamed(name)));
}

function rootsOfCall(
  call: CallView,
  project: LinkingView,
  graph: CallGraph,
  applications: WsgiApplications,
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const { target } = call;
  const row =
    target.kind === 'external'
      ? spawner(target.path)
      : target.kind === 'class'
        ? project
            .lineageOf(target.scope)
            .externals.map((path) => spawner(path))
            .find(Boolean)
        : undefined;
  if (row === undefined) return rootsOfItems(call, spawnedByMap(call, project));
  if (isDead(call)) return [];
  const { module } = call.scope;
  if (row.when === 'thread-patched' && !threadsArePatched(module)) return [];
  const argument = argumentAt(call, row.callable);
  if (argument === undefined) return rootsOfItems(call, spawnedByStar(call, row, project));
  const origin = describeCall(call, argument);
  const spawn = (): Place => ({
    path: module.path,
    span: call.span,
    message: `\`${origin}\` starts a greenlet here`,
  });
  const many = startsMany(call, row);
  const shared = {
    origin,
    many,
    asThread: row.kind === 'thread',
    serves: row.kind === 'server',
    inTest: module.isTest,
    needsThreads: row.when === 'thread-patched',
  };
  const bodies = [
    ...givenBodies(argument.value, call.unit, project, call.span[0]),
    ...ofSubclasses(argument.value, call, graph),
    ...ofHandlerClass(argument.value, call, row, project),
  ];
  if (bodies.length > 0) {
    const called = [...bodies, ...calledByThem(bodies, call, row, project, graph)];
    const giving = givingSpawn(call, row);
    const owner = ownerOfMethod(argument.value, call, project, graph);
    const derived = owner === undefined ? [] : graph.derivedFrom(owner);
    const roots = called.map((scope) => {
      const { parent } = scope;
      // What a subclass puts in the place of a method runs for objects of the subclass.
      const self = parent !== undefined && derived.includes(parent) ? parent : owner;
      return {
        scope,
        places: () => [spawn()],
        ...shared,
        ...(giving !== undefined && bodies.includes(scope) ? { spawn: giving } : {}),
        ...(self !== undefined && parent?.kind === 'class' ? { self } : {}),
      };
    });
    const through = row.kind === 'thread' || isConditional(call) ? [] : bodies;
    const forwarders = through.flatMap((body) => forwarderWithin(body, call.scope) ?? []);
    const given = forwarders.flatMap((one) => givenTo(one, project, graph));
    const hooks = hooksOfSubclasses(argument.value, call, project, graph);
    return [
      ...roots,
      ...hooks.map(({ body, place }) => ({
        scope: body,
        places: () => [spawn(), place()],
        ...shared,
      })),
      ...given.map(({ body, place }) => ({
        scope: body,
        places: () => [spawn(), place()],
        ...shared,
      })),
    ];
  }
  if (row.kind === 'thread') return [];
  if (row.kind !== 'server') {
    // Under a condition it may be one of several ways to run things, for whoever asks for gevent.
    const forwarder = isConditional(call) ? undefined : forwarderOf(call, argument.value);
    const given =
      forwarder === undefined
        ? keptCallables(argument.value, call.unit, project, graph)
        : givenTo(forwarder, project, graph);
    return given.map(({ body, place }) => ({
      scope: body,
      places: () => [spawn(), place()],
      ...shared,
    }));
  }
  return applications.handlers(argument.value, call.unit).map(({ scope, place }) => ({
    scope,
    places: () => [spawn(), place()],
    ...shared,
  }));
}

/** Functions that stand in a list or tuple which a spawn is given: `map(gevent.spawn, jobs)`. */
function rootsOfItems(call: CallView, spawned: SpawnedItems | undefined): readonly GreenletRoot[] {
  if (spawned === undefined || isDead(call)) return [];
  const { row, argument, bodies } = spawned;
  const origin = describeCall(call, argument);
  const { module } = call.scope;
  const message = `\`${origin}\` starts greenlets here`;
  return bodies.map((scope) => ({
    scope,
    origin,
    places: () => [{ path: module.path, span: call.span, message }],
    many: startsMany(call, row),
    asThread: row.kind === 'thread',
    serves: row.kind === 'server',
    inTest: module.isTest,
  }));
}

/** `ThreadingTCPServer(address, Handler)`: the methods of `Handler` that requests run. */
function ofHandlerClass(
  given: Expression,
  { unit, span }: CallView,
  { methods: patterns }: Spawner,
  project: LinkingView,
): readonly ScopeView[] {
  if (patterns === undefined) return [];
  const value = calledThrough(project.valueOf(given, unit, span[0]));
  return value.kind === 'class' ? methodsLike(value.scope, patterns, project) : [];
}

/** `spawn(self.run)` in a base class: the `run` of the classes that derive from it. */
function ofSubclasses(
  value: Expression,
  { scope }: CallView,
  graph: CallGraph,
): readonly ScopeView[] {
  const owner = scope.parent;
  const [self] = scope.facts?.parameters ?? [];
  if (value.kind !== 'attribute' || value.base.kind !== 'name' || self === undefined) return [];
  if (scope.kind !== 'function' || owner?.kind !== 'class') return [];
  return value.base.name === self.name ? graph.overriding(owner, value.name) : [];
}

/**
 * What subclasses put in the place of methods that `spawn(self.run)` of their base comes to: `copy`
 * of `class Backup(Job)`, where `Job.run` calls `self.copy()`. Only of classes that are started by
 * this very spawn.
 */
function hooksOfSubclasses(
  value: Expression,
  { scope }: CallView,
  project: LinkingView,
  graph: CallGraph,
): readonly { readonly body: ScopeView; readonly place: () => Place }[] {
  const owner = scope.parent;
  const [self] = scope.facts?.parameters ?? [];
  if (value.kind !== 'attribute' || value.base.kind !== 'name') return [];
  if (scope.kind !== 'function' || owner?.kind !== 'class') return [];
  if (self === undefined || value.base.name !== self.name) return [];
  return graph.derivedFrom(owner).flatMap((derived) => {
    const [starts] = methods(derived, project, scope.name);
    const [run] = methods(derived, project, value.name);
    if (starts !== scope || run === undefined) return [];
    return overriddenBehind(run, derived, project).map(({ method, call }) => ({
      body: method,
      place: () => ({
        path: call.scope.module.path,
        span: call.span,
        message: `\`${call.scope.qualifiedName}\` calls it here`,
      }),
    }));
  });
}

/** The functions that a spawn passes on to what it runs, which calls them: `spawn(retry, task)`. */
function calledByThem(
  bodies: readonly ScopeView[],
  call: CallView,
  { callable, path }: Spawner,
  project: LinkingView,
  graph: CallGraph,
): readonly ScopeView[] {
  const { position } = callable;
  if (position === undefined) return [];
  const isMap = /\.i?map\w*$/.test(path);
  const passesOn = path.startsWith('gevent.') && /\.(?:Greenlet|spawn\w*)$/.test(path);
  if (!isMap && !passesOn) return [];
  return bodies.flatMap((body) =>
    calledParameters(body).flatMap(({ index }) => {
      // `spawn(self.loop, task)`: the object comes first.
      const isOwn = body.parent?.kind === 'class' && methodKind(body as LinkedScope) !== 'static';
      const own = isOwn ? 1 : 0;
      const given = argumentAt(call, { position: position + 1 + index - own });
      if (given === undefined) return [];
      if (passesOn) {
        const known = givenBodies(given.value, call.unit, project, call.span[0]);
        if (known.length > 0) return known;
        return keptCallables(given.value, call.unit, project, graph).map(({ body }) => body);
      }
      const items = project.valueOf(given.value, call.unit, call.span[0]);
      const display = items.kind === 'external-instance' ? items.display : undefined;
      return (display ? itemsOf(display) : []).flatMap((item) =>
        givenBodies(item, display!.unit, project, display!.unit.start + item.span[0]),
      );
    }),
  );
}

/**
 * The class of the object whose method is spawned: of `self.run` that of the method around, whose
 * subclasses are looked at apart.
 */
function ownerOfMethod(
  value: Expression,
  call: CallView,
  project: LinkingView,
  graph: CallGraph,
): ScopeView | undefined {
  if (value.kind !== 'attribute') return undefined;
  if (isSelf(value.base, call.scope)) return call.scope.parent;
  const object = project.valueOf(value.base, call.unit, call.span[0]);
  return object.kind === 'instance' && graph.isMade(object.scope) ? object.scope : undefined;
}

/** Spawns that pass the arguments behind the callable on as they are: `gevent.spawn(work, client)`. */
function givingSpawn(call: CallView, { callable, path }: Spawner): GivingSpawn | undefined {
  const { position } = callable;
  const passesOn = path.startsWith('gevent.') && /\.(?:Greenlet|spawn\w*|apply)$/.test(path);
  if (position === undefined || !passesOn) return undefined;
  return { call, first: position + 1 };
}

function isConditional(call: CallView): boolean {
  for (let at = call.block; at !== undefined; at = at.parent) {
    if (['if', 'else', 'conditional', 'try', 'except', 'match-case'].includes(at.block.kind)) {
      return true;
    }
  }
  return false;
}

function rootsOfClass(
  scope: ScopeView,
  project: LinkingView,
  threadsArePatched: ThreadsArePatched,
): readonly GreenletRoot[] {
  const roots: GreenletRoot[] = [];
  for (const path of project.lineageOf(scope).externals) {
    const row = greenletClass(path);
    if (row === undefined) continue;
    if (row.when === 'thread-patched' && !threadsArePatched(scope.module)) continue;
    const bases = scope.facts?.bases.map(({ value }) => dottedPath(value) ?? '…') ?? [];
    const origin = `class ${scope.name}(${bases.join(', ')})`;
    for (const child of methods(scope, project, ...row.methods)) {
      const message = `\`${child.name}()\` of a \`${path}\` runs in a greenlet`;
      const places = () => [{ path: scope.module.path, span: scope.nameSpan, message }];
      const { isTest: inTest } = scope.module;
      const needsThreads = row.when === 'thread-patched';
      const own = { origin, many: row.many, asThread: false, serves: row.many };
      const shared = { ...own, needsThreads, inTest };
      const hooks = overriddenBehind(child, scope, project).map(({ method }) => method);
      for (const body of [child, ...hooks]) {
        roots.push({ scope: body, self: scope, places, ...shared });
      }
    }
  }
  return roots;
}

/**
 * The methods of a class that an inherited one calls by `self`, where its own class has others, and
 * the first call of each: `execute` of the subclass, behind `def _run(self): self.execute()` of the base.
 */
function overriddenBehind(
  inherited: ScopeView,
  owner: ScopeView,
  project: LinkingView,
): readonly { readonly method: ScopeView; readonly call: CallView }[] {
  const found: { method: ScopeView; call: CallView }[] = [];
  const seen = new Set([inherited]);
  for (const body of seen) {
    const self = body.facts?.parameters[0]?.name;
    if (body.parent === owner || self === undefined) continue;
    for (const call of body.calls) {
      const { callee } = call.call;
      if (callee.kind !== 'attribute' || callee.base.kind !== 'name') continue;
      if (callee.base.name !== self) continue;
      const [method] = methods(owner, project, callee.name);
      if (method === undefined || seen.has(method)) continue;
      seen.add(method);
      const { target } = call;
      if (target.kind !== 'function' || target.scope !== method) found.push({ method, call });
    }
  }
  return found;
}
