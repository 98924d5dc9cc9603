import { folderOf } from '../../facts/file-path.ts';
import { type Span, shift } from '../../syntax/span.ts';
import type { ImportTarget } from '../linking-view.ts';
import type { EventView } from '../model.ts';
import type { LinkedModule } from '../views.ts';
import { importSource } from './imports.ts';
import type { Found } from './module-index.ts';
import type { Resolving } from './resolving.ts';

/**
 * The first-party modules that an import statement runs; see `LinkingView.importTargets`.
 * `looksAt` is told of the modules whose names the answer depends on.
 */
export function importTargetsOf(
  resolver: Resolving,
  view: EventView,
  looksAt: (module: LinkedModule) => void,
): readonly ImportTarget[] {
  const { event } = view;
  const from = view.scope.module as LinkedModule;
  const targets: ImportTarget[] = [];
  const { index } = resolver.imports;
  const add = (chain: readonly Found[] | undefined, span: Span): void => {
    for (const { file } of chain ?? []) {
      const module = file === undefined ? undefined : resolver.imports.moduleAt(file);
      if (module && targets.every((target) => target.module !== module)) {
        targets.push({ module, span: shift(span, view.unit.start) });
      }
    }
  };
  if (event.kind === 'import') {
    for (const { module, span } of event.names) add(index.absolute(from, module), span);
  } else if (event.kind === 'from-import') {
    const { level, module } = event;
    const chain =
      level > 0 ? index.relative(from.path, level, module) : index.absolute(from, module);
    add(chain, event.span);
    for (const { name, span } of event.names) {
      const source = importSource(resolver, from, level, module, name);
      if (source.kind === 'module') {
        const owner = source.module as LinkedModule;
        looksAt(owner);
        const bound = owner !== from && owner.globals.names.has(name);
        if (!owner.isPackage || bound) continue;
        const found = index.inside(folderOf(owner.path), name);
        add(found && [found], span);
      } else if (source.kind === 'namespace') {
        const found = index.inside(source.folder, name);
        add(found && [found], span);
      }
    }
  }
  return targets;
}
