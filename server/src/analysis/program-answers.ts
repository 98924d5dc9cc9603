import { programHeads, timelineOf } from '../evidence/timeline/build-timeline.ts';
import type {
  FilePlace,
  ProgramHead,
  ProgramTimeline,
} from '../evidence/timeline/program-timeline.ts';
import { addingPatches, type PlaceWords, placeOfPatch } from '../evidence/timeline/who-patches.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { ProgramView, ProjectView } from '../project/model.ts';
import type { Span } from '../syntax/span.ts';

/** The programs of a workspace, and the timeline of the one that was asked for. */
export interface TimelineAnswer {
  /** In the order of their entries. */
  readonly programs: readonly ProgramHead<FilePlace>[];
  /** Missing where no program has the id, or none was given. */
  readonly timeline?: ProgramTimeline<FilePlace>;
}

/** What an editor says beside a patch call, or beside a command that starts a program. */
export interface PatchNote {
  readonly span: Span;
  readonly programs: readonly {
    readonly head: ProgramHead<FilePlace>;
    /** What stands there does it: `again` where it patches nothing that was not patched before. */
    readonly does: 'patches' | 'patches again' | 'may patch' | 'starts';
  }[];
}

/** What these answers are made from. */
export interface ProgramQuestions {
  readonly project: ProjectView;
  readonly words: PlaceWords;
  /** Whether anything is to be said about a file. */
  isOn(path: FilePath): boolean;
}

/** The programs, and the timeline of the one with this id. */
export function timelineAnswer(asked: ProgramQuestions, id?: string): TimelineAnswer {
  const heads = headsOf(asked);
  const programs = heads.map(({ head }) => head);
  const found = heads.find(({ head }) => head.id === id);
  if (found === undefined) return { programs };
  const { project, words } = asked;
  return { programs, timeline: timelineOf(found.program, found.head, project, words) };
}

/** The notes for one file, in text order. */
export function patchNotes(asked: ProgramQuestions, path: FilePath): readonly PatchNote[] {
  const notes = new Map<string, { span: Span; programs: PatchNote['programs'][number][] }>();
  const note = ({ span }: FilePlace, noted: PatchNote['programs'][number]): void => {
    const known = notes.get(span.join());
    if (known === undefined) notes.set(span.join(), { span, programs: [noted] });
    else if (known.programs.every(({ head }) => head !== noted.head)) known.programs.push(noted);
  };
  const isCode = asked.project.moduleAt(path) !== undefined;
  for (const { program, head } of headsOf(asked)) {
    if (isCode && program.sites.every(({ call }) => call.scope.module.path !== path)) continue;
    if (isCode)
      for (const [at, does] of patchesOf(program)) {
        if (at.path === path) note(at, { head, does });
      }
    else
      for (const { at } of head.started) if (at.path === path) note(at, { head, does: 'starts' });
  }
  return [...notes.values()].sort((a, b) => a.span[0] - b.span[0]);
}

function* patchesOf(
  program: ProgramView,
): Iterable<readonly [FilePlace, 'patches' | 'patches again' | 'may patch']> {
  const steps = program.steps();
  const adding = addingPatches(steps);
  for (const step of steps) {
    if (step.kind !== 'patch' || step.patch.kind !== 'site') continue;
    const does = !step.certain ? 'may patch' : adding.has(step) ? 'patches' : 'patches again';
    yield [placeOfPatch(step.patch), does];
  }
}

function headsOf({ project, words, isOn }: ProgramQuestions) {
  if (!project.usesGevent) return [];
  return programHeads(project, words).filter(({ program }) => isOn(program.entry.path));
}
