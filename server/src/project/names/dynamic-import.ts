import type { CallView } from '../model.ts';
import { possibleNames } from './name-hints.ts';

/** A module that a call imports, as an import statement would name it. */
export interface DynamicImport {
  /** Leading dots. */
  readonly level: number;
  readonly module: string;
}

/** Where these functions stand; both import what a string names. */
const importers: ReadonlySet<string> = new Set(['importlib.import_module', 'builtins.__import__']);

/** What `importlib.import_module("shop.db")` imports; undefined unless a literal says it. */
export function dynamicImport(call: CallView): DynamicImport | undefined {
  const { callee, arguments: given } = call.call;
  const [first, second] = given;
  if (first?.value.kind !== 'string') return undefined;
  // Resolving a target costs; most calls cannot import by their mere name.
  const names = possibleNames(call.scope.module, callee);
  if (!names.some((name) => name === 'import_module' || name === '__import__')) return undefined;
  if (call.path === undefined || !importers.has(call.path)) return undefined;
  const dots = /^\.*/.exec(first.value.value)?.[0].length ?? 0;
  const module = first.value.value.slice(dots);
  if (dots === 0) return module === '' ? undefined : { level: 0, module };
  // A relative name counts from the package that is named beside it.
  const base = second?.value;
  if (base?.kind === 'string') return fromPackage(base.value, dots, module);
  return base?.kind === 'name' && base.name === '__package__' ? { level: dots, module } : undefined;
}

/** `import_module("..db", "shop.web")`: each dot beyond the first is one package further out. */
function fromPackage(base: string, dots: number, module: string): DynamicImport | undefined {
  const packages = base.split('.');
  const outer = packages.slice(0, packages.length - dots + 1);
  if (base === '' || outer.length === 0) return undefined;
  return { level: 0, module: [...outer, ...(module === '' ? [] : [module])].join('.') };
}
