import {
  distinct,
  type EarlyHarm,
  type FoundEarly,
  filesOf,
  louder,
  quoted,
} from '../../evidence/early/early-harm.ts';
import { earlyNames } from '../../evidence/early/early-names.ts';
import { earlyObjectsMade } from '../../evidence/early/early-objects.ts';
import {
  fileLabel,
  isAt,
  isBelow,
  type LatePatch,
  latePatchOf,
  type Misplacement,
  patchName,
} from '../../evidence/early/late-patch.ts';
import { earlyInTests, lateTestPatchOf } from '../../evidence/early/late-test-patch.ts';
import { unreachedPatch } from '../../evidence/early/unreached-patch.ts';
import type { Fix } from '../../fixes/edit.ts';
import { insertPatchFirst, movePatchFirst } from '../../fixes/move-patch.ts';
import { patchFirstFixes } from '../../fixes/patch-first-fixes.ts';
import { patchInConftest } from '../../fixes/patch-in-conftest.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { ModuleView, PatchSite, Place, ProjectView } from '../../project/model.ts';
import { defineRule, type Severity } from '../rule.ts';

interface FoundMisplaced extends FoundEarly {
  readonly place: Misplacement | 'never-runs';
}

/** More victims than this are counted, not listed. */
const listedVictims = 8;

