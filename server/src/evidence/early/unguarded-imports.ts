import type { EventView, ModuleView, PatchSite } from '../../project/model.ts';
import type { OrderGuard } from '../../project/order-guard.ts';

/** What one of the workspace's tools does to the imports below a patch. */
export type OrderThreat = 'autopep8' | 'isort' | 'e402';

/** Whatever a workspace's tools do, the loudest first: two move lines, one only complains. */
const threats: readonly OrderThreat[] = ['autopep8', 'isort', 'e402'];

/**
 * The first thing that the workspace's tools would do to a patch of the module's own script, and
 * the import below it that they would do it to. Undefined where marks keep them from it.
 */
export function unguardedImport(
  { call, placement }: PatchSite,
  module: ModuleView,
  guard: OrderGuard,
): { readonly threat: OrderThreat; readonly at: EventView } | undefined {
  if (placement !== 'script' || isExempt(module)) return undefined;
  const below = module.script.events.filter(
    ({ event, span, block }) =>
      (event.kind === 'import' || event.kind === 'from-import') &&
      block === undefined &&
      span[0] > call.span[1] &&
      !(event.kind === 'from-import' && event.module === '__future__'),
  );
  for (const threat of threats) {
    if (!guard[threat]) continue;
    const at = below.find((view) => !isHeld(view, threat, call.span[1], module));
    if (at !== undefined) return { threat, at };
  }
  return undefined;
}

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
function isExempt({ facts }: ModuleView): boolean {
  return facts.directives.some(
    ({ text, ownLine }) =>
      ownLine && /#\s*(?:(?:flake8|ruff)\s*:\s*noqa|isort:\s*skip_file)/i.test(text),
  );
}
