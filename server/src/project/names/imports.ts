import { type FilePath, folderOf } from '../../facts/file-path.ts';
import { canonicalPath } from '../../knowledge/aliases.ts';
import { starExports } from '../../knowledge/star-exports.ts';
import { unknown } from '../value.ts';
import type { LinkedModule } from '../views.ts';
import type { Found } from './module-index.ts';
import type { Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** The value of a first-party module or namespace package. */
function valueFound(resolver: Resolving, found: Found | undefined): Resolved {
  if (found?.file !== undefined) {
    const module = resolver.imports.moduleAt(found.file);
    return module ? { kind: 'module', module } : unknown;
  }
  return found?.folder !== undefined ? { kind: 'namespace', folder: found.folder } : unknown;
}

/** What `import whole` binds: its first part, or all of it under an alias. */
export function importedModule(
  resolver: Resolving,
  from: LinkedModule,
  whole: string,
  aliased: boolean,
): Resolved {
  const chain = resolver.imports.index.absolute(from, whole);
  if (chain) return valueFound(resolver, aliased ? chain.at(-1) : chain[0]);
  const first = whole.split('.', 1)[0]!;
  // Part of the workspace, but not all of the way: nothing else has that name.
  if (resolver.imports.index.absolute(from, first)) return unknown;
  return { kind: 'external', path: canonicalPath(aliased ? whole : first) };
}

/** What `from module import name` binds. */
export function importedName(
  resolver: Resolving,
  from: LinkedModule,
  wanted: { readonly level: number; readonly module: string; readonly name: string },
): Resolved {
  const { level, module, name } = wanted;
  const source = importSource(resolver, from, level, module, name);
  if (source.kind === 'module' && source.module === from && from.isPackage) {
    // `from . import db` in a package's own script can but mean the submodule.
    return submodule(resolver, folderOf(from.path), name) ?? unknown;
  }
  return source.kind === 'unknown' ? unknown : resolver.memberOf(source, name);
}

/** The module that a `from` import takes names from. `name` tells namespace packages apart. */
export function importSource(
  resolver: Resolving,
  from: LinkedModule,
  level: number,
  module: string,
  name?: string,
): Resolved {
  const { index } = resolver.imports;
  if (level > 0) return valueFound(resolver, index.relative(from.path, level, module)?.at(-1));
  const chain = index.absolute(from, module);
  if (chain) return valueFound(resolver, chain.at(-1));
  const longer = name === undefined ? undefined : index.absolute(from, `${module}.${name}`);
  if (longer) return valueFound(resolver, longer.at(-2));
  if (index.absolute(from, module.split('.', 1)[0]!)) return unknown;
  return { kind: 'external', path: canonicalPath(module) };
}

/** The submodule `name` of a first-party package. */
export function submodule(
  resolver: Resolving,
  folder: FilePath,
  name: string,
): Resolved | undefined {
  const found = resolver.imports.index.inside(folder, name);
  return found && valueFound(resolver, found);
}

/**
 * What `name` is through a star import: undefined where the module certainly does not hand it
 * out, unknown where that cannot be told.
 */
export function starName(
  resolver: Resolving,
  from: LinkedModule,
  star: { readonly level: number; readonly module: string },
  name: string,
): Resolved | undefined {
  const source = importSource(resolver, from, star.level, star.module);
  if (source.kind === 'module') {
    if (name.startsWith('_')) return undefined;
    return resolver.starMember(source.module as LinkedModule, name);
  }
  if (source.kind !== 'external') return unknown;
  const exports = starExports(source.path);
  if (!exports) return unknown;
  return exports.has(name) ? resolver.memberOf(source, name) : undefined;
}
