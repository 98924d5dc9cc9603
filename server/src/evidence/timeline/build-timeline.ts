import { fileName } from '../../facts/file-path.ts';
import type {
  ModuleView,
  Place,
  ProgramStep,
  ProgramView,
  ProjectView,
} from '../../project/model.ts';
import { patchName } from '../early/late-patch.ts';
import { earlyThings } from './early-things.ts';
import type {
  FilePlace,
  ProgramHead,
  ProgramTimeline,
  Said,
  TimelineStep,
} from './program-timeline.ts';
import {
  addingPatches,
  type PlaceWords,
  partsInWords,
  partsOf,
  patcherOf,
  placeOfPatch,
  whoPatches,
} from './who-patches.ts';

/** The programs of a project with their heads, in the project's order. */
export function programHeads(
  project: ProjectView,
  words: PlaceWords,
): readonly { readonly program: ProgramView; readonly head: ProgramHead<FilePlace> }[] {
  const taken = new Map<string, number>();
  return project.programs.map((program) => {
    const label = isPlainRun(program, project)
      ? words.file(program.entry.path)
      : labelOf(program, words);
    const name = `${program.entry.path} ${label}`;
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    const id = times === 1 ? name : `${name} ${times}`;
    return { program, head: headOf(program, id, label, words) };
  });
}

/** A program's whole timeline. */
export function timelineOf(
  program: ProgramView,
  head: ProgramHead<FilePlace>,
  project: ProjectView,
  words: PlaceWords,
): ProgramTimeline<FilePlace> {
  const steps = program.steps();
  const adding = addingPatches(steps);
  return { ...head, steps: steps.map((step) => stepOf(step, program, project, words, adding)) };
}

function headOf(
  program: ProgramView,
  id: string,
  label: string,
  words: PlaceWords,
): ProgramHead<FilePlace> {
  const { entry, learnt, launch } = program;
  const at = startOf(entry);
  const started = learnt.map(said);
  const unsaid = { text: `nothing imports \`${fileName(entry.path)}\``, at };
  return {
    id,
    label,
    ...(launch === undefined ? {} : { command: launch.label }),
    entry: {
      file: words.file(entry.path),
      ...(entry.name === undefined ? {} : { module: entry.name }),
      at,
    },
    started: started.length > 0 ? started : [unsaid],
    patched: whoPatches(program, words),
  };
}

/**
 * Whether the one command that starts this script adds nothing to it: then people know the program by
 * its file. `python -m debugpy serve.py` is still `serve.py`.
 */
function isPlainRun({ entry, launch }: ProgramView, { programs }: ProjectView): boolean {
  if (
    launch?.launcher !== 'python' ||
    programs.some((p) => p.launch !== launch && p.entry === entry)
  ) {
    return false;
  }
  const [first, ...more] = launch.phases;
  return first?.kind === 'run' && first.target.kind === 'file' && more.length === 0;
}

/** The command that starts it, or its file; two of a kind are told apart by where they stand. */
function labelOf({ entry, main, launch }: ProgramView, words: PlaceWords): string {
  if (launch !== undefined) return launch.label;
  const file = words.file(entry.path);
  return main === undefined && fileName(file) === 'conftest.py' ? `pytest (${file})` : file;
}

function stepOf(
  step: ProgramStep,
  program: ProgramView,
  project: ProjectView,
  words: PlaceWords,
  adding: ReadonlySet<ProgramStep>,
): TimelineStep<FilePlace> {
  const { depth, certain } = step;
  switch (step.kind) {
    case 'module': {
      const { module, state, from } = step;
      const file = words.file(module.path);
      const name = module === program.main ? file : (module.name ?? file);
      return {
        kind: 'module',
        name,
        file,
        depth,
        certain,
        state,
        at: startOf(module),
        from: from.map(said),
        early: state === 'before' ? earlyThings(module, program, project) : [],
      };
    }
    case 'patch': {
      const { patch } = step;
      const parts = partsOf(patch);
      return {
        kind: 'patch',
        depth,
        certain,
        at: placeOfPatch(patch),
        by: patcherOf(patch, words),
        ...(patch.kind === 'site' ? { call: patchName(patch.site) } : {}),
        ...(parts === undefined ? {} : { parts: [...parts].sort() }),
        what: partsInWords(parts),
        adds: adding.has(step),
      };
    }
    case 'call': {
      const { scope } = step;
      const at = { path: scope.module.path, span: scope.nameSpan };
      return { kind: 'call', name: `${scope.qualifiedName}()`, depth, certain, at };
    }
  }
}

function startOf({ path }: ModuleView): FilePlace {
  return { path, span: [0, 0] };
}

function said({ path, span, message }: Place): Said<FilePlace> {
  return { text: message, at: { path, span } };
}
