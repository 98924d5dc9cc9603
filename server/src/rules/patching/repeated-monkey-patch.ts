import { isAt } from '../../evidence/early/late-patch.ts';
import { type PatchSettings, patchSettings, united } from '../../evidence/early/patch-settings.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { removePatch } from '../../fixes/move-patch.ts';
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
  readonly first: { readonly path: FilePath; readonly span: Span };
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
arguments are written, and neither are calls for different parts (\`patch_socket()\`, \`patch_time()\`).`,
    cure: `One call, first in the script that starts the program, with the arguments that are meant. The
quick fix unites both calls in the first, which patches what both patch together today. Where that
changes when something is patched, or where the calls stand in different files, it is not applied
unattended.`,
    notWhen:
      'Nothing is said where a condition decides between two calls, where arguments are computed, or in tests.',
    sources: [
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
      const repeated = running.flatMap((program) => {
        const before = settingsBefore(site, program);
        const own = patchSettings(site.call.call.arguments);
        if (before === undefined || own === undefined) return [];
        const added = [...own].filter(([key, on]) => on && before.get(key) === false);
        const vain = [...own].filter(([key, on]) => !on && before.get(key) === true);
        return added.length + vain.length === 0 ? [] : [{ program, added, vain }];
      });
      const [worst] = repeated;
      const first = worst?.program.patch?.call;
      if (worst === undefined || first === undefined) continue;
      const place = { path: first.scope.module.path, span: first.span };
      yield {
        span: site.call.span,
        subject: site.path,
        added: worst.added.map(([key]) => key),
        vain: worst.vain.map(([key]) => key),
        first: place,
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
  },

  word({ added, vain }) {
    const lead =
      added.length > 0
        ? `This patch_all() turns on ${listed(added)}, which the first one left out.`
        : `${listed(vain.map((key) => `${key}=False`))} leaves nothing out: patch_all() ran before.`;
    return `${lead} gevent warns, and patches what either call asks for. Unite them in the first.`;
  },

  filesToFix: ({ path, first }) => [...new Set([...(path ? [path] : []), first.path])],

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const home = source.file(found.first.path);
    if (!found.removable || file === undefined || home === undefined) return [];
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
