import { type Expression, rootName } from '../../facts/expression.ts';
import { ormCall } from '../../knowledge/orm-calls.ts';
import { type Spawner, spawner } from '../../knowledge/spawners.ts';
import { EventQuery } from '../../project/event-query.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import { isInLoop } from '../../project/loops.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough, type Value } from '../../project/value.ts';
import type { Span } from '../../syntax/span.ts';
import { patchedWhereItRuns } from '../blocking/patched-for.ts';
import { codeOfJob } from '../threads/job-code.ts';

/** A greenlet that is started by hand and leaves a connection of Django open. */
export interface LeakingGreenlet {
  /** The function that it runs. */
  readonly job: ScopeView;
  /** The callable in the spawn; the method's name where a class is the greenlet. */
  readonly span: Span;
  /** Where it is started, what leads to the query, and the query. */
  readonly related: readonly Place[];
}

/** Distributions whose database backends share connections among greenlets. */
const poolingBackends = ['django-db-geventpool', 'django-db-connection-pool'];
/** Decorators under which a function runs as it stands. */
const plainDecorators = /^(?:builtins\.(?:static|class)method|django\.db\.transaction\.atomic)$/;

/**
 * The greenlets that this module starts by hand, and its classes of greenlets, whose code asks
 * Django's ORM and never closes the connection. Left out is what runs once, for ever, or in tests.
 */
export function* leakingGreenlets(
  module: ModuleView,
  project: ProjectView,
): Iterable<LeakingGreenlet> {
  if (!project.usesGevent || module.isTest || !usesDjango(project)) return;
  if (sharesConnections(module, project)) return;
  const seen = new Set<ScopeView>();
  for (const { call, value, span, words } of spawnsIn(module, project)) {
    if (linksClosing(call, project)) continue;
    const job = calledThrough(project.valueOf(value, call.unit, call.span[0]));
    const message = `\`${words}\` starts a greenlet here`;
    const spawn = { path: module.path, span: call.span, message };
    const found = leakOf(job, project);
    if (found === undefined || seen.has(found.job)) continue;
    seen.add(found.job);
    yield { job: found.job, span, related: [spawn, ...found.related] };
  }
  for (const scope of module.scopes) {
    if (scope.kind !== 'function' || !isBodyOfGreenlet(scope, project) || seen.has(scope)) continue;
    const found = leakOf({ kind: 'function', scope, bound: true }, project);
    if (found !== undefined) yield { ...found, span: scope.nameSpan };
  }
}

/** Whether anything imports Django: without it nobody asks its ORM. */
function usesDjango(project: ProjectView): boolean {
  return keptForAll(project, 'Django is imported', () =>
    project.modules.some((module) => djangoImports.isIn(module)),
  );
}

const isDjangos = (module: string): boolean => /^django(?:\.|$)/.test(module);
const djangoImports = new EventQuery(
  (event) =>
    (event.kind === 'import' && event.names.some((one) => isDjangos(one.module))) ||
    (event.kind === 'from-import' && event.level === 0 && isDjangos(event.module)),
);

/** Whether a database backend that shares its connections is installed, or asked for. */
export function sharesConnections(module: ModuleView, project: ProjectView): boolean {
  return poolingBackends.some(
    (name) =>
      project.versionOf(name, module) !== undefined ||
      project.dependencies.some((dependency) => dependency.name === name),
  );
}

interface SpawnSite {
  readonly call: CallView;
  readonly value: Expression;
  readonly span: Span;
  readonly words: string;
}

function startingOne(path: string): Spawner | undefined {
  const row = spawner(path);
  return row !== undefined && startsOne(row) ? row : undefined;
}

function* spawnsIn(module: ModuleView, project: ProjectView): Iterable<SpawnSite> {
  for (const { call, row } of callsWithRow(module, startingOne)) {
    if (isDead(call)) continue;
    const argument = argumentAt(call, row.callable);
    if (argument === undefined || (!row.many && runsOnce(call))) continue;
    if (row.kind === 'thread' && patchedWhereItRuns(call, 'thread', project) === 'no') continue;
    const [start, end] = argument.value.span;
    const { start: offset } = call.unit;
    const span = [start + offset, end + offset] as const;
    yield { call, value: argument.value, span, words: describeCall(call, argument) };
  }
}

/** Whether each call starts a greenlet, or thread, of its own: executors keep theirs. */
function startsOne({ kind, path }: Spawner): boolean {
  if (/\.link(?:_\w+)?$/.test(path)) return false;
  if (kind === 'spawn' || kind === 'pool') return true;
  return /^(?:threading\.(?:Thread|Timer)|_thread\.start_new_thread)$/.test(path);
}

