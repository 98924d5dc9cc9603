import type { Expression } from '../facts/expression.ts';
import type { CallView, ProjectView, UnitView } from '../project/model.ts';
import { argumentAt } from '../project/reach/callable-argument.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix } from './edit.ts';
import { importBindings } from './import-bindings.ts';
import type { FixSource, SourceFile } from './source.ts';
import { descendants } from './tree.ts';
import { type SignalWait, waitForSignal } from './wait-for-signal.ts';

/**
 * The fix that lets the loop receive the signals and waits for an event; none where it is not
 * known which signals end the wait, where somebody else handles them, or where each request waits.
 */
export function signalWaitFix(
  { path, span }: { readonly path?: string; readonly span: Span },
  source: FixSource,
): readonly Fix[] {
  const file = source.file(path ?? '');
  const call = file?.module.calls.find((one) => one.span.join() === span.join());
  if (file === undefined || call === undefined) return [];
  const { project } = source;
  // Each request would leave a watcher behind.
  if (project.greenletReach(call.scope)?.serves === true) return [];
  const wait =
    call.path === 'signal.pause' ? pauseOf(call, file, project) : waitOf(call, file, project);
  const edits = wait && waitForSignal(file, wait);
  if (edits === undefined) return [];
  const title = 'Let the loop receive the signal and wait for it (its handler stays set)';
  return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
}

const gives: Readonly<Record<string, SignalWait['gives']>> = {
  'signal.sigwait': 'number',
  'signal.sigtimedwait': 'whether',
  'signal.sigwaitinfo': 'other',
};

/** A wait for signals that stand in the call itself, and that nobody handles otherwise. */
function waitOf(call: CallView, file: SourceFile, project: ProjectView): SignalWait | undefined {
  const [first, second, more] = call.call.arguments;
  const kind = gives[call.path ?? ''];
  if (kind === undefined || first?.value.kind !== 'sequence' || more !== undefined)
    return undefined;
  if (first.star !== undefined || second?.star !== undefined) return undefined;
  if ((second === undefined) === (kind === 'whether')) return undefined;
  const { items } = first.value;
  const names = items.map((item) => signalName(item, call.unit, project));
  if (names.length === 0 || names.includes(undefined)) return undefined;
  const handled = callsOf(project, 'signal.signal').map((one) => signalOf(one, project));
  if (handled.some((name) => name === undefined || names.includes(name))) return undefined;
  const timeout = second && textOf(second.value, call.unit, file);
  const unblock = callsOf(project, 'signal.pthread_sigmask').length > 0;
  const mask = unblock ? maskOf(call, file) : undefined;
  if (unblock && mask === undefined) return undefined;
  return {
    span: call.span,
    signals: items.map((item) => textOf(item, call.unit, file)),
    gives: kind,
    ...(timeout !== undefined && { timeout }),
    ...(mask !== undefined && { unblock: mask }),
  };
}

/** `signal.pause()` behind all the handlers that the workspace installs. */
function pauseOf(call: CallView, file: SourceFile, project: ProjectView): SignalWait | undefined {
  if (callsOf(project, 'gevent.signal_handler').length > 0) return undefined;
  const all = callsOf(project, 'signal.signal').filter((one) => !isDefault(one, project));
  if (all.length === 0) return undefined;
  const signals: string[] = [];
  for (const one of all) {
    const signal = argumentAt(one, { position: 0 });
    if (one.scope !== call.scope || one.span[1] > call.span[0] || signal === undefined)
      return undefined;
    if (signalOf(one, project) === undefined || !canRunInGreenlet(one, file, project))
      return undefined;
    signals.push(textOf(signal.value, one.unit, file));
  }
  return { span: call.span, signals, gives: 'other', handlers: all.map((one) => one.span) };
}

/** The calls of a function in all but tests. */
function callsOf(project: ProjectView, wanted: string): readonly CallView[] {
  return project.modules
    .filter(({ isTest }) => !isTest)
    .flatMap(({ calls }) => calls.filter(({ path }) => path === wanted));
}

/** `signal.SIGTERM`, where an expression stands for it; what gevent itself needs is not known. */
function signalName(item: Expression, unit: UnitView, project: ProjectView): string | undefined {
  if (item.kind !== 'name' && item.kind !== 'attribute') return undefined;
  const value = project.valueOf(item, unit);
  const name = value.kind === 'external' ? value.path : '';
  return /^signal\.(?:Signals\.)?SIG(?!_|CHLD$|CLD$)[A-Z0-9]+$/.test(name) ? name : undefined;
}

function signalOf(call: CallView, project: ProjectView): string | undefined {
  const signal = argumentAt(call, { position: 0 });
  return signal && signalName(signal.value, call.unit, project);
}

/** `signal.signal(signal.SIGPIPE, signal.SIG_DFL)`: no wait ends with it. */
function isDefault(call: CallView, project: ProjectView): boolean {
  const handler = argumentAt(call, { position: 1 });
  const value = handler && project.valueOf(handler.value, call.unit, call.span[0]);
  return value?.kind === 'external' && /^signal\.SIG_(?:DFL|IGN)$/.test(value.path);
}

/** Whether a handler of this file asks for no frame, and raises nothing that it means for the wait. */
function canRunInGreenlet(call: CallView, file: SourceFile, project: ProjectView): boolean {
  const handler = argumentAt(call, { position: 1 });
  const value = handler && project.valueOf(handler.value, call.unit, call.span[0]);
  if (value?.kind !== 'function' || value.scope.module !== file.module) return false;
  const { facts, span } = value.scope;
  const given = facts?.parameters.filter(({ star }) => star === 0) ?? [];
  const frame = given[value.bound ? 2 : 1];
  if (frame === undefined || frame.name in (facts?.uses ?? {})) return false;
  const body = file.tree.rootNode.descendantForIndex(span[0], span[1] - 1);
  return body !== null && descendants(body, 'raise_statement').length === 0;
}

/** How the file calls `pthread_sigmask` and `SIG_UNBLOCK`, by the module that it has them of. */
function maskOf({ call, unit }: CallView, file: SourceFile): readonly [string, string] | undefined {
  const { callee } = call;
  if (callee.kind === 'attribute') {
    const module = textOf(callee.base, unit, file);
    return [`${module}.pthread_sigmask`, `${module}.SIG_UNBLOCK`];
  }
  const module = importBindings(file.tree.rootNode).find(
    ({ module, member, statement }) =>
      module === 'signal' && member === undefined && statement.parent?.type === 'module',
  );
  return module && [`${module.local}.pthread_sigmask`, `${module.local}.SIG_UNBLOCK`];
}

function textOf({ span }: Expression, { start }: UnitView, { text }: SourceFile): string {
  return text.slice(start + span[0], start + span[1]);
}
