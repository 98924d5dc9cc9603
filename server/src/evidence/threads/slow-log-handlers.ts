import type { Expression } from '../../facts/expression.ts';
import type { CallView, GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { configuredHandlers } from './configured-log-handlers.ts';
import { loggingScopes } from './log-calls.ts';
import { threadsArePatched } from './patched-locks.ts';
import { slowHandlerMade, slowHandlers } from './slow-handler-classes.ts';

/** A handler of logging that waits for the network, and where it is added to a logger. */
export interface SlowLogHandler {
  /** `logging.handlers.SMTPHandler`, or the name of a class of the workspace. */
  readonly type: string;
  /** The call that makes it, or the string of a configuration that names it. */
  readonly span: Span;
  /** `logger.addHandler(…)`, `logging.basicConfig(handlers=[…])`; undefined where a configuration adds it. */
  readonly added: CallView | undefined;
  /** The greenlets that log. */
  readonly reach: GreenletReach;
}

/** Handlers that `module` adds to loggers and that several greenlets then wait for in turn. */
export function* slowLogHandlers(
  module: ModuleView,
  project: ProjectView,
): Iterable<SlowLogHandler> {
  if (module.isTest || !project.usesGevent) return;
  const makers = module.calls.flatMap((maker) => {
    const type = slowHandlerMade(maker, project);
    return type === undefined || isDead(maker) ? [] : [{ maker, type }];
  });
  const configured = configuredHandlers(module, project, slowHandlers);
  if (makers.length + configured.length === 0 || !threadsArePatched(module, project)) return;
  const reach = loggingInMany(project);
  if (reach === undefined) return;
  for (const { maker, type } of makers) {
    const added = addedBy(maker);
    if (added !== undefined) yield { type, span: maker.span, added, reach };
  }
  for (const { type, span } of configured) yield { type, span, added: undefined, reach };
}

/** Why several greenlets log at the same time; undefined where that is not known. */
export function loggingInMany(project: ProjectView): GreenletReach | undefined {
  const starts = new Map<string, GreenletReach>();
  for (const scope of loggingScopes(project)) {
    const reach = project.greenletReach(scope);
    if (reach === undefined || project.inThreadPool(scope)) continue;
    if (reach.many) return reach;
    // Two spawns, each of something else that logs.
    const [spawn] = reach.chain;
    if (spawn !== undefined && !reach.onlyOnce) starts.set(`${spawn.path} ${spawn.span}`, reach);
  }
  const [first, second] = starts.values();
  return second && first;
}

/** The `addHandler` that takes the handler; undefined where something else does, too. */
function addedBy(maker: CallView): CallView | undefined {
  const { unit, scope } = maker;
  const name = nameOf(maker);
  const isHandler = (value: Expression): boolean =>
    (value.kind === 'name' && value.name === name) ||
    (value.kind === 'call' && unit.calls[value.call] === maker);
  const takers = scope.calls.filter((call) =>
    call.call.arguments.some(
      ({ value }) =>
        (call.unit === unit || value.kind === 'name') &&
        (isHandler(value) || (value.kind === 'sequence' && value.items.some(isHandler))),
    ),
  );
  const [added] = takers;
  const callee = added?.call.callee;
  const isAdded =
    (callee?.kind === 'attribute' && callee.name === 'addHandler') ||
    added?.path === 'logging.basicConfig';
  return takers.length === 1 && isAdded ? added : undefined;
}

function nameOf({ unit, call }: CallView): string | undefined {
  for (const event of unit.facts.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'call' || event.targets.length !== 1)
      continue;
    const [target] = event.targets;
    if (unit.facts.calls[event.value.call] === call && target?.kind === 'name') return target.name;
  }
  return undefined;
}
