import type { ModuleView, PatchSite, ProgramView, ProjectView } from '../../project/model.ts';
import { beforePatch, capitalised, type EarlyHarm } from '../early/early-harm.ts';
import { earlyLibraries } from '../early/early-libraries.ts';
import { earlyNames } from '../early/early-names.ts';
import { earlyObjectsMade } from '../early/early-objects.ts';
import { earlyThreadsStarted } from '../early/early-threads.ts';
import { patchName } from '../early/late-patch.ts';
import type { PatchedProgram } from '../early/patched-program.ts';
import type { EarlyThing, FilePlace } from './program-timeline.ts';

type Search = (
  module: ModuleView,
  project: ProjectView,
  late: PatchedProgram,
) => Iterable<EarlyHarm>;

const searches: Readonly<Record<EarlyThing<FilePlace>['kind'], Search>> = {
  name: earlyNames,
  object: earlyObjectsMade,
  library: earlyLibraries,
  thread: earlyThreadsStarted,
};

/**
 * What import-time code of `module` takes, makes or starts before this program patches, in text
 * order. Nothing where what is patched in the end is not known, and nothing of tests.
 */
export function earlyThings(
  module: ModuleView,
  program: ProgramView,
  project: ProjectView,
): readonly EarlyThing<FilePlace>[] {
  const parts = program.finalParts;
  if (parts === undefined || module.isTest || program.entry.isTest) return [];
  const patch = callOf(program.patch);
  return Object.entries(searches)
    .flatMap(([kind, search]) =>
      [...search(module, project, { program, parts })].map(
        ({ span, subject, lead, effect, severity, shownBy }): EarlyThing<FilePlace> => ({
          kind: kind as EarlyThing<FilePlace>['kind'],
          subject,
          text: `${capitalised(beforePatch(lead, patch))} ${capitalised(effect)}.`,
          severity,
          at: { path: module.path, span },
          shownBy: shownBy.map(({ message, ...place }) => ({
            text: message,
            at: { path: place.path, span: place.span },
          })),
        }),
      ),
    )
    .sort((a, b) => a.at.span[0] - b.at.span[0]);
}

function callOf(patch: PatchSite | undefined): string {
  return patch === undefined ? 'the patch' : patchName(patch);
}
