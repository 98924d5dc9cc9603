import { dottedPath } from '../../facts/expression.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { isInLoop, loopsAround } from '../../project/loops.ts';
import type {
  CallView,
  ModuleView,
  ProgramView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { isInside, type Placed } from '../inside-block.ts';
import { codeOfJob } from '../threads/job-code.ts';
import { childPlaces, isFork } from './hand-forks.ts';
import { type Beside, parentRuns, waitsForChild } from './parent-code.ts';

/** Children that a program with greenlets forks by itself, and what they run. */
export interface ForkedChildren {
  readonly program: ProgramView;
  /** `Process(target=serve)`, `os.fork()`. */
  readonly call: CallView;
  readonly by: 'multiprocessing' | 'fork';
  /** Whether a place runs in each child. */
  readonly runs: (scope: ScopeView, at: Placed) => boolean;
  /** Whether the process that forks runs a place beside its one child; undefined of several. */
  readonly beside: ((scope: ScopeView, at: Placed) => boolean) | undefined;
  /** Whether the program says that it forks; otherwise it does on Linux before Python 3.14. */
  readonly certain: boolean;
}

/** The children that code of `module` forks; none where it may be that they are spawned. */
export function* forkedChildren(
  module: ModuleView,
  project: ProjectView,
): Iterable<ForkedChildren> {
  if (module.isTest) return;
  for (const call of externalCalls(module, startsProcess)) {
    const child = isFork(call.path ?? '') ? handFork(call) : process(call, project);
    if (child === undefined || isDead(call)) continue;
    const { by, code, inChild, start, certain } = child;
    const several = isSeveral(start, project);
    const beside = several ? undefined : parentRuns({ fork: start, inChild, code }, project);
    const runs = (scope: ScopeView, at: Placed): boolean =>
      code.has(scope) || (scope === start.scope && inChild(at));
    for (const program of project.programs) {
      const { order } = program;
      if (!order.includes(module) || !order.some(({ importsGevent }) => importsGevent)) continue;
      yield { program, call, by, runs, beside, certain };
    }
  }
}

interface Child extends Pick<ForkedChildren, 'by' | 'certain'>, Omit<Beside, 'fork'> {
  /** The call at which it begins to run. */
  readonly start: CallView;
}

/** A child of `os.fork()`. */
function handFork(call: CallView): Child | undefined {
  const inChild = childPlaces(call);
  if (inChild === undefined) return undefined;
  const { calls } = call.scope;
  const started = calls.filter((one) => one.span[0] >= call.span[0] && inChild(one));
  const code = started.flatMap(({ target }) => codeOfJob(target).map(({ scope }) => scope));
  return { by: 'fork', certain: true, inChild, code: new Set(code), start: call };
}

/** A child of multiprocessing, that is started where it is made. */
function process(call: CallView, project: ProjectView): Child | undefined {
  const certain = forks(call, project);
  if (certain === undefined) return undefined;
  const argument = argumentAt(call, { position: 1, keyword: 'target' });
  if (argument === undefined) return undefined;
  const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
  const code = new Set(codeOfJob(job).map(({ scope }) => scope));
  const start = startOf(call) ?? (isInLoop(call.block) ? call : undefined);
  if (start === undefined) return undefined;
  return { by: 'multiprocessing', certain, inChild: () => false, code, start };
}

/** `Process(target=f).start()`, `child = Process(target=f)` and then `child.start()`. */
function startOf(call: CallView): CallView | undefined {
  const { unit, scope } = call;
  const index = unit.facts.calls.indexOf(call.call);
  const name = unit.facts.events.flatMap((event) =>
    event.kind === 'assign' && event.value.kind === 'call' && event.value.call === index
      ? event.targets.map((target) => dottedPath(target))
      : [],
  )[0];
  return scope.calls.find(({ call: { callee }, unit: own, span }) => {
    if (callee.kind !== 'attribute' || callee.name !== 'start' || span[0] < call.span[0]) {
      return false;
    }
    const { base } = callee;
    if (base.kind === 'call') return own === unit && base.call === index;
    return name !== undefined && dottedPath(base) === name;
  });
}

/** Whether children run side by side: forked in a loop that does not wait for each, or by many greenlets. */
function isSeveral(start: CallView, project: ProjectView): boolean {
  for (const loop of loopsAround(start.block)) {
    const waits = start.scope.calls.some(
      (one) => one.span[0] > start.span[0] && isInside(one.block, loop) && waitsForChild(one),
    );
    if (!waits) return true;
  }
  return project.greenletReach(start.scope)?.many === true;
}

function startsProcess(path: string): boolean {
  return (
    path === 'multiprocessing.context.ForkProcess' ||
    path === 'multiprocessing.Process' ||
    isFork(path)
  );
}

/** Whether a process is certainly forked; undefined where it is none, or may be spawned. */
function forks({ path }: CallView, project: ProjectView): boolean | undefined {
  if (path === 'multiprocessing.context.ForkProcess') return true;
  if (path !== 'multiprocessing.Process') return undefined;
  const methods = project.modules.flatMap((module) =>
    externalCalls(module, (one) => one === 'multiprocessing.set_start_method'),
  );
  if (methods.length === 0) return false;
  const saysFork = ({ call, unit }: CallView): boolean => {
    const [method] = call.arguments;
    const value = method && project.valueOf(method.value, unit);
    return value?.kind === 'string' && value.value === 'fork';
  };
  return methods.every(saysFork) ? true : undefined;
}
