import { dottedPath } from '../../facts/expression.ts';
import { neededParts } from '../../knowledge/needed-parts.ts';
import type { PatchPart } from '../../knowledge/patch-part.ts';
import { spawner } from '../../knowledge/spawners.ts';
import { keptFor } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, Place, ProgramView, ProjectView } from '../../project/model.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import type { Span } from '../../syntax/span.ts';
import { startedBeside } from '../blocking/beside-greenlets.ts';
import { startsIn } from './starts-in.ts';

/** A call in a greenlet of one program that stops all greenlets, since its part is not patched. */
export interface UnpatchedWait {
  /** `time.sleep`. */
  readonly path: string;
  /** The part that would have to be patched. */
  readonly part: PatchPart;
  readonly module: ModuleView;
  /** The call, or the callable that a spawn is given. */
  readonly span: Span;
  /** What is replaced to call something else: the callee, or the callable that is given. */
  readonly callee: Span;
  /** From the spawn to the call. */
  readonly chain: readonly Place[];
  /** Whether what the program runs is seen to reach the spawn. */
  readonly certain: boolean;
}

/**
 * What waits in greenlets that `program` starts, in modules that it imports, and needs a part
 * that is not among `patched`. Native threads, tests, and calls told not to wait are left out.
 */
export function* unpatchedWaits(
  program: ProgramView,
  project: ProjectView,
  patched: ReadonlySet<string>,
): Iterable<UnpatchedWait> {
  for (const module of program.order) {
    yield* unpatchedWaitsIn(module, program, project, patched);
  }
}

/** The same for one module that `program` imports. */
export function* unpatchedWaitsIn(
  module: ModuleView,
  program: ProgramView,
  project: ProjectView,
  patched: ReadonlySet<string>,
): Iterable<UnpatchedWait> {
  if (module.isTest) return;
  for (const { parts, chain: spawn, ...wait } of waitsOf(module, project)) {
    const [part] = parts;
    if (part === undefined || parts.some((one) => patched.has(one))) continue;
    const chain = spawn ?? chainTo(wait.call, project, patched);
    if (chain === undefined) continue;
    const certain = startsIn(program, chain, project);
    if (certain === 'no') continue;
    const { path, span, callee } = wait;
    yield { path, part, module, span, callee, chain, certain: certain === 'yes' };
  }
}

interface Wait {
  readonly path: string;
  readonly parts: readonly PatchPart[];
  readonly span: Span;
  readonly callee: Span;
  readonly call: CallView;
  /** The spawn, where `call` is one that is given the callable. */
  readonly chain: readonly Place[] | undefined;
}

function waitsOf(module: ModuleView, project: ProjectView): readonly Wait[] {
  return keptFor(module, 'unpatched waits', () => {
    const polls = module.calls.some(isSetToPoll);
    const datagrams = module.calls.some(makesDatagrams);
    return module.calls.flatMap((call) => {
      const wait = waitOf(call) ?? givenTo(call, project);
      if (wait === undefined || (polls && isOfSocket(wait))) return [];
      return datagrams && isSentAtOnce(wait) ? [] : [wait];
    });
  });
}

function waitOf(call: CallView): Wait | undefined {
  const { path, span, calleeSpan: callee } = call;
  const parts = path === undefined ? undefined : neededParts(path);
  if (path === undefined || parts === undefined || returnsAtOnce(call)) return undefined;
  return { path, parts, span, callee, call, chain: undefined };
}

/** A callable of a library that a spawn is given as it is: `gevent.spawn(requests.get, url)`. */
function givenTo(call: CallView, project: ProjectView): Wait | undefined {
  const row = call.path === undefined ? undefined : spawner(call.path);
  if (row === undefined || (row.kind !== 'spawn' && row.kind !== 'pool')) return undefined;
  const argument = argumentAt(call, row.callable);
  if (argument === undefined || /\.link(?:_\w+)?$/.test(row.path)) return undefined;
  const value = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
  const parts = value.kind === 'external' ? neededParts(value.path) : undefined;
  if (value.kind !== 'external' || parts === undefined) return undefined;
  const [start, end] = argument.value.span;
  const span: Span = [start + call.unit.start, end + call.unit.start];
  const message = `\`${describeCall(call, argument)}\` starts a greenlet here`;
  const chain = [{ path: call.scope.module.path, span: call.span, message }];
  return { path: value.path, parts, span, callee: span, call, chain };
}

function chainTo(
  call: CallView,
  project: ProjectView,
  patched: ReadonlySet<string>,
): readonly Place[] | undefined {
  const { scope, path } = call;
  const reach = project.greenletReach(scope);
  if (project.inThreadPool(scope)) return undefined;
  if (reach === undefined) {
    // Whoever sleeps behind a spawn means to let the greenlets run.
    const started = path === 'time.sleep' ? startedBeside(call, project) : undefined;
    return started && [started];
  }
  // Threads are native where nothing patches them.
  const isThread = reach.onlyAsThread || reach.needsThreads;
  return isThread && !patched.has('thread') ? undefined : reach.chain;
}

const limits = new Set(['block', 'blocking', 'timeout', 'options']);

/** Whether a call is told not to wait: `get(False)`, `wait(timeout=0)`, `waitpid(pid, os.WNOHANG)`, `sleep(0)`. */
export function returnsAtOnce({ call, path }: CallView): boolean {
  return call.arguments.some(({ value, keyword, star }) => {
    if (star !== undefined) return false;
    if (keyword !== undefined && !limits.has(keyword)) return false;
    // Of waitpid(pid, 0) the number is no time: it waits.
    if (value.kind === 'number') return Number(value.text) === 0 && path !== 'os.waitpid';
    if (value.kind === 'constant') return value.value === 'False';
    return /(?:^|\.)WNOHANG$/.test(dottedPath(value) ?? '');
  });
}

/** `sock.setblocking(False)`, `sock.settimeout(0)`: its sockets may be polled. */
export function isSetToPoll({ call }: CallView): boolean {
  const { callee } = call;
  const name = callee.kind === 'attribute' ? callee.name : undefined;
  return name === 'setblocking' || (name === 'settimeout' && isZero(call.arguments[0]?.value));
}

function isZero(value: { readonly kind: string; readonly text?: string } | undefined): boolean {
  return value?.kind === 'number' && Number(value.text) === 0;
}

/** `socket.socket(socket.AF_INET, socket.SOCK_DGRAM)`: its sockets may have nobody to wait for. */
function makesDatagrams({ call, path }: CallView): boolean {
  return (
    path === 'socket.socket' &&
    call.arguments.some(({ value }) => /(?:^|\.)SOCK_DGRAM$/.test(dottedPath(value) ?? ''))
  );
}

/** Connecting a socket of datagrams only notes the address; sending hands over to the kernel. */
function isSentAtOnce({ path }: Wait): boolean {
  return /^socket\.socket\.(?:connect|connect_ex|send|sendall|sendto)$/.test(path);
}

function isOfSocket({ path }: Wait): boolean {
  return path.startsWith('socket.socket.') || path.startsWith('ssl.SSLSocket.');
}