/** A script's own start-up spawns one greenlet; its connection ends with the process. */
function runsOnce({ scope, block }: CallView): boolean {
  return scope.kind === 'module' && !isInLoop(block);
}

/** `_run` of a class derived from Greenlet, `run` of one derived from a patched Thread. */
function isBodyOfGreenlet(scope: ScopeView, project: ProjectView): boolean {
  const owner = scope.parent;
  if (owner?.kind !== 'class' || !/^_?run$/.test(scope.name)) return false;
  const { outer, facts } = owner;
  if (outer === undefined || project.greenletReach(scope) === undefined) return false;
  const wanted = scope.name === '_run' ? 'gevent.Greenlet' : 'threading.Thread';
  return (facts?.bases ?? []).some(({ value }) => {
    const base = project.valueOf(value, outer, owner.span[0]);
    return base.kind === 'external' && base.path === wanted;
  });
}

function leakOf(job: Value, project: ProjectView): Omit<LeakingGreenlet, 'span'> | undefined {
  const code = codeOfJob(job);
  const start = code[0]?.scope;
  if (start === undefined || neverEnds(start) || isWrapped(start, project)) return undefined;
  const scopes = code.flatMap(({ scope }) => [scope, ...scope.children]);
  if (scopes.some(({ calls }) => calls.some(isClosing))) return undefined;
  if (scopes.some((scope) => entersClosing(scope))) return undefined;
  for (const { scope, chain } of code) {
    const query = scope.calls.find(
      (call) => call.path !== undefined && ormCall(call.path) === 'queries' && !isDead(call),
    );
    if (query === undefined) continue;
    const message = 'Django opens a connection for this greenlet here';
    const place = { path: scope.module.path, span: query.span, message };
    return { job: start, related: [...chain, place] };
  }
  return undefined;
}

/** `while True`: one greenlet with one connection, for as long as the program runs. */
function neverEnds({ units }: ScopeView): boolean {
  return units.some(({ blocks }) =>
    blocks.some(({ block: { kind, test } }) => {
      if (kind !== 'while') return false;
      return (
        (test?.kind === 'constant' && test.value === 'True') ||
        (test?.kind === 'number' && test.text === '1')
      );
    }),
  );
}

/** Whether a decorator may close the connection: `@close_connection`. */
function isWrapped({ facts, outer, span }: ScopeView, project: ProjectView): boolean {
  return (facts?.decorators ?? []).some((decorator) => {
    if (outer === undefined) return true;
    const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
    const value = project.valueOf(call?.call.callee ?? decorator, outer, span[0]);
    return value.kind !== 'external' || !plainDecorators.test(value.path);
  });
}

/** `with closing(connection):`, or a context manager of the workspace that closes it. */
function entersClosing({ units }: ScopeView): boolean {
  return units.some((unit) =>
    unit.blocks.some(({ block }) =>
      block.managers?.some((manager) => {
        const call = manager.kind === 'call' ? unit.calls[manager.call] : undefined;
        if (call === undefined) return false;
        const [first] = call.call.arguments;
        if (call.path === 'contextlib.closing') {
          return /conn/i.test((first && rootName(first.value)) ?? '');
        }
        const { target } = call;
        if (target.kind !== 'function' && target.kind !== 'class') return false;
        return [target.scope, ...target.scope.children].some(({ calls }) => calls.some(isClosing));
      }),
    ),
  );
}

/** Whether what is linked to a greenlet, and runs when it ends, may close connections. */
function linksClosing({ scope }: CallView, project: ProjectView): boolean {
  return scope.calls.some(({ call: { callee, arguments: given }, unit }) => {
    if (callee.kind !== 'attribute' || !/^(?:raw)?link/.test(callee.name)) return false;
    const [linked] = given;
    const value = linked && calledThrough(project.valueOf(linked.value, unit));
    return value?.kind === 'function' && value.scope.calls.some(isClosing);
  });
}

/** Also `connections["default"].close()`, and `close()` of what was taken out of them. */
function isClosing({ call: { callee }, path }: CallView): boolean {
  if (path !== undefined && ormCall(path) === 'closes') return true;
  if (callee.kind !== 'attribute') return callee.kind === 'name' && /^close_/.test(callee.name);
  if (/^close_(?:all|old_connections|if_unusable_or_obsolete)$/.test(callee.name)) return true;
  const { base } = callee;
  const root = rootName(base.kind === 'subscript' ? base.base : base);
  return callee.name === 'close' && root !== undefined && /conn/i.test(root);
}
