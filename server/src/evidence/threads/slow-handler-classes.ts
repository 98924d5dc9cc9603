import { dottedPath, type Expression } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { CallView, ProjectView, ScopeView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';

/** Those of logging that wait for the network with each record. */
export const slowHandlers = /^logging\.handlers\.(?:SMTPHandler|HTTPHandler|SocketHandler)$/;
const handler = /^logging\.(?:handlers\.)?\w*Handler$/;
/** More bases than that are not followed. */
const deepest = 5;

/**
 * The class of a handler that a call makes, where each record waits for the network: one of
 * logging's own, a subclass that leaves `emit()` to it, or a class whose own `emit()` waits.
 */
export function slowHandlerMade(call: CallView, project: ProjectView): string | undefined {
  const { path, target } = call;
  if (path !== undefined) {
    const kind = argumentAt(call, { position: 2, keyword: 'socktype' });
    return slowHandlers.test(path) || isSyslogOverTcp(path, kind?.value) ? path : undefined;
  }
  if (target.kind !== 'class') return undefined;
  return emitsSlowly(target.scope, project, 0) ? target.scope.name : undefined;
}

/** Whether a handler of this class, with this kind of socket, writes to syslog over a connection. */
export function isSyslogOverTcp(type: string, socket: Expression | undefined): boolean {
  if (type !== 'logging.handlers.SysLogHandler' || socket === undefined) return false;
  return /(?:^|\.)SOCK_STREAM$/.test(dottedPath(socket) ?? '');
}

function emitsSlowly(owner: ScopeView, project: ProjectView, depth: number): boolean {
  const { facts, outer } = owner;
  if (depth > deepest || facts === undefined || outer === undefined) return false;
  const bases = facts.bases.map(({ value }) => project.valueOf(value, outer));
  const emit = owner.children.find(({ kind, name }) => kind === 'function' && name === 'emit');
  if (emit !== undefined) {
    return isHandler(owner, project, 0) && emit.calls.some(({ path }) => waitsForNetwork(path));
  }
  return bases.some(
    (base) =>
      (base.kind === 'external' && slowHandlers.test(base.path)) ||
      (base.kind === 'class' && emitsSlowly(base.scope, project, depth + 1)),
  );
}

function isHandler({ facts, outer }: ScopeView, project: ProjectView, depth: number): boolean {
  if (depth > deepest || facts === undefined || outer === undefined) return false;
  return facts.bases.some(({ value }) => {
    const base = project.valueOf(value, outer);
    if (base.kind === 'external') return handler.test(base.path);
    return base.kind === 'class' && isHandler(base.scope, project, depth + 1);
  });
}

/** Whether a call waits for an answer over the network, once sockets are patched. */
function waitsForNetwork(path: string | undefined): boolean {
  if (path === undefined) return false;
  const row = switchingCall(path);
  const part = row?.waits === 'sometimes' ? undefined : row?.part;
  return /^(?:socket|ssl|dns)$/.test(part ?? standardLibraryCall(path)?.part ?? '');
}
