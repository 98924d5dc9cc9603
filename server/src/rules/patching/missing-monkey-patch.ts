import { distinct, quoted } from '../../evidence/early/early-harm.ts';
import { fileLabel } from '../../evidence/early/late-patch.ts';
import { comesFirst } from '../../evidence/unpatched/comes-first.ts';
import {
  type UnpatchedProgram,
  unpatchedProgram,
} from '../../evidence/unpatched/unpatched-program.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { insertPatchFirst } from '../../fixes/move-patch.ts';
import { useCounterparts, type WaitInFile } from '../../fixes/use-counterparts.ts';
import { switchingCall } from '../../knowledge/switching-calls.ts';
import type { Place, ProgramView, ProjectView } from '../../project/model.ts';
import { runsNamedServer } from '../../project/programs/gevent-servers.ts';
import { defineRule, type Found } from '../rule.ts';

/** The spawn of a program that nobody patches. */
interface MissingPatch extends Found {
  /** What blocks: `time.sleep`. */
  readonly wait: string;
  /** gevent's own call for it. */
  readonly counterpart: string | undefined;
  readonly certain: boolean;
  /** The entries of the programs, those first whose first line comes before all imports. */
  readonly entries: readonly { readonly path: FilePath; readonly first: boolean }[];
  /** All that waits in those programs. */
  readonly waits: readonly WaitInFile[];
}

export const missingMonkeyPatch = defineRule<MissingPatch>({
  meta: {
    code: 'GVT110',
    name: 'missing-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary: 'A program spawns greenlets that wait in a standard library which nobody patches.',
    why: `gevent makes nothing cooperative by itself. A greenlet that calls \`time.sleep()\`,
\`requests.get()\` or \`subprocess.run()\` in a program without \`monkey.patch_all()\` waits as a plain
program does: alone, while all others stand still. Twenty greenlets that fetch a page take as long as
a loop. Measured: a sleep of 0.5 s in a greenlet pauses all others for 0.5 s; after the patch for 0.02 s.

A program counts as patched when it patches itself, imports a library that does (locust, grequests),
or is started by something that does: a gevent worker of gunicorn, \`celery -P gevent\`, uWSGI,
\`python -m gevent.monkey\`, as far as deployment files in the workspace tell. It is said once for a
program, at its first such spawn. Where it is not known how the module is started, it is information, and
nothing is said if another module of the workspace patches.`,
    cure: `\`from gevent import monkey\` and \`monkey.patch_all()\` as the first lines of the script that
starts the program; the first quick fix inserts them. The second writes gevent's own calls
(\`gevent.sleep\`, \`gevent.subprocess.run\`) where all that waits has one. Neither is applied unattended:
the patch changes the whole program, and gevent's calls every caller of that function.`,
    notWhen: `Greenlets that wait in gevent's own API alone need no patch and are silent. So are tests,
native threads, and programs that a deployment file starts patched. A program that is patched by a
command which stands in no file: name it in \`patched-by\`.`,
    sources: [
      'Measured: gap 0.5 s for a sleep of 0.5 s, 0.02 s after patch_all() (gevent 26.9.0, Python 3.11).',
      'gevent documentation, Introduction: "Monkey patching" makes the standard library cooperative.',
    ],
    since: '0.1.0',
    bad: `import time

import gevent

def poll():
    time.sleep(0.5)

if __name__ == "__main__":
    gevent.spawn(poll).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import time

import gevent

def poll():
    time.sleep(0.5)

if __name__ == "__main__":
    gevent.spawn(poll).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (module.isTest || !(module.importsGevent || runsNamedServer(module))) return;
    const bySpawn = new Map<string, UnpatchedProgram[]>();
    for (const program of project.programs) {
      if (!program.order.includes(module)) continue;
      const found = unpatchedProgram(program, project);
      const spawn = found?.waits[0].chain[0];
      if (found === undefined || spawn?.path !== module.path) continue;
      const key = spawn.span.join();
      bySpawn.set(key, [...(bySpawn.get(key) ?? []), found]);
    }
    for (const programs of bySpawn.values()) yield foundFor(programs, project);
  },

  word({ wait, counterpart, entries, certain }) {
    const entry = entries[0] === undefined ? '' : ` in \`${fileLabel(entries[0].path, 40)}\``;
    const lead = certain
      ? 'This program spawns greenlets, but nothing patches the standard library.'
      : 'This spawns greenlets, and nothing is seen to patch the standard library.';
    const own = counterpart === undefined ? '' : `, or use ${counterpart}()`;
    return `${lead} ${quoted(wait, 40)} blocks all of them. Put monkey.patch_all() first${entry}${own}.`;
  },

  filesToFix: ({ entries, waits, path }) => [
    ...new Set([
      ...(path === undefined ? [] : [path]),
      ...[...entries, ...waits].map((one) => one.path),
    ]),
  ],

  fixes({ entries, waits }, source) {
    const fixes: Fix[] = [];
    for (const { path, first } of entries) {
      const file = first ? source.file(path) : undefined;
      const edits = file && insertPatchFirst(file, source.orderGuard(path));
      if (edits === undefined) continue;
      const where = entries.length === 1 ? '' : ` of ${fileLabel(path, 20)}`;
      fixes.push({
        title: `Patch on the first line${where} (the whole program runs patched)`,
        preferred: fixes.length === 0,
        safe: false,
        files: [{ path, edits }],
      });
    }
    const files = useCounterparts(waits, source);
    if (files !== undefined) {
      fixes.push({
        title: "Use gevent's own calls instead (everywhere in these files)",
        preferred: fixes.length === 0,
        safe: false,
        files,
      });
    }
    return fixes;
  },
});

function foundFor(programs: readonly UnpatchedProgram[], project: ProjectView): MissingPatch {
  const [first] = programs;
  const wait = first?.waits[0];
  const spawn = wait?.chain[0];
  if (first === undefined || wait === undefined || spawn === undefined) throw new Error('no spawn');
  const certain = programs.some((one) => one.certain);
  const related: Place[] = [
    { path: wait.module.path, span: wait.span, message: `\`${wait.path}\` blocks every greenlet` },
    ...wait.chain,
    ...programs.flatMap(({ program }) => chainTo(program, spawn.path, project)),
  ];
  return {
    span: spawn.span,
    subject: 'gevent.monkey.patch_all',
    ...(certain ? {} : { severity: 'information' }),
    wait: wait.path,
    counterpart: switchingCall(wait.path)?.counterpart,
    certain,
    entries: programs.map(({ program }) => ({
      path: program.entry.path,
      first: comesFirst(program),
    })),
    waits: programs.flatMap(({ waits }) =>
      waits.map(({ module, path }) => ({ path: module.path, call: path })),
    ),
    related: distinct(related),
  };
}

function chainTo(program: ProgramView, path: FilePath, project: ProjectView): readonly Place[] {
  const module = project.moduleAt(path);
  return module === undefined ? [] : program.chainTo(module);
}
