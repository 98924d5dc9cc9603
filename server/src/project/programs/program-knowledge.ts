import { patchingLibrary } from '../../knowledge/patching-libraries.ts';
import { spawner } from '../../knowledge/spawners.ts';
import { allPatchParts } from './patched-parts.ts';

/** The library that patches when `module` (dotted, outside the workspace) is imported. */
export function patchesOnImport(module: string): string | undefined {
  return patchingLibrary(module)?.module;
}

/** What importing the library patches. */
export function partsPatchedBy(library: string): ReadonlySet<string> {
  const leavesOut: readonly string[] = patchingLibrary(library)?.leavesOut ?? [];
  return new Set([...allPatchParts()].filter((part) => !leavesOut.includes(part)));
}

/** Whether the library's own command imports it ahead of the user's file. */
export function launcherImports(library: string): boolean {
  return patchingLibrary(library)?.launcherImportsFirst ?? false;
}

const serving = /^gevent\..*\.serve_forever$/;
const startingServer = /^gevent\..*Server\.start$/;

/** Whether a call of `path` starts greenlets of gevent, and whether it then serves for ever. */
export function startsGreenlets(path: string): 'starts' | 'serves' | undefined {
  if (serving.test(path)) return 'serves';
  if (startingServer.test(path)) return 'starts';
  const row = spawner(path);
  return row?.kind === 'spawn' || row?.kind === 'pool' ? 'starts' : undefined;
}
