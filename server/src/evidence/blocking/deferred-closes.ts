import { dottedPath, type Expression } from '../../facts/expression.ts';
import { switchingCall } from '../../knowledge/switching-calls.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import { isInLoop } from '../../project/loops.ts';
import type {
  BlockView,
  CallView,
  ModuleView,
  Place,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { runsAtImport } from '../early/import-time.ts';
import { descriptorTarget } from './descriptors.ts';
import { openedBy } from './opened-files.ts';
import { patchedFor } from './patched-for.ts';

/** A close of a pipe's writing end that a later wait in the same function needs, and does not get. */
export interface DeferredClose {
  readonly close: CallView;
  /** As written: `w`, `self.writer`. */
  readonly writer: string;
  readonly reader: string;
  /** `read`: to the end of the file; `select`: until it is ready. */
  readonly waits: 'read' | 'select';
  /** False where some program leaves `os` unpatched. */
  readonly certain: boolean;
  readonly chain: readonly Place[];
}

/** gevent's versions whose os.close() waits for the loop. */
const deferring = '>=25.8.1';

/**
 * Every `os.close()` in `module` that gevent puts off until the loop turns, while the code goes
 * on to a native wait for the end of file. Where gevent's version is not known, the newest counts.
 */
export function* deferredCloses(module: ModuleView, project: ProjectView): Iterable<DeferredClose> {
  if (!project.usesGevent || module.isTest) return;
  for (const close of module.calls) {
    if (close.path !== 'os.close' || isDead(close)) continue;
    const [closed] = close.call.arguments;
    const writer = closed && dottedPath(closed.value);
    if (closed === undefined || writer === undefined) continue;
    const { scope, unit } = close;
    const target = descriptorTarget({ expression: closed.value, unit }, project);
    const reader = target?.type === 'os.pipe.writer' ? otherEnd(writer, scope) : undefined;
    if (reader === undefined) continue;
    const waits = waitAfter(close, reader);
    if (waits === undefined) continue;
    const patched = patchedFor(close, 'os', project);
    if (patched === 'no') continue;
    if (rangeHolds(deferring, project.versionOf('gevent', module)) === 'no') continue;
    const chain = hubBefore(close, project);
    if (chain === undefined) continue;
    yield { close, writer, reader, waits, certain: patched === 'certainly', chain };
  }
}

/** The name that `os.pipe()` gave its reading end where it gave the other one this name. */
function otherEnd(writer: string, start: ScopeView): string | undefined {
  const scopes = writer.includes('.') ? (start.parent?.children ?? []) : outward(start);
  for (const scope of scopes) {
    for (const { event, unit } of scope.events) {
      if (event.kind !== 'assign' || event.value.kind !== 'call') continue;
      if (!/^os\.pipe2?$/.test(unit.calls[event.value.call]?.path ?? '')) continue;
      for (const target of event.targets) {
        if (target.kind !== 'sequence' || target.items.length !== 2) continue;
        const [reading, writing] = target.items;
        if (writing && dottedPath(writing) === writer) return reading && dottedPath(reading);
      }
    }
  }
  return undefined;
}

function* outward(start: ScopeView): Iterable<ScopeView> {
  for (let scope: ScopeView | undefined = start; scope !== undefined; scope = scope.parent) {
    yield scope;
  }
}

/** How the code behind `close` waits for the end of file, if the loop cannot turn before. */
function waitAfter(close: CallView, reader: string): DeferredClose['waits'] | undefined {
  const later = close.scope.calls
    .filter(({ span, block }) => span[0] > close.span[1] && isWithin(block, close.block))
    .sort((a, b) => a.span[1] - b.span[1]);
  for (const call of later) {
    const waits = waitOf(call, reader) ?? helperWait(call, reader);
    if (waits !== undefined) return waits;
    if (maySwitch(call)) return undefined;
  }
  return undefined;
}

function waitOf(call: CallView, reader: string): DeferredClose['waits'] | undefined {
  const [first] = call.call.arguments;
  if (first === undefined) return undefined;
  if (call.path === 'select.select') {
    const { value } = first;
    const polled = value.kind === 'sequence' && value.items.some((item) => isNamed(item, reader));
    return polled ? 'select' : undefined;
  }
  if (!isNamed(first.value, reader)) return undefined;
  if (/^os\.readv?$/.test(call.path ?? '')) return isInLoop(call.block) ? 'read' : undefined;
  const opens = /^(?:os\.fdopen|builtins\.open)$/.test(call.path ?? '');
  return opens && isReadToEnd(call) ? 'read' : undefined;
}

/** `read_all(reader)`: a function of the workspace that reads what it is given to its end. */
function helperWait(call: CallView, reader: string): DeferredClose['waits'] | undefined {
  const { target } = call;
  if (target.kind !== 'function') return undefined;
  const at = call.call.arguments.findIndex(({ value }) => isNamed(value, reader));
  const skipped = target.bound ? 1 : 0;
  const name = target.scope.facts?.parameters[at + skipped]?.name;
  if (at < 0 || name === undefined) return undefined;
  return target.scope.calls.some((inner) => waitOf(inner, name) === 'read') ? 'read' : undefined;
}

function isNamed(expression: Expression, name: string): boolean {
  return dottedPath(expression) === name;
}

/** Whether what a call opens is read to its end: `.read()`, `.readlines()`, a loop over it. */
function isReadToEnd(open: CallView): boolean {
  const { isOpen, names } = openedBy(open);
  const isFile = (value: Expression) =>
    isOpen(value) || (value.kind === 'name' && names.has(value.name));
  const called = open.scope.calls.some(({ call: { callee, arguments: given } }) => {
    if (callee.kind !== 'attribute' || given.length > 0 || !isFile(callee.base)) return false;
    return callee.name === 'read' || callee.name === 'readlines';
  });
  return (
    called ||
    open.scope.events.some(({ event }) => event.kind === 'iterate' && isFile(event.iterable))
  );
}

/** Whether the loop may turn meanwhile; `sleep(0)` is known not to be enough. */
function maySwitch(call: CallView): boolean {
  const { path } = call;
  if (path === undefined) return true;
  if (switchingCall(path) === undefined) return path.startsWith('gevent.');
  const [first] = call.call.arguments;
  const isZero = first?.value.kind === 'number' && Number(first.value.text) === 0;
  return !(isZero && /(?:^|\.)sleep$/.test(path));
}

/** Whether `inner` is `outer` or stands in it, so that its code follows. */
function isWithin(inner: BlockView | undefined, outer: BlockView | undefined): boolean {
  if (outer === undefined) return true;
  for (let block = inner; block !== undefined; block = block.parent) {
    if (block === outer) return true;
  }
  return false;
}

/** Calls after which the thread has a hub. */
const makesHub =
  /^gevent\.(?:spawn\w*|sleep|idle|get_hub|joinall|wait|iwait|Greenlet\.\w+|(?:pool\.)?(?:Pool|Group)\.\w+|pywsgi\.WSGIServer\.\w+|server\.\w+\.\w+)$/;

/**
 * Why there is a hub by then: the way into the greenlet, or nothing but earlier code of the
 * script. Undefined where there may be none: then os.close() closes at once.
 */
function hubBefore(close: CallView, project: ProjectView): readonly Place[] | undefined {
  const { scope } = close;
  if (project.inThreadPool(scope)) return undefined;
  const reach = project.greenletReach(scope);
  if (reach !== undefined) return reach.chain;
  if (!runsAtImport(scope)) return undefined;
  const { path } = scope.module;
  const made = scope.module.script.calls.find(
    (call) => call.span[1] < close.span[0] && makesHub.test(call.path ?? ''),
  );
  const message = 'from here on the thread has a loop';
  return made && [{ path, span: made.span, message }];
}
