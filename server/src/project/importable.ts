import type { Module } from './module.ts';
import { listedNames } from './names/import-targets.ts';

/** What the imports of other modules see of a module without following any name. */
interface Importable {
  readonly isScript: boolean;
  readonly names: ReadonlyMap<string, unknown>;
  readonly listed: string;
}

/** What they see of `module`. */
export function importableOf(module: Module): Importable {
  const { isScript, globals } = module;
  return { isScript, names: globals.names, listed: listedNames(module).join() };
}

/** Whether their imports lead to the same. */
export function isSameImportable(a: Importable, b: Importable): boolean {
  if (a.isScript !== b.isScript || a.listed !== b.listed) return false;
  if (a.names.size !== b.names.size) return false;
  for (const name of a.names.keys()) if (!b.names.has(name)) return false;
  return true;
}
