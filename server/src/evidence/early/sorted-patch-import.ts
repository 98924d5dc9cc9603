import type { Event } from '../../facts/scope.ts';
import type { EventView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import type { OrderGuard } from '../../project/order-guard.ts';
import { isExempt, mayStandAbove } from './unguarded-imports.ts';

/** An import that patches, and the first import below it that a sorter would put above it. */
export interface SortedPatchImport {
  readonly view: EventView;
  readonly moved: EventView;
}

/**
 * The first import of a program's entry, where it is there to patch (`import patched_first`), and
 * where isort or ruff's I001 would sort imports of the same block above it: those of the standard
 * library and of third parties stand above first-party ones. Undefined where a mark holds it.
 */
export function sortedPatchImport(
  module: ModuleView,
  project: ProjectView,
  guard: OrderGuard,
): SortedPatchImport | undefined {
  if (guard.sorts !== true || isExempt(module)) return undefined;
  const imports = module.script.events.filter(({ event, block }) => {
    return block === undefined && isImport(event);
  });
  const at = imports.findIndex(({ event }) => !mayStandAbove(event));
  const view = imports[at];
  if (view === undefined || !patches(view, module, project)) return undefined;
  const moved = blockBelow(view, module).find(({ event }) => isForeign(event, project));
  if (moved === undefined || isHeld(view, moved, module)) return undefined;
  return { view, moved };
}

function isImport({ kind }: Event): boolean {
  return kind === 'import' || kind === 'from-import';
}

/** Whether a program patches because of an import in `module`. */
export function importsPatch(module: ModuleView, project: ProjectView): boolean {
  return patchingImports(module, project).length > 0;
}

function patches({ span }: EventView, module: ModuleView, project: ProjectView): boolean {
  return patchingImports(module, project).some(
    (link) => span[0] <= link.span[0] && link.span[1] <= span[1],
  );
}

/** The imports of `module` by which programs come to their patch. */
function patchingImports(module: ModuleView, { programs }: ProjectView): readonly Place[] {
  return programs.flatMap((program) => {
    const { patch, entry } = program;
    if (patch === undefined || patch.placement !== 'script' || entry.isTest) return [];
    const [link] = program.chainTo(patch.call.scope.module);
    return link?.path === module.path ? [link] : [];
  });
}

/** The imports that follow a statement with no code between them. */
function blockBelow(view: EventView, { script }: ModuleView): readonly EventView[] {
  const below = script.events.filter(({ span }) => span[0] > view.span[1]);
  const code = below.findIndex(({ event, block }) => block !== undefined || !isImport(event));
  return code < 0 ? below : below.slice(0, code);
}

function isForeign(event: Event, { modules }: ProjectView): boolean {
  const named =
    event.kind === 'import'
      ? event.names.map((one) => one.module)
      : event.kind === 'from-import' && event.level === 0
        ? [event.module]
        : [];
  return named.some((name) => {
    const root = name.split('.', 1)[0];
    return !modules.some((one) => one.name?.split('.', 1)[0] === root);
  });
}

/** `# isort: skip` on the import, `# isort: split` or `off` between, a `noqa` for ruff's I001. */
function isHeld({ span }: EventView, moved: EventView, { facts }: ModuleView): boolean {
  return facts.directives.some(({ text, span: [start], covers }) => {
    const onIt = covers[0] <= span[0] && span[0] < covers[1];
    if (onIt && /#\s*(?:isort:\s*skip|noqa(?!\s*:)|noqa\s*:.*\bI(?:001)?\b)/i.test(text))
      return true;
    return /#\s*isort:\s*(?:split|off)/i.test(text) && start < moved.span[0];
  });
}
