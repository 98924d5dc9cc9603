import { type PlaceWords, whoPatches } from '../evidence/timeline/who-patches.ts';
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

/** The same, and names for whole files. */
export function placeWords(
  folders: readonly AnalysisFolder[],
  lineStarts: (path: FilePath) => readonly number[],
): PlaceWords {
  return { file: (path) => nameOf(path, folders), place: sayPlace(folders, lineStarts) };
}

/**
 * Who patches the program that runs this file, and with what: `Patched by shop/__main__.py,
 * line 3, with everything`. Undefined where no program that is patched is known.
 */
export function programSentence(
  project: ProjectView,
  path: FilePath | undefined,
  words: PlaceWords,
): string | undefined {
  const module = path === undefined ? undefined : project.moduleAt(path);
  const runs =
    module === undefined
      ? project.programs
      : project.programs.filter((program) => program.order.includes(module));
  const said = new Set<string>();
  for (const program of runs) {
    const { by, sentence } = whoPatches(program, words);
    if (by.length > 0) said.add(sentence.replace(/\.$/, ''));
  }
  const [first, ...others] = said;
  if (first === undefined || others.length === 0) return first;
  // Short: editors cut off what is wider than their list.
  return `${first}; ${others.length === 1 ? '1 program differs' : `${others.length} programs differ`}`;
}
