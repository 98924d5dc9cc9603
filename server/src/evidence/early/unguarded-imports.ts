import type { Event } from '../../facts/scope.ts';
import type { EventView, ModuleView, PatchSite } from '../../project/model.ts';
import type { OrderGuard } from '../../project/order-guard.ts';

/** What one of the workspace's tools does to the imports below a patch. */
export type OrderThreat = 'autopep8' | 'isort' | 'e402' | 'sorted';

/** Whatever a workspace's tools do, the loudest first: two move lines, one only complains. */
const threats = ['autopep8', 'isort', 'e402'] as const;

/**
 * The first thing that the workspace's tools would do to a patch of the module's own script, and
 * the import below it that they would do it to. Undefined where marks keep them from it.
 */
export function unguardedImport(
  { call, placement }: PatchSite,
  module: ModuleView,
  guard: OrderGuard,
): { readonly threat: OrderThreat; readonly at: EventView; readonly below: number } | undefined {
  if (placement !== 'script' || isExempt(module)) return undefined;
  const imports = module.script.events.filter(({ event, block }) => {
    return block === undefined && (event.kind === 'import' || event.kind === 'from-import');
  });
  // One that does not stand first is moved there, with its marks, by other rules.
  const above = imports.filter(({ span }) => span[0] < call.span[0]);
  if (!above.every(({ event }) => mayStandAbove(event))) return undefined;
  const below = imports.filter(({ span }) => span[0] > call.span[1]);
  for (const threat of threats) {
    if (!guard[threat]) continue;
    const at = below.find((view) => !isHeld(view, threat, call.span[1], module));
    if (at !== undefined) return { threat, at, below: below.length };
  }
  return undefined;
}

/** gevent's own modules, and `__future__`. */
export function mayStandAbove(event: Event): boolean {
  if (event.kind === 'import') return event.names.every(({ module }) => ownName.test(module));
  return event.kind === 'from-import' && event.level === 0 && ownName.test(event.module);
}

const ownName = /^(?:gevent(?:\.|$)|__future__$)/;

/** Whether a mark keeps the tool from moving, or complaining of, one import. */
function isHeld(
  { span }: EventView,
  threat: OrderThreat,
  patchEnd: number,
  { facts }: ModuleView,
): boolean {
  if (threat === 'isort') {
    return facts.directives.some(
      ({ text, span: [start] }) =>
        /#\s*isort:\s*split/i.test(text) && start > patchEnd && start < span[0],
    );
  }
  return facts.directives.some(
    ({ text, covers }) => covers[0] <= span[0] && span[0] < covers[1] && silencesE402(text),
  );
}

function silencesE402(text: string): boolean {
  const codes = /#\s*noqa(?:\s*:\s*(?<list>[A-Z]+[0-9]*(?:[\s,]+[A-Z]+[0-9]+)*))?/i.exec(text);
  if (codes === null) return false;
  const list = codes.groups?.list;
  return list === undefined || list.split(/[\s,]+/).some((code) => code.toUpperCase() === 'E402');
}

/** A file that these tools are told to leave alone altogether. */
export function isExempt({ facts }: ModuleView): boolean {
  return facts.directives.some(
    ({ text, ownLine }) =>
      ownLine && /#\s*(?:(?:flake8|ruff)\s*:\s*noqa|isort:\s*skip_file)/i.test(text),
  );
}
