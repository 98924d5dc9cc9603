import { rootName } from '../../facts/expression.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { type EarlyHarm, quoted } from './early-harm.ts';
import { certainlyRuns, importTimeUnits } from './import-time.ts';
import { isBefore, type PatchedProgram } from './patched-program.ts';

/** Where the function stands among the arguments of the class. */
const functionAt = {
  'threading.Thread': { position: 1, keyword: 'target' },
  'threading.Timer': { position: 1, keyword: 'function' },
} as const;

/**
 * The threads that import-time code of `module` certainly starts before this program patches.
 * Those whose end is awaited above the patch are left out, and those that loop and may never
 * end: what is seen is the noise at a thread's end.
 */
export function* earlyThreadsStarted(
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
): Iterable<EarlyHarm> {
  if (!late.parts.has('thread')) return;
  for (const unit of importTimeUnits(module)) {
    for (const call of unit.calls) {
      const start = startedBy(call, project);
      if (start === undefined || !isBefore(module, call.span[0], late, project)) continue;
      const isMain = module === late.program.main;
      if (!certainlyRuns(unit, call.block, call.span[0], isMain)) continue;
      if (isAwaited(start, late, project)) continue;
      yield {
        span: call.span,
        subject: 'threading.Thread.start',
        lead: `${quoted(words(call))} starts a thread`,
        effect:
          'if it still runs when the patch comes, it stays a native thread, and at its end ' +
          'threading prints a KeyError; worse if it shares a lock or queue with greenlets',
        severity: 'information',
        shownBy: start === call ? [] : [startPlace(start)],
      };
    }
  }
}

/** The call of `start()` that `call` is, or that the function which it calls certainly makes. */
function startedBy(call: CallView, project: ProjectView): CallView | undefined {
  if (startsThread(call, project)) return call;
  if (call.target.kind !== 'function') return undefined;
  const { scope } = call.target;
  if (scope.facts?.isAsync || scope.facts?.isGenerator) return undefined;
  const { events } = scope;
  const first = events.findIndex(({ event }) => event.kind === 'return');
  const before = events.slice(0, first < 0 ? events.length : first + 1);
  for (const { event, unit, block } of before) {
    const inner = event.kind === 'call' && block === undefined && unit.calls[event.call];
    if (inner && startsThread(inner, project)) return inner;
  }
  return undefined;
}

function startsThread(call: CallView, project: ProjectView): boolean {
  if (call.path !== 'threading.Thread.start' && call.path !== 'threading.Timer.start') return false;
  const made = madeAs(call);
  const row =
    made?.path === undefined ? undefined : functionAt[made.path as keyof typeof functionAt];
  const argument = made && row && argumentAt(made, row);
  if (made === undefined || argument === undefined) return false;
  const job = calledThrough(project.valueOf(argument.value, made.unit, made.span[0]));
  return job.kind === 'function' && mayEnd(job.scope);
}

/** The call of the class: `Thread(…).start()`, or what the name was bound to last. */
function madeAs(start: CallView): CallView | undefined {
  const { callee } = start.call;
  if (callee.kind !== 'attribute') return undefined;
  if (callee.base.kind === 'call') return start.unit.calls[callee.base.call];
  if (callee.base.kind !== 'name') return undefined;
  const { name } = callee.base;
  for (const { event, unit, span } of start.scope.events.toReversed()) {
    if (event.kind !== 'assign' || span[0] > start.span[0]) continue;
    if (!event.targets.some((target) => target.kind === 'name' && target.name === name)) continue;
    return event.value.kind === 'call' ? unit.calls[event.value.call] : undefined;
  }
  return undefined;
}

/** A function that loops while something holds, or serves for ever, mostly has no end. */
function mayEnd({ facts, calls }: ScopeView): boolean {
  return (
    facts?.blocks.every(({ kind }) => kind !== 'while') === true &&
    !calls.some(
      ({ call: { callee } }) => callee.kind === 'attribute' && /forever/.test(callee.name),
    )
  );
}

/** Whether the thread is joined above the patch, by the function that starts it or by the script. */
function isAwaited(start: CallView, late: PatchedProgram, project: ProjectView): boolean {
  const { callee } = start.call;
  const name = rootName(callee);
  return start.scope.calls.some((call) => {
    const joins = call.path?.endsWith('.join') === true && rootName(call.call.callee) === name;
    if (!joins || name === undefined) return false;
    if (start.scope.kind === 'function') return true;
    return isBefore(call.scope.module, call.span[0], late, project);
  });
}

function startPlace({ scope, span }: CallView): Place {
  return { path: scope.module.path, span, message: 'The thread is started here' };
}

/** `reader.start()`, `Timer(…).start()`. */
function words({ call: { callee }, unit }: CallView): string {
  if (callee.kind !== 'attribute') return `${rootName(callee) ?? '…'}()`;
  const made = callee.base.kind === 'call' ? unit.calls[callee.base.call] : undefined;
  const base = made?.path === undefined ? rootName(callee) : `${made.path.split('.').at(-1)}(…)`;
  return `${base ?? '…'}.${callee.name}()`;
}