export const misplacedMonkeyPatch = defineRule<FoundMisplaced>({
  meta: {
    code: 'GVT104',
    name: 'misplaced-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary:
      'A patch in a function, main guard, package or test module comes after what it should patch.',
    why: `Whoever starts the program imports modules first and calls functions later. A
\`monkey.patch_all()\` in \`main()\`, under \`if __name__ == "__main__"\` or in the \`__init__\` of a package
therefore runs when the names that it should replace have been taken already. Measured: with the patch
under the main guard and \`from time import sleep\` above it, every sleep of half a second stops all
greenlets for half a second; moved to the first line: 0.02 s.

It is reported only where something harmful really precedes the patch; the places are listed with it.
A patch under the main guard never runs in a program that does not start with that file as a script: a
console script of its function, a server that loads its application, another script that imports it. It
is reported where that program certainly patches nothing and starts greenlets that wait; for another
script's import that is information.

So is a patch at the top of one test module: pytest imports all test modules, in the order of their
folders and files, before it runs the first test. Measured with pytest 9.2.0: \`sleep\` taken by
\`test_clock.py\` stays the blocking original when \`test_link.py\` patches, and a test of two greenlets
fails; with the patch in conftest.py it passes. What only the tests themselves call is information.`,
    cure: `Put \`from gevent import monkey\` and \`monkey.patch_all()\` first in the script that starts the
program. The quick fix moves them there; from a test
module to the first lines of conftest.py, where there is one. It is not applied unattended: a script that patches on import
patches whoever imports it.`,
    notWhen: `\`def main()\` that patches and imports everything else below, optional gevent (\`if "gevent" in
sys.argv\`, \`try … except ImportError\`), test suites of one module, suites where conftest.py patches,
pytest hooks and test modules with a main guard that nothing collects are silent.`,
    sources: [
      'Measured: gap 0.5 s with the patch under the main guard, 0.02 s on the first line (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.monkey: "Patching should be done as early as possible in the lifecycle of the program".',
      'https://github.com/gevent/gevent/issues/1068, https://github.com/spyoungtech/grequests/issues/150',
    ],
    since: '0.1.0',
    bad: `from time import sleep

import gevent

def poll():
    sleep(0.5)

if __name__ == "__main__":
    from gevent import monkey

    monkey.patch_all()
    gevent.spawn(poll).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
from time import sleep

import gevent

def poll():
    sleep(0.5)

if __name__ == "__main__":
    gevent.spawn(poll).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    for (const site of project.patchSites(module)) {
      const lates = project.programs.flatMap((program) => {
        const late = latePatchOf(program) ?? lateTestPatchOf(program);
        return late?.misplaced !== undefined && isAt(late.patch, site) ? [late] : [];
      });
      const victims = lates.flatMap((late) => victimsOf(late, project));
      const [first] = victims;
      const [late] = lates;
      if (first === undefined || late?.misplaced === undefined) {
        const found = neverRuns(site, module, project);
        if (found !== undefined) yield found;
        continue;
      }
      const guilty = lates.filter((one) => victims.some((victim) => victim.late === one));
      const severity = victims.map(({ harm }) => harm.severity).reduce<Severity>(louder, 'hint');
      yield {
        span: site.call.span,
        subject: site.path,
        // Which of the harms will show depends on what runs: never more than a warning.
        severity: severity === 'error' ? 'warning' : severity,
        place: late.misplaced,
        lead: first.harm.lead,
        effect: first.harm.effect,
        patch: patchName(site),
        entries: guilty.map(({ program }) => program.entry.path),
        filesToFix: filesOf(guilty),
        top: late.top.path,
        related: distinct(victims.map(({ place }) => place)).slice(0, listedVictims),
      };
    }
  },

  word: ({ patch, place, lead, effect, path, top }) => {
    if (place === 'never-runs') {
      if (path === top) {
        return `${patch} under the main guard never runs in this program. ${lead}: ${effect}. Move it to the first line.`;
      }
      const entry = `\`${fileLabel(top)}\``;
      return `${patch} never runs when ${entry} imports this. ${lead}: ${effect}. Patch first in ${entry}.`;
    }
    if (place === 'test-module') {
      const conftest = path === top ? 'conftest.py' : fileLabel(top);
      return (
        `${patch} in a test module runs too late. Before it, ${lead}: ${effect}. ` +
        `Patch first in \`${conftest}\`.`
      );
    }
    return (
      `${patch} ${places[place]} runs too late. Before it, ${lead}: ${effect}. ` +
      `Move it to the first line${path === top ? '' : ` of \`${fileLabel(top)}\``}.`
    );
  },

  filesToFix: (found) => found.filesToFix,

  fixes: (found, source) => {
    switch (found.place) {
      case 'never-runs':
        return neverRunsFixes(found, source);
      case 'test-module':
        return patchInConftest(found.entries, source);
      default:
        return patchFirstFixes(found.entries, source);
    }
  },
});

/** A patch under the main guard of a module that another program imports: a guess, so quieter. */
function neverRuns(
  site: PatchSite,
  module: ModuleView,
  project: ProjectView,
): FoundMisplaced | undefined {
  const unreached = unreachedPatch(site, module, project);
  if (unreached === undefined) return undefined;
  const { program, wait, inEntry } = unreached;
  const { path } = program.entry;
  const message = 'This call then blocks every greenlet';
  return {
    span: site.call.span,
    subject: `${site.path} never runs`,
    // Of another script's self-test one knows less of what its author means.
    severity: inEntry && wait.certain ? 'warning' : 'information',
    place: 'never-runs',
    lead: `${quoted(wait.path)} runs in greenlets there`,
    effect: 'unpatched, it blocks all of them',
    patch: patchName(site),
    entries: [path],
    filesToFix: [path],
    top: path,
    related: distinct([
      { path: wait.module.path, span: wait.span, message },
      ...program.learnt,
      ...program.chainTo(module),
      ...wait.chain,
    ]),
  };
}

/** Moves the patch up where the program starts with its module, else patches in its entry. */
function neverRunsFixes({ path, top, span }: FoundMisplaced, source: FixSource): readonly Fix[] {
  const file = source.file(top);
  if (file === undefined) return [];
  const guard = source.orderGuard(top);
  const moves = path === top;
  const edits = moves ? movePatchFirst(file, [span], guard) : insertPatchFirst(file, guard);
  if (edits === undefined || edits.length === 0) return [];
  const title = moves
    ? 'Move the patch to the first line (importing it patches)'
    : `Patch on the first line of ${fileLabel(top, 20)} (the whole program runs patched)`;
  return [{ title, preferred: true, safe: false, files: [{ path: top, edits }] }];
}

const places: Readonly<Record<Misplacement, string>> = {
  function: 'in a function',
  'main-guard': 'under the main guard',
  'class-body': 'in a class body',
  package: "in a package's __init__",
  'test-module': 'in a test module',
};

interface Victim {
  readonly late: LatePatch;
  readonly harm: EarlyHarm;
  readonly place: Place;
}

/** Everything that a program's import-time code takes or makes before the patch, to its harm. */
function victimsOf(late: LatePatch, project: ProjectView): readonly Victim[] {
  const inTests = late.misplaced === 'test-module';
  return late.program.order
    .filter((module) => (inTests ? module.isTest : !module.isTest && isBelow(module, late)))
    .flatMap((module) => [...harmsIn(module, project, late)])
    .map(({ module, harm }) => {
      const message = `${harm.lead} before the patch runs`;
      return { late, harm, place: { path: module.path, span: harm.span, message } };
    });
}

function* harmsIn(
  module: ModuleView,
  project: ProjectView,
  late: LatePatch,
): Iterable<{ module: ModuleView; harm: EarlyHarm }> {
  if (late.misplaced === 'test-module') {
    for (const harm of earlyInTests(module, project, late)) yield { module, harm };
    return;
  }
  for (const harm of earlyNames(module, project, late)) yield { module, harm };
  for (const harm of earlyObjectsMade(module, project, late)) yield { module, harm };
}
