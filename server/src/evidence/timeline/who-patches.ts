import type { FilePath } from '../../facts/file-path.ts';
import type { ProgramStep, ProgramView, StepPatch } from '../../project/model.ts';
import { allPatchParts } from '../../project/programs/patched-parts.ts';
import { partsPatchedBy } from '../../project/programs/program-knowledge.ts';
import type { FilePlace, ProgramPatch, Said } from './program-timeline.ts';

/** How files and places are called in sentences; each host has its own way. */
export interface PlaceWords {
  /** `shop/db.py`. */
  file(path: FilePath): string;
  /** `shop/db.py, line 3`. */
  place(path: FilePath, offset: number): string;
}

/** Who patches a program and with what; several calls are united. */
export function whoPatches(program: ProgramView, words: PlaceWords): ProgramPatch<FilePlace> {
  const state = program.finalState === 'before' ? 'unknown' : program.finalState;
  const steps = program.steps();
  const adding = addingPatches(steps);
  const by = steps.flatMap((step): Said<FilePlace>[] => {
    if (step.kind !== 'patch' || !step.certain || !adding.has(step)) return [];
    return [{ text: patcherOf(step.patch, words), at: placeOfPatch(step.patch) }];
  });
  const parts = program.finalParts;
  const named = parts === undefined ? {} : { parts: [...parts].sort() };
  const sentence = sentenceOf(state, parts, by, words);
  return { state, ...named, by, sentence };
}

/** The patches after which more is patched than before, as far as that is known. */
export function addingPatches(steps: readonly ProgramStep[]): ReadonlySet<ProgramStep> {
  const adding = new Set<ProgramStep>();
  const patched = new Set<string>();
  for (const step of steps) {
    if (step.kind !== 'patch') continue;
    const parts = partsOf(step.patch);
    if (parts !== undefined && [...parts].every((part) => patched.has(part))) continue;
    adding.add(step);
    if (step.certain) for (const part of parts ?? []) patched.add(part);
  }
  return adding;
}

/** What a patch patches; undefined where its arguments hide it. */
export function partsOf(patch: StepPatch): ReadonlySet<string> | undefined {
  switch (patch.kind) {
    case 'site':
      return patch.site.parts;
    case 'library':
      return partsPatchedBy(patch.library);
    case 'outside':
      return patch.outside.parts;
  }
}

/** `serve.py, line 10`, `gunicorn's gevent worker`, `` importing `locust` ``. */
export function patcherOf(patch: StepPatch, words: PlaceWords): string {
  if (patch.kind === 'outside') return patch.outside.by;
  if (patch.kind === 'library') return `importing \`${patch.library}\``;
  const { path, span } = placeOfPatch(patch);
  return words.place(path, span[0]);
}

/** Where one sees that it patches. */
export function placeOfPatch(patch: StepPatch): FilePlace {
  switch (patch.kind) {
    case 'site': {
      const { call } = patch.site;
      return { path: call.scope.module.path, span: call.span };
    }
    case 'library':
      return { path: patch.place.path, span: patch.place.span };
    case 'outside': {
      const { path, span } = patch.outside.place;
      return { path, span };
    }
  }
}

/** `everything`, `everything but signal`, `socket and ssl`. Everything is what `patch_all()` patches. */
export function partsInWords(parts: ReadonlySet<string> | undefined): string {
  if (parts === undefined) return 'parts that its arguments hide';
  const missing = [...allPatchParts()].filter((part) => !parts.has(part)).sort();
  if (missing.length === 0) return 'everything';
  if (missing.length <= 3) return `everything but ${listed(missing)}`;
  return parts.size === 0 ? 'nothing' : listed([...parts].sort());
}

function sentenceOf(
  state: ProgramPatch<FilePlace>['state'],
  parts: ReadonlySet<string> | undefined,
  by: readonly Said<FilePlace>[],
  words: PlaceWords,
): string {
  if (state === 'never') return 'Never patched.';
  if (by.length === 0) return 'Whether it is patched is not known.';
  const who = by.map(({ text, at }) => {
    // A launcher or a library is named without a place of its own.
    const place = words.place(at.path, at.span[0]);
    return text === place ? text : `${text} (${place})`;
  });
  return `Patched by ${listed(who)}, with ${partsInWords(parts)}.`;
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
