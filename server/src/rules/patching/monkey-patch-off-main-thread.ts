import { nativeThreadReach } from '../../evidence/blocking/native-thread-reach.ts';
import {
  beforePatch,
  capitalised,
  type FoundEarly,
  foundEarly,
} from '../../evidence/early/early-harm.ts';
import { earlyThreadsStarted } from '../../evidence/early/early-threads.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { programsLoading } from '../../evidence/loading-programs.ts';
import type { Fix } from '../../fixes/edit.ts';
import { movePatchFirst } from '../../fixes/move-patch.ts';
import { patchFirstFixes } from '../../fixes/patch-first-fixes.ts';
import type { FixSource } from '../../fixes/source.ts';
import type { ModuleView, PatchSite, ProgramView, ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

/** A patch that a thread of its own runs. */
interface OffMainThread extends Found {
  /** `Thread(target=boot)`. */
  readonly origin: string;
  /** Whether the file is the script that starts the program. */
  readonly atEntry: boolean;
}

export const monkeyPatchOffMainThread = defineRule<OffMainThread | FoundEarly>({
  meta: {
    code: 'GVT105',
    name: 'monkey-patch-off-main-thread',
    severity: 'error',
    enabled: true,
    summary:
      'The standard library is patched in a thread other than the main one, or while others run.',
    why: `gevent's patch makes the thread that calls it the main one of its hub. Called in another
thread, it warns ("Monkey-patching outside the main native thread"), that thread ends with a KeyError,
and \`threading.main_thread().join()\` hangs from a greenlet. Besides, the main thread goes on meanwhile
with what was not patched yet.

A thread that was started above the patch and still runs when the patch comes stays a native one. Its
waits cooperate with nobody, and at its end \`threading\` looks for it by a number that the patch has
changed: a KeyError is printed, although the work was done. Joining it, and a queue shared with it,
worked when tried; locks shared with greenlets are worse off. This part is information. Threads that
loop, or that are joined above the patch, are not reported.`,
    cure: `Patch in the main thread, first in the script that starts the program. The quick fix moves the
patch there, out of the thread's function. It is not applied unattended, since everything below then
runs patched. Where a thread is started too early, the quick fix moves the patch just so.`,
    notWhen:
      'Threads of a program that is patched already are greenlets of the main thread: nothing is said then, nor where the function is called from elsewhere, too. A function that another process starts patches that process.',
    sources: [
      'Measured: two MonkeyPatchWarnings and a KeyError from threading when patch_all() runs in a Thread; none when it runs first (gevent 26.9.0, Python 3.11).',
      'Measured: KeyError in threading.Thread._delete at the end of a thread that ran when patch_all() did; none for one that had ended, for a raw _thread, or with thread=False (gevent 26.9.0, Python 3.11).',
      'gevent issue 747.',
    ],
    since: '0.1.0',
    bad: `import threading

def boot():
    from gevent import monkey
    monkey.patch_all()

threading.Thread(target=boot).start()
`,
    good: `from gevent import monkey
monkey.patch_all()
import threading

def boot():
    print("patched")

threading.Thread(target=boot).start()
`,
    proof: 'output',
  },

  *check(module, project) {
    if (module.isTest) return;
    yield* foundEarly(module, project, earlyThreadsStarted);
    for (const site of project.patchSites(module)) {
      if (site.placement !== 'function' || site.parts?.size === 0) continue;
      const programs = programsLoading(module, project).filter(({ entry }) => !entry.isTest);
      if (!programs.every(isUnpatched) || !patchesAlone(site, programs, project)) continue;
      const reach = nativeThreadReach(site.call.scope, project);
      if (reach === undefined) continue;
      yield {
        span: site.call.span,
        subject: site.path,
        origin: reach.origin,
        atEntry:
          reach.chain[0]?.path === module.path && programs.every(({ entry }) => entry === module),
        related: reach.chain,
      };
    }
  },

  word(found) {
    if (isEarly(found)) {
      const { lead, effect, patch, path, top } = found;
      const place = path === top ? 'first line' : `top of \`${fileLabel(top, 40)}\``;
      return `${beforePatch(lead, patch)} ${capitalised(effect)}. Move the patch to the ${place}.`;
    }
    return (
      `${found.subject.slice('gevent.'.length)}() runs in another thread than the main one. ` +
      `\`${found.origin}\` starts it. That thread ends with a KeyError, and joining the main ` +
      'thread hangs. Patch first in the main thread.'
    );
  },

  filesToFix: (found) => (isEarly(found) ? found.filesToFix : found.path ? [found.path] : []),

  fixes: (found, source) =>
    isEarly(found) ? patchFirstFixes(found.entries, source) : patchHere(found, source),
});

function isEarly(found: OffMainThread | FoundEarly): found is FoundEarly {
  return 'lead' in found;
}

/** Moves the patch out of the thread's function. */
function patchHere(found: OffMainThread, source: FixSource): readonly Fix[] {
  const file = source.file(found.path ?? '');
  if (file === undefined || !found.atEntry) return [];
  const sites = source.project.patchSites(file.module);
  const own = sites.find(({ call }) => call.span[0] === found.span[0]);
  // Nothing else in the file patches: all calls of the function move together.
  const spans = sites
    .filter(({ call }) => call.scope === own?.call.scope)
    .map(({ call }) => call.span);
  const edits = movePatchFirst(file, spans, source.orderGuard(file.path));
  if (edits === undefined || edits.length === 0) return [];
  return [
    {
      title: 'Patch on the first line, in the main thread (all below runs patched)',
      preferred: true,
      safe: false,
      files: [{ path: file.path, edits }],
    },
  ];
}

function isUnpatched({ patch, patchedByImport }: ProgramView): boolean {
  return patch === undefined && patchedByImport === undefined;
}

/**
 * Whether no other patch may have made greenlets of the threads before. A script that only its
 * thread makes a program of gevent is not among the known ones: then the whole workspace counts.
 */
function patchesAlone(
  { call: { scope } }: PatchSite,
  programs: readonly ProgramView[],
  project: ProjectView,
): boolean {
  const modules: readonly ModuleView[] =
    programs.length > 0 ? programs.flatMap(({ order }) => order) : project.modules;
  return modules.every(
    (module) =>
      module.isTest || project.patchSites(module).every((other) => other.call.scope === scope),
  );
}
