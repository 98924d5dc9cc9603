import type { Expression } from '../../facts/expression.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { LinkedModule, LinkedUnit, PlacedSite } from '../views.ts';
import type { Binding } from './binding-sites.ts';
import type { ModuleIndex } from './module-index.ts';
import type { Resolved } from './resolved.ts';

/** What resolving needs of the project. */
export interface Imports {
  readonly index: ModuleIndex;
  moduleAt(path: FilePath): LinkedModule | undefined;
  /** The class that people say a call gives, to code of `module`. */
  returnTypeOf(path: string, module: LinkedModule): string | undefined;
  /** The modules that set an attribute of this name from outside a class, for code of `asker`. */
  settersOf(attribute: string, asker: LinkedModule | undefined): Iterable<LinkedModule>;
  /** What was resolved in `module` depends on what `on` binds. */
  depends(module: LinkedModule, on: LinkedModule): void;
}

/** The resolver as its parts see it: names, members, imports and calls lead to one another. */
export interface Resolving {
  readonly imports: Imports;
  /** What an expression of `unit` stands for where it stands, or at `offset` in the unit. */
  resolve(expression: Expression, unit: LinkedUnit, offset?: number): Resolved;
  /** What `value.name` stands for. */
  memberOf(value: Resolved, name: string): Resolved;
  /** What a star import of `module` binds `name` to; undefined where it does not. */
  starMember(module: LinkedModule, name: string): Resolved | undefined;
  /** What one binding binds its name to. */
  bound(placed: PlacedSite): Resolved;
  /** What a binding stands for, wherever it is kept. */
  follow(binding: Binding, unit: LinkedUnit): Resolved;
  /**
   * The answer to a question about `unit`, kept while it holds. Questions that lead back to
   * themselves find nothing.
   */
  remember(unit: LinkedUnit, question: object | string, answer: () => Resolved): Resolved;
  /** The modules that set an attribute of this name from outside a class. */
  settersOf(attribute: string): Iterable<LinkedModule>;
  /** Notes that the answer under way depends on what `module` binds. */
  looksAt(module: LinkedModule): void;
}
