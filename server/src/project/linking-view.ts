import type { Expression } from '../facts/expression.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { EventView, ModuleView, ScopeView, UnitView } from './model.ts';
import type { Value } from './value.ts';

/**
 * The slice of a linked project that programs and greenlet reach are computed from: names are
 * resolved, but nothing is known yet about what runs when.
 */
export interface LinkingView {
  readonly modules: readonly ModuleView[];
  /** The folders that first-party modules are imported from. */
  readonly roots: readonly FilePath[];
  /**
   * The modules that `import dotted` runs in a process that starts in `folder`, packages first;
   * undefined where the name leads out of the workspace.
   */
  modulesNamed(dotted: string, folder: FilePath): readonly ModuleView[] | undefined;
  /** Whether the module's script binds this name; a star import may, so it counts. */
  bindsName(module: ModuleView, name: string): boolean;
  moduleAt(path: FilePath): ModuleView | undefined;
  /** What an expression of this unit stands for. `before`: absolute offset at which it is read. */
  valueOf(expression: Expression, unit: UnitView, before?: number): Value;
  /** What `value.name` stands for: the method of an instance, the function of a module. */
  memberOf(value: Value, name: string): Value;
  /** A class of the workspace with its ancestors there, nearest first, and those outside. */
  lineageOf(scope: ScopeView): ClassLineage;
  /**
   * The first-party modules whose scripts an event runs unless they have
   * run already, in Python's order: for `import a.b.c` a, a.b, a.b.c (packages by their
   * `__init__`; namespace packages have none); for `from a import b, c` a, then a.b and a.c
   * where these are submodules that a's own script does not bind as a name; for a star import
   * the module and the submodules that its `__all__` lists; for a call of
   * `importlib.import_module` with a literal what that names; for one that sets up Django the
   * settings that the module names and the installed apps. Empty for any other event, and for
   * imports that leave the workspace.
   */
  importTargets(event: EventView): readonly ImportTarget[];
}

/** What a class derives from, itself included. */
export interface ClassLineage {
  readonly classes: readonly ScopeView[];
  /** Paths of the classes outside the workspace. */
  readonly externals: readonly string[];
}

/** A first-party module that an import statement runs. */
export interface ImportTarget {
  readonly module: ModuleView;
  /** Absolute span, in the importing file, of the name that asks for it. */
  readonly span: Span;
}
