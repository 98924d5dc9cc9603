import type { Argument, Expression } from '../../facts/expression.ts';
import {
  type PatchKeyword,
  patchFunction,
  patchKeyword,
  positionalParameters,
} from '../../knowledge/patch-functions.ts';

/** What one call of a patching function does. */
export interface PatchedParts {
  /** The parts that it patches; undefined where its arguments hide it. */
  readonly parts: ReadonlySet<string> | undefined;
  /** False only for a literal false `aggressive`. */
  readonly aggressive: boolean;
}

const all: ReadonlySet<string> = new Set(patchFunction('gevent.monkey.patch_all')?.parts);

/** The parts that a plain `patch_all()` patches. */
export function allPatchParts(): ReadonlySet<string> {
  return all;
}

/** Whether `path` is one of gevent's functions that patch the standard library. */
export function isPatchFunction(path: string): boolean {
  return patchFunction(path) !== undefined;
}

/** What `path(…arguments)` patches. Unknown keywords change nothing, as gevent ignores them. */
export function patchedParts(path: string, given: readonly Argument[]): PatchedParts {
  const parts = new Set<string>(patchFunction(path)?.parts);
  const positional = positionalParameters(path);
  let known = true;
  let aggressive = true;
  let position = 0;
  for (const argument of given) {
    if (argument.star !== undefined) {
      known = false;
      continue;
    }
    const row: PatchKeyword | undefined =
      argument.keyword === undefined
        ? positional.find((candidate) => candidate.position === position++)
        : patchKeyword(path, argument.keyword);
    if (row === undefined) continue;
    const value = truth(argument.value);
    if (row.keyword === 'aggressive') aggressive = value !== false;
    if (row.part === undefined) continue;
    if (value === undefined) known = false;
    else if (!value) parts.delete(row.part);
  }
  return { parts: known ? parts : undefined, aggressive };
}

/** The truth of a literal; undefined for anything else. */
function truth(value: Expression): boolean | undefined {
  if (value.kind === 'constant') return value.value === 'True';
  if (value.kind === 'number') return Number(value.text) !== 0;
  if (value.kind === 'string') return value.value !== '';
  return undefined;
}
