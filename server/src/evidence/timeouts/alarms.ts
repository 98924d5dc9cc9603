import { dottedPath, type Expression } from '../../facts/expression.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, Place, ProjectView, ScopeView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';

/** An alarm that is meant to end a wait of a greenlet. */
export interface Alarm {
  readonly span: Span;
  /** `signal.alarm`, `signal.setitimer`, `timeout_decorator.timeout`. */
  readonly path: string;
  /** The function that raises; undefined for decorators, which bring their own. */
  readonly handler: ScopeView | undefined;
  readonly related: readonly Place[];
}

/** Alarms of `module` that are set in greenlets, and whose handler raises. */
export function* alarmsInGreenlets(module: ModuleView, project: ProjectView): Iterable<Alarm> {
  if (module.isTest || !project.usesGevent) return;
  for (const call of alarmCalls(module)) {
    const reach = isDead(call) ? undefined : project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    const handler = raisingHandler(module, project);
    if (handler === undefined || !isSet(call, project)) continue;
    const { path } = handler.module;
    const raised = { path, span: handler.nameSpan, message: `\`${handler.name}()\` raises` };
    yield {
      span: call.span,
      path: call.path ?? '',
      handler,
      related: [...reach.chain, raised],
    };
  }
  yield* decorated(module, project);
}

function alarmCalls(module: ModuleView): readonly CallView[] {
  return keptFor(module, 'alarms', () =>
    module.calls.filter(({ path }) => /^signal\.(?:alarm|setitimer)$/.test(path ?? '')),
  );
}

/** Whether the call sets an alarm of real time: 0 seconds take one back. */
export function isSet({ call, path, unit }: CallView, project: ProjectView): boolean {
  const [first, second] = call.arguments;
  if (call.arguments.some(({ star }) => star !== undefined) || first === undefined) return false;
  const seconds = path === 'signal.alarm' ? first : second;
  if (path === 'signal.setitimer') {
    const timer = project.valueOf(first.value, unit);
    if (timer.kind !== 'external' || timer.path !== 'signal.ITIMER_REAL') return false;
  }
  if (seconds === undefined) return false;
  const value = project.valueOf(seconds.value, unit);
  return !(value.kind === 'number' && Number(value.text) === 0) && !isOldValue(seconds.value, unit);
}

/** `signal.alarm(old)` behind `old = signal.alarm(5)` sets what was there before. */
function isOldValue(seconds: Expression, { facts, calls }: CallView['unit']): boolean {
  if (seconds.kind !== 'name') return false;
  return facts.events.some(
    (event) =>
      event.kind === 'assign' &&
      event.value.kind === 'call' &&
      calls[event.value.call]?.path?.startsWith('signal.') === true &&
      event.targets.some((target) => target.kind === 'name' && target.name === seconds.name),
  );
}

/** The handler of SIGALRM that the module sets, or another one where it sets none, if it raises. */
function raisingHandler(module: ModuleView, project: ProjectView): ScopeView | undefined {
  const own = handlersIn(module, project);
  const handlers =
    own.length > 0
      ? own
      : keptForAll(project, 'handlers of SIGALRM', () =>
          project.modules.flatMap((one) => handlersIn(one, project)),
        );
  return handlers.length > 0 && handlers.every((one) => raises(one, project))
    ? handlers[0]
    : undefined;
}

function handlersIn(module: ModuleView, project: ProjectView): readonly ScopeView[] {
  return module.calls.flatMap(({ path, call, unit, span }) => {
    const [number, handler] = call.arguments;
    if (path !== 'signal.signal' || number === undefined || handler === undefined) return [];
    const which = project.valueOf(number.value, unit);
    if (which.kind !== 'external' || which.path !== 'signal.SIGALRM') return [];
    const value = project.valueOf(handler.value, unit, span[0]);
    return value.kind === 'function' ? [value.scope] : [];
  });
}

const exceptionName =
  /^(?:\w*(?:Error|Exception|Timeout|Time[dO]?[oO]ut|Expired|Exceeded|Interrupt|Alarm|Exit))$/;

/** Whether a handler raises, as far as the exceptions that it names show. */
function raises(handler: ScopeView, project: ProjectView, depth = 0): boolean {
  const helpers = depth < 3 ? handler.calls : [];
  if (
    helpers.some(
      ({ target, call }) =>
        target.kind === 'function' &&
        call.usage === 'statement' &&
        raises(target.scope, project, depth + 1),
    )
  ) {
    return true;
  }
  // What a handler catches it need not raise.
  const caught = new Set(
    handler.units.flatMap(({ blocks }) =>
      blocks.flatMap(({ block }) => (block.exceptions ?? []).map((one) => dottedPath(one))),
    ),
  );
  const names = Object.keys(handler.facts?.uses ?? {}).filter((name) => !caught.has(name));
  const unit = handler.units[0];
  return names.some((name) => {
    if (exceptionName.test(name)) return true;
    const value = unit && project.valueOf({ kind: 'name', name, span: [0, 0] }, unit);
    if (value?.kind !== 'class') return false;
    return (value.scope.facts?.bases ?? []).some(
      ({ value: base }) => base.kind === 'name' && exceptionName.test(base.name),
    );
  });
}

/** `@timeout_decorator.timeout(5)`, which sets an alarm unless it is told otherwise. */
function* decorated(module: ModuleView, project: ProjectView): Iterable<Alarm> {
  for (const scope of module.scopes) {
    const { facts, outer } = scope;
    if (facts === undefined || outer === undefined || facts.decorators.length === 0) continue;
    for (const decorator of facts.decorators) {
      const call = decorator.kind === 'call' ? outer.calls[decorator.call] : undefined;
      if (!/^timeout_decorator\.(?:timeout_decorator\.)?timeout$/.test(call?.path ?? '')) continue;
      const told = call?.call.arguments.some(
        ({ keyword, star }) => keyword === 'use_signals' || star !== undefined,
      );
      const reach = project.greenletReach(scope);
      if (call === undefined || told || reach === undefined) continue;
      const path = 'timeout_decorator.timeout';
      yield { span: call.span, path, handler: undefined, related: reach.chain };
    }
  }
}
