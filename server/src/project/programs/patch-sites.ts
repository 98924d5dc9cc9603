import type { FileFacts } from '../../facts/facts.ts';
import type { Block } from '../../facts/scope.ts';
import { keptFor } from '../kept-answers.ts';
import type { BlockView, CallView, ModuleView, PatchSite } from '../model.ts';
import { possibleNames } from '../names/name-hints.ts';
import { certaintyAt } from './block-certainty.ts';
import { isPatchFunction, patchedParts } from './patched-parts.ts';

/** Every call in `module` that patches the standard library, wherever it stands, in text order. */
export function keptPatchSites(module: ModuleView): readonly PatchSite[] {
  return keptFor(module, 'patch sites', () => findPatchSites(module));
}

function findPatchSites(module: ModuleView): readonly PatchSite[] {
  const sites: PatchSite[] = [];
  if (!mayPatchAnywhere(module)) return sites;
  for (const call of module.calls) {
    if (!mayPatch(call)) continue;
    const path = call.path;
    if (path === undefined || !isPatchFunction(path)) continue;
    sites.push({
      call,
      path,
      ...patchedParts(path, call.call.arguments),
      placement: placementOf(call),
    });
  }
  return sites.sort((a, b) => a.call.span[0] - b.call.span[0]);
}

const patching = new WeakMap<FileFacts, boolean>();

/** Few files have such a call; what the text alone says is asked once for each version. */
function mayPatchAnywhere(module: ModuleView): boolean {
  let known = patching.get(module.facts);
  if (known === undefined) {
    known = module.calls.some(mayPatch);
    patching.set(module.facts, known);
  }
  return known;
}

/** Resolving a target costs; most calls cannot patch by their mere name. */
function mayPatch(call: CallView): boolean {
  const names = possibleNames(call.scope.module, call.call.callee);
  return names.some((name) => name.startsWith('patch_'));
}

function placementOf(call: CallView): PatchSite['placement'] {
  for (let scope = call.scope; scope !== undefined; ) {
    if (scope.kind === 'function' || scope.kind === 'lambda') return 'function';
    if (scope.parent === undefined) break;
    scope = scope.parent;
  }
  if (call.scope.kind === 'class') return 'class-body';
  if (hidesFailure(call.block)) return 'condition';
  const imported = certaintyAt(call.unit, call.block, call.span[0], false);
  const asMain = certaintyAt(call.unit, call.block, call.span[0], true);
  if (imported === 'yes' && asMain === 'yes') return 'script';
  return imported === 'no' && asMain === 'yes' ? 'main-guard' : 'condition';
}

const importErrors = new Set(['ImportError', 'ModuleNotFoundError']);

/** In a try whose handlers catch more than a missing gevent. */
function hidesFailure(block: BlockView | undefined): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    if (at.block.kind === 'try' && catchesMoreThanImports(at.block)) return true;
  }
  return false;
}

function catchesMoreThanImports(block: Block): boolean {
  if (block.bareExcept === true) return true;
  const classes = (block.exceptions ?? []).flatMap((caught) =>
    caught.kind === 'sequence' ? caught.items : [caught],
  );
  return classes.some((caught) => caught.kind !== 'name' || !importErrors.has(caught.name));
}
