import { isAt } from '../../evidence/early/late-patch.ts';
import { type LauncherPatch, launcherPatch } from '../../evidence/early/launcher-patch.ts';
import {
  type PatchSettings,
  patchSettings,
  settingsOfParts,
  united,
} from '../../evidence/early/patch-settings.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { removePatch } from '../../fixes/move-patch.ts';
import type { SourceFile } from '../../fixes/source.ts';
import { turnOnKeywords } from '../../fixes/turn-on-keywords.ts';
import type { PatchSite, ProgramView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A later patch_all() whose arguments are not those of the earlier ones. */
interface RepeatedPatch extends Found {
  /** Keywords that this call turns on, and the first did not. */
  readonly added: readonly string[];
  /** Keywords that this call turns off, in vain. */
  readonly vain: readonly string[];
  readonly first: { readonly path: FilePath; readonly span: Span } | undefined;
  /** Who patches besides, where it is no call of the program's own. */
  readonly launcher: LauncherPatch | undefined;
  /** Whether no program needs this call for itself. */
  readonly removable: boolean;
}

const patchAll = 'gevent.monkey.patch_all';

export const repeatedMonkeyPatch = defineRule<RepeatedPatch>({
  meta: {
    code: 'GVT107',
    name: 'repeated-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary: 'A second `patch_all()` has other arguments than the first.',
    why: `What is patched stays patched. A second \`patch_all(thread=False)\` therefore leaves nothing out,
and a second \`patch_all()\` patches what the first left out on purpose, late: names that were taken in
between keep the originals. gevent prints a MonkeyPatchWarning: "Patching more than once will result in
the union of all True parameters being patched".

A second call with the same arguments does nothing and says nothing. It is not reported, however the
arguments are written, and neither are calls for different parts (\`patch_socket()\`, \`patch_time()\`).

**Workers patch, too.** gunicorn's gevent worker, Celery's gevent pool and \`python -m gevent.monkey\`
call \`patch_all()\` themselves, and that call counts. A plain \`patch_all()\` on the first line of the
application beside it does no harm and is silent; under gunicorn's \`--preload\` it is even needed. One
with \`thread=False\` only pretends: measured under \`gunicorn -k gevent\` and \`celery -P gevent\`, threads
are patched all the same. "Celery does it, do not patch" holds for one spelling alone: \`-P gevent\` (or
\`--pool=gevent\`) on the command line. \`worker_pool = "gevent"\`, \`app.worker_main([…, "-P", "gevent"])\` and
the joined \`-Pgevent\` give the gevent pool with nothing patched (measured with Celery 5.7).`,
    cure: `One call, first in the script that starts the program, with the arguments that are meant. The
quick fix unites both calls in the first, which patches what both patch together today. Where that
changes when something is patched, or where the calls stand in different files, it is not applied
unattended. Where a worker patches first, the quick fix removes the call, unless the program also runs on
its own.`,
    notWhen:
      'Nothing is said where a condition decides between two calls, where arguments are computed, or in tests.',
    sources: [
      'Measured: patch_all(thread=False) in a WSGI module under gunicorn 27 -k gevent: threads are patched in spite of it; Celery 5.7 with worker_pool = "gevent": patched in the worker: nothing.',
      'Measured: MonkeyPatchWarning; after `patch_all(thread=False)` and `patch_all()`, Lock is that of gevent.thread (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.monkey.patch_all: "The second and subsequent calls will only add more patches, they can never remove existing patches".',
    ],
    geventSince: '1.1',
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
monkey.patch_all(thread=False)
`,
    good: `from gevent import monkey
monkey.patch_all(thread=False)
monkey.patch_all(thread=False)
`,
    proof: 'output',
  },

  *check(module, project) {
    if (module.isTest) return;
    for (const site of project.patchSites(module)) {
      if (site.path !== patchAll) continue;
      const running = project.programs.filter(({ sites }) => sites.some((one) => isAt(one, site)));
      const found = foundAfterFirst(site, running) ?? foundUnderLauncher(site, running);
      if (found !== undefined) yield found;
    }
  },

  word({ added, vain, launcher }) {
    if (launcher !== undefined) {
      const off = listed(vain.map((key) => `${key}=False`));
      const cure = launcher.first
        ? 'Remove this patch where nothing else starts the program.'
        : 'Write patch_all() without it.';
      return vain.length > 0
        ? `${off} leaves nothing out here. ${capital(launcher.by)} patches all of it, and gevent warns. ${cure}`
        : `This patch_all() turns on ${listed(added)}, which the launcher left out. ${capital(launcher.by)} patches first, and gevent warns. Say the same in both.`;
    }
    const lead =
      added.length > 0
        ? `This patch_all() turns on ${listed(added)}, which the first one left out.`
        : `${listed(vain.map((key) => `${key}=False`))} leaves nothing out: patch_all() ran before.`;
    return `${lead} gevent warns, and patches what either call asks for. Unite them in the first.`;
  },

  filesToFix: ({ path, first }) => [
    ...new Set([...(path ? [path] : []), ...(first === undefined ? [] : [first.path])]),
  ],

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (!found.removable || file === undefined) return [];
    if (found.launcher !== undefined) return launcherFixes(found, found.launcher, file);
    const home = found.first && source.file(found.first.path);
    if (found.first === undefined || home === undefined) return [];
    const removed = removePatch(file, [found.span]);
    const turnedOn = turnOnKeywords(home, found.first.span, found.added);
    if (removed === undefined || turnedOn === undefined) return [];
    const files =
      file.path === home.path
        ? [{ path: file.path, edits: [...turnedOn, ...removed] }]
        : [
            { path: file.path, edits: removed },
            { path: home.path, edits: turnedOn },
          ].filter(({ edits }) => edits.length > 0);
    const earlier = `(patches ${listed(found.added)} earlier)`;
    return [
      {
        title: `Unite both calls in the first${found.added.length > 0 ? ` ${earlier}` : ''}`,
        preferred: true,
        safe: found.added.length === 0 && file.path === home.path,
        files,
      },
    ];
  },
});

/** A call behind another one of the program's own. */
function foundAfterFirst(
  site: PatchSite,
  running: readonly ProgramView[],
): RepeatedPatch | undefined {
  const repeated = running.flatMap((program) => {
    const before = settingsBefore(site, program);
    const own = patchSettings(site.call.call.arguments);
    if (before === undefined || own === undefined) return [];
    const { added, vain } = differing(before, own);
    return added.length + vain.length === 0 ? [] : [{ program, added, vain }];
  });
  const [worst] = repeated;
  const first = worst?.program.patch?.call;
  if (worst === undefined || first === undefined) return undefined;
  const place = { path: first.scope.module.path, span: first.span };
  return {
    span: site.call.span,
    subject: site.path,
    added: worst.added,
    vain: worst.vain,
    first: place,
    launcher: undefined,
    removable:
      site.placement !== 'condition' &&
      running.every((program) => program.patch !== undefined && !isAt(program.patch, site)) &&
      running.every(({ patch }) => patch?.call === first),
    ...(site.placement === 'condition' ? { severity: 'information' as const } : {}),
    related: [
      { ...place, message: 'The first patch' },
      ...worst.program.chainTo(site.call.scope.module),
    ],
  };
}

/** A call in a program whose worker or launcher calls `patch_all()` itself. */
function foundUnderLauncher(
  site: PatchSite,
  running: readonly ProgramView[],
): RepeatedPatch | undefined {
  const own = patchSettings(site.call.call.arguments);
  if (own === undefined || site.placement === 'condition') return undefined;
  for (const program of running) {
    const launcher = launcherPatch(program);
    if (launcher === undefined) continue;
    const { added, vain } = differing(settingsOfParts(launcher.parts), own);
    // What the launcher adds behind an early patch of the program's own is its own matter.
    if (vain.length === 0 && (added.length === 0 || !launcher.first)) continue;
    return {
      span: site.call.span,
      subject: site.path,
      added,
      vain,
      first: undefined,
      launcher,
      // A program that also runs on its own needs the call, and may mean its arguments there.
      removable: running.every((one) => launcherPatch(one)?.first === launcher.first),
      related: [launcher.place, ...program.chainTo(site.call.scope.module)],
    };
  }
  return undefined;
}

function launcherFixes(
  { span, vain }: RepeatedPatch,
  { first, by }: LauncherPatch,
  file: SourceFile,
): readonly Fix[] {
  const edits = first ? removePatch(file, [span]) : turnOnKeywords(file, span, vain);
  if (edits === undefined || edits.length === 0) return [];
  const title = first
    ? `Remove this patch (${by} patches)`
    : `Patch ${listed(vain)} here, too (earlier than ${by})`;
  return [{ title, preferred: true, safe: false, files: [{ path: file.path, edits }] }];
}

function differing(before: PatchSettings, own: PatchSettings): { added: string[]; vain: string[] } {
  const keys = [...own.keys()];
  return {
    added: keys.filter((key) => own.get(key) === true && before.get(key) === false),
    vain: keys.filter((key) => own.get(key) === false && before.get(key) === true),
  };
}

/** `gunicorn's` begins a sentence: names of commands keep their spelling. */
function capital(by: string): string {
  return /^(?:a|an|the) /.test(by) ? by.charAt(0).toUpperCase() + by.slice(1) : by;
}

/** What was asked for before this site ran; undefined where that is not known. */
function settingsBefore(site: PatchSite, program: ProgramView): PatchSettings | undefined {
  const { patch, sites, entry, patchedByImport } = program;
  if (entry.isTest || patchedByImport !== undefined || patch?.path !== patchAll) return undefined;
  const from = sites.findIndex((one) => isAt(one, patch));
  const to = sites.findIndex((one) => isAt(one, site));
  let settings: PatchSettings | undefined;
  for (const earlier of sites.slice(0, Math.max(to, 0))) {
    if (earlier.path !== patchAll) continue;
    const own = patchSettings(earlier.call.call.arguments);
    // Whether a call under a condition ran is not known.
    if (own === undefined || earlier.placement === 'condition') return undefined;
    settings = settings === undefined ? own : united(settings, own);
  }
  return from < to ? settings : undefined;
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} and more` : shown;
}
