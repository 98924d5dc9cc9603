import { programHeads, timelineOf } from '../evidence/timeline/build-timeline.ts';
import type {
  FilePlace,
  ProgramHead,
  ProgramTimeline,
} from '../evidence/timeline/program-timeline.ts';
import type { PlaceWords } from '../evidence/timeline/who-patches.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { ProjectView } from '../project/model.ts';
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
  readonly kind: 'patch' | 'launch';
  readonly span: Span;
  /** The programs that this call patches, or that this command starts. */
  readonly programs: readonly ProgramHead<FilePlace>[];
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
  const notes = new Map<
    string,
    { kind: PatchNote['kind']; span: Span; programs: ProgramHead<FilePlace>[] }
  >();
  const note = (kind: PatchNote['kind'], span: Span, head: ProgramHead<FilePlace>): void => {
    const key = span.join();
    const known = notes.get(key);
    if (known === undefined) notes.set(key, { kind, span, programs: [head] });
    else if (!known.programs.includes(head)) known.programs.push(head);
  };
  for (const { program, head } of headsOf(asked)) {
    for (const { call } of program.sites) {
      if (call.scope.module.path === path) note('patch', call.span, head);
    }
    if (asked.project.moduleAt(path) !== undefined) continue;
    for (const { at } of head.started) if (at.path === path) note('launch', at.span, head);
  }
  return [...notes.values()].sort((a, b) => a.span[0] - b.span[0]);
}

function headsOf({ project, words, isOn }: ProgramQuestions) {
  if (!project.usesGevent) return [];
  return programHeads(project, words).filter(({ program }) => isOn(program.entry.path));
}
