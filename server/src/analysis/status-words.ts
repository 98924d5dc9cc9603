import { type FilePath, fileName, relativeTo } from '../facts/file-path.ts';
import type { ProjectView } from '../project/model.ts';
import { positionAt } from '../syntax/line-index.ts';
import type { SayPlace } from './explanation.ts';
import type { AnalysisFolder } from './service.ts';

/** Says places relative to the workspace's folders: `shop/db.py, line 3`. */
export function sayPlace(
  folders: readonly AnalysisFolder[],
  lineStarts: (path: FilePath) => readonly number[],
): SayPlace {
  return (path, offset) => {
    const starts = lineStarts(path);
    const line = starts.length === 0 ? '' : `, line ${positionAt(starts, offset).line + 1}`;
    return `${nameOf(path, folders)}${line}`;
  };
}

function nameOf(path: FilePath, folders: readonly AnalysisFolder[]): string {
  for (const folder of folders) {
    const relative = relativeTo(folder.path, path);
    if (relative !== undefined && relative !== '') return relative;
  }
  return fileName(path);
}

/**
 * What the program is that runs this file: `Patched by shop/__main__.py, line 3`. Undefined
 * where no program that patches itself is known.
 */
export function programSentence(
  project: ProjectView,
  path: FilePath | undefined,
  say: SayPlace,
): string | undefined {
  const module = path === undefined ? undefined : project.moduleAt(path);
  const runs =
    module === undefined
      ? project.programs
      : project.programs.filter((program) => program.order.includes(module));
  const patch = runs.find((program) => program.patch !== undefined)?.patch;
  if (patch === undefined) return undefined;
  return `Patched by ${say(patch.call.scope.module.path, patch.call.span[0])}`;
}
