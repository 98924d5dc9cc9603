import type { FilePath } from '../facts/file-path.ts';
import type { CallView, ModuleView } from './model.ts';

/** What people say of their own and other libraries, in the configuration. */
export type OwnVerdict = 'blocking' | 'cooperates' | 'switches';

/** One line of `[tool.greenlint.blocking]` and its sisters; it holds for modules below its folder. */
export interface OwnCall {
  readonly verdict: OwnVerdict;
  readonly folder: FilePath;
  /** What stands behind the pattern: a few words for messages; may be empty. */
  readonly hint: string;
  /** Whether a dotted path is meant: `acme.Client.fetch`. */
  matches(path: string): boolean;
}

/** One line of `[tool.greenlint.returns]`. */
export interface OwnReturn {
  readonly folder: FilePath;
  /** `acme.connect`. */
  readonly path: string;
  /** The class of what it gives: `acme.Client`. */
  readonly type: string;
}

/** Looks up what people said; made anew whenever the configuration changes. */
export class OwnKnowledge {
  readonly #calls: readonly OwnCall[];
  readonly #returns: readonly OwnReturn[];

  constructor(calls: readonly OwnCall[], returns: readonly OwnReturn[]) {
    this.#calls = calls;
    this.#returns = returns;
  }

  /** Whether anything is said in this way. */
  says(verdict: OwnVerdict): boolean {
    return this.#calls.some((call) => call.verdict === verdict);
  }

  /** What is said of a path that code of `module` calls; the nearest folder's word counts. */
  callIn({ path: file }: ModuleView, path: string, verdict: OwnVerdict): OwnCall | undefined {
    let found: OwnCall | undefined;
    for (const call of this.#calls) {
      if (call.verdict !== verdict || !isBelow(file, call.folder) || !call.matches(path)) continue;
      if (found === undefined || call.folder.length > found.folder.length) found = call;
    }
    return found;
  }

  /** The class of what `path` gives to code of the file `from`. */
  returnTypeOf(path: string, from: FilePath): string | undefined {
    return this.#returns.find((row) => row.path === path && isBelow(from, row.folder))?.type;
  }

  /** Whether both say the same of what calls give. */
  hasReturnsOf(other: OwnKnowledge): boolean {
    return JSON.stringify(this.#returns) === JSON.stringify(other.#returns);
  }
}

/** Whether a file lies in a folder. */
export function isBelow(file: FilePath, folder: FilePath): boolean {
  return file.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** The path that a pattern is held against: of a library, or of a function in the workspace. */
export function calledPath({ target, path }: CallView): string | undefined {
  if (path !== undefined) return path;
  if (target.kind !== 'function' && target.kind !== 'class') return undefined;
  const { module, qualifiedName } = target.scope;
  return module.name === undefined ? undefined : `${module.name}.${qualifiedName}`;
}
