import { librariesOfCall } from '../../knowledge/libraries.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, ProjectView } from '../../project/model.ts';

/** What a stub does that grpcio-tools generated, whichever kind of call it is. */
const stubCall = 'grpc.UnaryUnaryMultiCallable.__call__';

/**
 * The path by which the table of libraries knows a call: also of an object that is called itself
 * (`sh.Command.__call__`), and of the methods of generated stubs.
 */
export function calledLibrary(call: CallView, project: ProjectView): string | undefined {
  const { target, path } = call;
  if (path !== undefined) return isOfStub(path) ? stubCall : path;
  if (target.kind === 'external-instance') return `${target.path}.__call__`;
  if (target.kind === 'instance') {
    const called = project.memberOf(target, '__call__');
    return called.kind === 'external' ? called.path : undefined;
  }
  return target.kind === 'unknown' && callsOwnStub(call, project) ? stubCall : undefined;
}

/** The calls of a module that the table of libraries may know, in the order of the text. */
export function mayCallLibraries(module: ModuleView, project: ProjectView): readonly CallView[] {
  const named = externalCalls(
    module,
    (path) => librariesOfCall(isOfStub(path) ? stubCall : path).length > 0,
  );
  const objects = module.calls.filter(({ target: { kind } }) =>
    kind === 'unknown' ? hasStubs(project) : kind === 'external-instance' || kind === 'instance',
  );
  return objects.length === 0
    ? named
    : [...named, ...objects].sort((a, b) => a.span[0] - b.span[0] || a.span[1] - b.span[1]);
}

/** `shop_pb2_grpc.ShopStub.Order`, of a package that is installed. */
function isOfStub(path: string): boolean {
  return /_pb2_grpc\.\w+Stub\.\w+$/.test(path);
}

/** A method of a stub of the workspace: its `__init__` gets them from a channel. */
function callsOwnStub({ call, unit, span }: CallView, project: ProjectView): boolean {
  const { callee } = call;
  if (callee.kind !== 'attribute' || !hasStubs(project)) return false;
  const owner = project.valueOf(callee.base, unit, span[0]);
  if (owner.kind !== 'instance' || !owner.scope.name.endsWith('Stub')) return false;
  return /_pb2_grpc$/.test(owner.scope.module.name ?? '');
}

function hasStubs(project: ProjectView): boolean {
  return keptForAll(project, 'stubs of grpc', () =>
    project.modules.some(({ path }) => path.endsWith('_pb2_grpc.py')),
  );
}
