import type { PatchPart } from './patch-part.ts';
import table from './tables/patching-libraries.json' with { type: 'json' };

/** A library that patches the standard library when it is imported. */
export interface PatchingLibrary {
  /** Its top-level module: importing any submodule runs it. */
  readonly module: string;
  /** Its own command imports it ahead of the user's file, so that all of that file is patched. */
  readonly launcherImportsFirst: boolean;
  /** What it does not patch, of all that `patch_all()` does; empty where it patches the whole. */
  readonly leavesOut: readonly PatchPart[];
  readonly evidence: string;
}

/** Every row, sorted by module. */
export const patchingLibraries = table as readonly PatchingLibrary[];

const byModule = new Map(patchingLibraries.map((row) => [row.module, row]));

/** The library that importing `module` (dotted) runs, if that library patches. */
export function patchingLibrary(module: string): PatchingLibrary | undefined {
  return byModule.get(module.split('.', 1)[0] ?? module);
}
