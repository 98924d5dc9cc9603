import { dottedPath, type Expression } from '../../facts/expression.ts';
import { CallQuery } from '../../project/call-query.ts';
import { externalCalls } from '../../project/external-calls.ts';
import type {
  CallView,
  GreenletReach,
  ModuleView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { iterations } from '../../project/names/iterations.ts';

/** A file that is made outside greenlets and kept, and how the greenlet starts that reads it. */
export interface KeptFile {
  readonly call: CallView;
  /** The last place of its chain is the read. */
  readonly reach: GreenletReach;
}

const makers = /^(?:os\.fdopen|io\.FileIO|builtins\.open)$/;

/**
 * The files over descriptors that a module makes at its own level (`STREAM = os.fdopen(r)`), or a
 * method keeps in its object, outside greenlets, and that a greenlet reads.
 */
export function* keptFiles(module: ModuleView, project: ProjectView): Iterable<KeptFile> {
  if (!project.usesGevent || module.isTest) return;
  for (const call of externalCalls(module, (path) => makers.test(path))) {
    const name = keptAs(call);
    if (name === undefined || project.greenletReach(call.scope) !== undefined) continue;
    for (const { scope, span } of readsOf(name, call.scope, module)) {
      const reach = project.greenletReach(scope);
      if (reach === undefined || project.inThreadPool(scope)) continue;
      const message = `\`${name}\` is read here`;
      const chain = [...reach.chain, { path: module.path, span, message }];
      yield { call, reach: { ...reach, chain } };
      break;
    }
  }
}

/** `STREAM` or `self.stream`, if the call is assigned to that alone, and nothing else is. */
function keptAs(call: CallView): string | undefined {
  const { scope, unit } = call;
  const inMethod = scope.parent?.kind === 'class';
  if (scope.kind !== 'module' && !inMethod) return undefined;
  const owners = inMethod ? (scope.parent?.children ?? []) : [scope];
  for (const { event } of unit.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
    const [target, ...more] = event.targets;
    if (unit.calls[event.value.call] !== call || target === undefined || more.length > 0) continue;
    const name = dottedPath(target);
    const isKept = inMethod ? /^self\.\w+$/.test(name ?? '') : /^\w+$/.test(name ?? '');
    if (name === undefined || !isKept) return undefined;
    return owners.flatMap((owner) => bindings(owner, name)).length === 1 ? name : undefined;
  }
  return undefined;
}

function bindings(scope: ScopeView, name: string): readonly Expression[] {
  return scope.events.flatMap(({ event }) =>
    event.kind === 'assign' ? event.targets.filter((target) => dottedPath(target) === name) : [],
  );
}

/** Where the functions that know the name read the file: `STREAM.readline()`, `for line in STREAM`. */
function* readsOf(
  name: string,
  home: ScopeView,
  module: ModuleView,
): Iterable<Pick<CallView, 'scope' | 'span'>> {
  const knows = (scope: ScopeView): boolean =>
    home.kind === 'module'
      ? scope.kind !== 'module' && !isBoundIn(scope, name)
      : scope.parent === home.parent;
  for (const { call, scope, span } of reads.in(module)) {
    const { callee } = call;
    if (callee.kind !== 'attribute') continue;
    if (dottedPath(callee.base) === name && knows(scope)) yield { scope, span };
  }
  for (const { event, scope, span } of iterations.in(module)) {
    if (event.kind !== 'iterate') continue;
    if (dottedPath(event.iterable) === name && knows(scope)) yield { scope, span };
  }
}

const reads = new CallQuery(
  ({ callee }) => callee.kind === 'attribute' && /^read/.test(callee.name),
);

function isBoundIn(scope: ScopeView, name: string): boolean {
  return (
    scope.facts?.parameters.some((one) => one.name === name) === true ||
    bindings(scope, name).length > 0
  );
}
