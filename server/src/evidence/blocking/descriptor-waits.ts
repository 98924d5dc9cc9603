import type { Expression } from '../../facts/expression.ts';
import type {
  CallView,
  GreenletReach,
  ModuleView,
  ProjectView,
  UnitView,
} from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { argumentsOf, type GivenArguments } from './cpu-cost.ts';
import {
  descriptorTarget,
  expectsNothing,
  handlesReadiness,
  openedTarget,
  waitsUntilReady,
} from './descriptors.ts';
import { callsInGreenlets } from './greenlet-calls.ts';
import { keptFiles } from './kept-files.ts';
import { knownSize } from './known-size.ts';
import { type Spawn, spawnedCallables } from './spawned-callables.ts';

/** A call in a greenlet that waits for the other end of a pipe, a terminal or a device. */
export interface DescriptorWait {
  /** Absolute: the call, or the function that a spawn is given. */
  readonly span: Span;
  /** `os.read`, `builtins.open`. */
  readonly path: string;
  /** `a pipe`. */
  readonly what: string;
  /** `file`: makes an object whose reads wait; `open`: waits itself until somebody is there. */
  readonly does: 'read' | 'write' | 'file' | 'open';
  /** False for a write of unknown size: it waits only once the pipe is full. */
  readonly certain: boolean;
  readonly spawn?: Spawn;
  readonly reach: GreenletReach;
}

/** A pipe takes at least so many bytes at once (PIPE_BUF of Linux). */
const small = 4096;
/** What an empty pipe of Linux holds; a longer write waits for a reader. */
const wholePipe = 65_536;

/** Every such call of `module`. */
export function* descriptorWaits(
  module: ModuleView,
  project: ProjectView,
): Iterable<DescriptorWait> {
  const calls = [...callsInGreenlets(module, project, 'GVT205')];
  const opens = [...callsInGreenlets(module, project, 'GVT206')].filter(({ row }) =>
    /^(?:builtins|os)\.open$/.test(row.path),
  );
  const spawned = [...spawnedCallables(module, project, 'GVT205')];
  const kept = [...keptFiles(module, project)];
  if (calls.length + opens.length + spawned.length + kept.length === 0) return;
  if (handlesReadiness(module, project)) return;
  for (const { call, row, reach } of [...calls, ...opens]) {
    const wait = waitOf(call, row.path, project);
    if (wait === undefined || expectsNothing(call)) continue;
    if (wait.does === 'file' && isForFileObject(call)) continue;
    if (wait.does !== 'open' && waitsUntilReady(call.scope, project)) continue;
    yield { ...wait, span: call.span, path: row.path, reach };
  }
  for (const { call, reach } of kept) {
    const wait = call.path === undefined ? undefined : waitOf(call, call.path, project);
    if (wait?.does !== 'file' || isForFileObject(call)) continue;
    yield { ...wait, span: call.span, path: call.path ?? '', reach };
  }
  for (const { span, row, spawn, given, each, reach } of spawned) {
    const wait = each ? undefined : transferOf(row.path, given, project);
    if (wait === undefined || wait.does === 'file') continue;
    yield { ...wait, span, path: row.path, spawn, reach };
  }
}

type Kind = Pick<DescriptorWait, 'what' | 'does' | 'certain'>;

function waitOf(call: CallView, path: string, project: ProjectView): Kind | undefined {
  const opened = /\.open$/.test(path) ? openedTarget(path, argumentsOf(call), project) : undefined;
  if (opened !== undefined) return { what: opened.what, does: 'open', certain: true };
  return path === 'os.open' ? undefined : transferOf(path, argumentsOf(call), project);
}

/** What a call does to the descriptor that is its first argument. */
function transferOf(path: string, given: GivenArguments, project: ProjectView): Kind | undefined {
  const descriptor = given.at({ position: 0, keyword: path.endsWith('open') ? 'file' : 'fd' });
  if (descriptor === undefined) return undefined;
  const target = descriptorTarget({ expression: descriptor, unit: given.unit }, project);
  if (target === undefined || target.nonBlocking !== undefined) return undefined;
  const { what } = target;
  if (/\.(?:open|fdopen|FileIO)$/.test(path)) return { what, does: 'file', certain: true };
  if (!/[._]writev?$/.test(path)) return { what, does: 'read', certain: true };
  const data = given.at({ position: 1 });
  const { least } =
    data === undefined ? { least: 0 } : knownSize({ expression: data, unit: given.unit }, project);
  if (data !== undefined && isLiteral(data, given.unit) && least <= small) return undefined;
  return { what, does: 'write', certain: least > wholePipe };
}

/** Whether gevent's own file object is given the file, and waits in its place. */
function isForFileObject(call: CallView): boolean {
  const index = call.unit.facts.calls.indexOf(call.call);
  return call.unit.calls.some(
    ({ path, call: { arguments: given } }) =>
      path?.startsWith('gevent.fileobject.FileObject') === true &&
      given.some(({ value }) => value.kind === 'call' && value.call === index),
  );
}

/** Whether the text shows all that is written: `b"x"`. */
function isLiteral(data: Expression, unit: UnitView): boolean {
  if (data.kind === 'call') {
    const callee = unit.calls[data.call]?.call.callee;
    return callee?.kind === 'attribute' && callee.name === 'encode' && isLiteral(callee.base, unit);
  }
  return data.kind === 'string' || (data.kind === 'other' && data.syntax === 'string');
}
