import { type Span, shift } from '../syntax/span.ts';
import type { FilePath } from './file-path.ts';
import { importSource } from './imports.ts';
import type { ImportTarget } from './linking-view.ts';
import type { EventView } from './model.ts';
import type { Found } from './module-index.ts';
import type { Resolver } from './resolver.ts';
import type { LinkedModule } from './views.ts';

/** The first-party modules that an import statement runs; see `LinkingView.importTargets`. */
export function importTargetsOf(resolver: Resolver, view: EventView): readonly ImportTarget[] {
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
    for (const { module, span } of event.names) add(index.absolute(from.path, module), span);
  } else if (event.kind === 'from-import') {
    const { level, module } = event;
    const chain =
      level > 0 ? relativeChain(resolver, from, level, module) : index.absolute(from.path, module);
    add(chain, event.span);
    for (const { name, span } of event.names) {
      const source = importSource(resolver, from, level, module, name);
      if (source.kind === 'module') {
        const owner = source.module as LinkedModule;
        if (!owner.isPackage || owner.globals.names.has(name)) continue;
        add(inside(resolver, owner.path, name), span);
      } else if (source.kind === 'namespace') {
        const found = index.inside(source.folder, name);
        add(found && [found], span);
      }
    }
  }
  return targets;
}

/**
 * A relative import runs only what lies below the dots: the packages around the importing
 * module have started already.
 */
function relativeChain(
  resolver: Resolver,
  from: LinkedModule,
  level: number,
  module: string,
): readonly Found[] | undefined {
  return resolver.imports.index.relative(from.path, level, module);
}

function inside(resolver: Resolver, packageFile: FilePath, name: string): readonly Found[] {
  const folder = packageFile.slice(0, packageFile.lastIndexOf('/'));
  const found = resolver.imports.index.inside(folder, name);
  return found ? [found] : [];
}
