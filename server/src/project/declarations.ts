import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { OwnCall, OwnReturn } from './own-knowledge.ts';

/** What people declare about their programs and libraries; it goes before whatever was inferred. */
export interface Declarations {
  /** Programs that are there: `shop/main.py`, `shop.wsgi`, `shop.wsgi:app`. */
  readonly entryPoints: readonly Declared[];
  /** Programs that somebody else patches before they start. */
  readonly patchedBy: readonly DeclaredPatch[];
  /** Programs that never run under gevent. */
  readonly notGevent: readonly DeclaredGlob[];
  /** Files that a network file system holds. */
  readonly networkFiles: readonly DeclaredFiles[];
  /** What calls do to other greenlets. */
  readonly calls: readonly OwnCall[];
  /** What calls give. */
  readonly returns: readonly OwnReturn[];
}

/** One line of the configuration. */
export interface Declared {
  /** As written. */
  readonly entry: string;
  /** Files are meant relative to this folder: that of the configuration, or the workspace's. */
  readonly folder: FilePath;
  /** Where it is written; undefined where an editor's settings say it. */
  readonly place: { readonly path: FilePath; readonly span: Span } | undefined;
}

/** Who patches a program. */
export interface DeclaredPatch extends Declared {
  /** A phrase for messages: `our launcher`. */
  readonly by: string;
}

/** Programs by a glob: of files below the folder, or of entries (`shop.wsgi:*`). */
export interface DeclaredGlob extends Declared {
  /** Takes the path of a program's file, or its entry as a launcher names it (`shop.wsgi:app`). */
  matches(program: FilePath): boolean;
}

/** Files by a glob of their absolute paths; it holds for code below the folder. */
export interface DeclaredFiles {
  readonly folder: FilePath;
  matches(file: string): boolean;
}

/** Nobody declared anything. */
export const noDeclarations: Declarations = {
  entryPoints: [],
  patchedBy: [],
  notGevent: [],
  networkFiles: [],
  calls: [],
  returns: [],
};
