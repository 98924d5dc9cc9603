import { distinct, quoted } from '../../evidence/early/early-harm.ts';
import { isAt } from '../../evidence/early/late-patch.ts';
import { type PartialLaunch, partialLaunches } from '../../evidence/unpatched/partial-launches.ts';
import { type UnpatchedWait, unpatchedWaits } from '../../evidence/unpatched/unpatched-waits.ts';
import { addPatches } from '../../fixes/add-patch.ts';
import { removeWord } from '../../fixes/command-words.ts';
import type { Fix, TextEdit } from '../../fixes/edit.ts';
import { renameCallee } from '../../fixes/rename-callee.ts';
import type { FixSource, SourceFile } from '../../fixes/source.ts';
import { turnOnKeywords } from '../../fixes/turn-on-keywords.ts';
import type { PatchPart } from '../../knowledge/patch-part.ts';
import type { DeploymentView, ModuleView, PatchSite, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A patch that leaves out what its program waits in. */
interface PartialPatch extends Found {
  /** `patch_all`. */
  readonly patch: string;
  /** The parts that are missed, the one of `wait` first. */
  readonly missing: readonly PatchPart[];
  /** What waits; undefined where only gevent's own warning tells. */
  readonly wait: string | undefined;
  readonly effect: string;
  /** Whether the call has no arguments, and is the program's only one. */
  readonly alone: boolean;
  readonly callee: Span;
  /** Of a command that patches: the options that leave out what is missed; the first is named. */
  readonly options?: { readonly named: string; readonly spans: readonly Span[] };
}

const patchAll = 'gevent.monkey.patch_all';

export const partialMonkeyPatch = defineRule<PartialPatch>({
  meta: {
    code: 'GVT106',
    name: 'partial-monkey-patch',
    severity: 'warning',
    enabled: true,
    summary: 'A patch leaves out a part of the standard library that its greenlets then wait in.',
    why: `What is not patched waits natively, and stops every greenlet meanwhile. Measured, each in a
greenlet beside a heartbeat:

- \`patch_socket()\` alone, or \`time=False\`: \`time.sleep(0.4)\` pauses everything for 0.4 s.
- \`select=False\`: so do \`select.select\`, selectors and \`asyncio.run\`.
- \`thread=False\`: so do \`Event.wait\`, \`Future.result\` and the like; where another greenlet would
  set the event, the program hangs for good.
- \`subprocess=False\`: the first child process hangs the program (since gevent 25.8.1, once a
  greenlet ran), because the patched \`os.close\` is carried out in the loop's next turn.
- \`socket=False\` or \`dns=False\`: every connection and look-up. \`ssl=False\`: TypeError on gevent's sockets.
- \`os=False\` with signals patched: handlers of SIGCHLD that are installed afterwards are not called,
  and gevent prints a MonkeyPatchWarning. Where nothing else is missed that is information.

\`python -m gevent.monkey --no-time serve.py\` leaves out the same; there the option is reported, in the
Procfile, Dockerfile or unit that holds it.

It is reported only where the program is seen to wait so in a greenlet. A lock that may be free, a
queue with room, a call with a timeout of 0, and native threads are silent.`,
    cure: `\`monkey.patch_all()\` without the keyword. The quick fix removes it, or makes \`patch_all()\` of
\`patch_socket()\`; the second one adds only the part that is missed. Neither is applied unattended: what
was left out may have been left out on purpose.`,
    notWhen: `\`thread=False\` where real threads do the work and greenlets never wait for them. Use gevent's
own primitives there (\`gevent.event.Event\`, \`gevent.queue.Queue\`), and nothing is reported.`,
    sources: [
      'Measured: gap 0.41 s for a sleep of 0.4 s after patch_socket(), 0.02 s after patch_all(); subprocess=False: hang (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.monkey.patch_all: "Patching signal but not os will result in SIGCHLD handlers installed after this not being called".',
      'https://github.com/gevent/gevent/issues/2010',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_socket()
import time

import gevent

def poll():
    time.sleep(0.5)

gevent.spawn(poll).join()
`,
    good: `from gevent import monkey
monkey.patch_all()
import time

import gevent

def poll():
    time.sleep(0.5)

gevent.spawn(poll).join()
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (module.isTest) return;
    for (const site of project.patchSites(module)) {
      const found = foundAt(site, module, project);
      if (found !== undefined) yield found;
    }
  },

  checkDeployment: (deployment, project) =>
    [...partialLaunches(deployment, project)].map((partial) => foundInLaunch(partial, deployment)),

  word({ patch, missing: [part = ''], wait, effect, options }) {
    if (options !== undefined && wait !== undefined) {
      return `${options.named} leaves ${part} unpatched, but ${quoted(wait)} runs in greenlets. ${effect}. Remove it.`;
    }
    if (wait === undefined) {
      return (
        'os=False leaves the patched signal without its counterpart, and gevent warns. ' +
        'Handlers of SIGCHLD that are installed after it are not called. Remove os=False, or add signal=False.'
      );
    }
    const cure =
      patch === 'patch_all'
        ? `Remove ${part}=False.`
        : `Call monkey.patch_all() instead, or add monkey.patch_${part}().`;
    return `${patch}() leaves out ${part}, but ${quoted(wait)} runs in greenlets. ${effect}. ${cure}`;
  },

  fixes(found, source) {
    if (found.options !== undefined) return withoutOptions(found, found.options.spans, source);
    const file = source.file(found.path ?? '');
    if (file === undefined) return [];
    const fixes: Fix[] = [];
    const add = (title: string, edits: TextEdit[] | undefined): void => {
      if (edits === undefined || edits.length === 0) return;
      const files = [{ path: file.path, edits }];
      fixes.push({ title, preferred: fixes.length === 0, safe: false, files });
    };
    const parts = found.missing.join(', ');
    if (found.patch === 'patch_all') {
      add(`Patch ${parts}, too (it may be left out on purpose)`, turnedOn(file, found));
      return fixes;
    }
    if (found.alone) {
      const edits = renameCallee(file, found.callee, found.patch, 'patch_all');
      add('Patch everything with patch_all() (every part changes)', edits);
    }
    const functions = found.missing.flatMap((part) => functionsOf[part] ?? [`patch_${part}`]);
    add(`Patch ${parts}, too (all users of it change)`, addPatches(file, found.span, functions));
    return fixes;
  },
});

/** Patching `select` takes two functions outside patch_all. */
const functionsOf: Partial<Record<PatchPart, readonly string[]>> = {
  select: ['patch_select', 'patch_selectors'],
};

function foundInLaunch(
  { option, span, waits, options, patched }: PartialLaunch,
  { path }: DeploymentView,
): PartialPatch {
  const [worst] = waits;
  return {
    path,
    span,
    subject: option,
    severity: worst?.certain === true ? 'warning' : 'information',
    patch: 'python -m gevent.monkey',
    missing: [...new Set(waits.map(({ part }) => part))],
    wait: worst?.path,
    effect: worst === undefined ? '' : effectOf(worst, patched),
    alone: false,
    callee: span,
    options: { named: option, spans: options },
    related: distinct(
      worst === undefined
        ? []
        : [
            { path: worst.module.path, span: worst.span, message: `\`${worst.path}\` waits here` },
            ...worst.chain,
          ],
    ),
  };
}

function withoutOptions(
  { path, missing }: PartialPatch,
  spans: readonly Span[],
  source: FixSource,
): readonly Fix[] {
  const text = path === undefined ? undefined : source.deploymentText(path);
  if (path === undefined || text === undefined) return [];
  const removals = spans.map((span) => removeWord(text, span));
  if (removals.includes(undefined)) return [];
  const edits = removals.flatMap((removal) => removal ?? []);
  const title = `Patch ${missing.join(', ')}, too (it may be left out on purpose)`;
  return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
}

function turnedOn(file: SourceFile, { span, missing }: PartialPatch): TextEdit[] | undefined {
  return turnOnKeywords(file, span, missing);
}

function foundAt(
  site: PatchSite,
  module: ModuleView,
  project: ProjectView,
): PartialPatch | undefined {
  if (site.parts === undefined || site.parts.size === 0) return undefined;
  const programs = project.programs.filter(
    ({ patch, entry, finalState }) =>
      patch !== undefined && isAt(patch, site) && !entry.isTest && finalState === 'partly',
  );
  const waits: UnpatchedWait[] = [];
  for (const program of programs) {
    const { finalParts } = program;
    if (finalParts !== undefined) waits.push(...unpatchedWaits(program, project, finalParts));
  }
  const worst = waits.find(({ certain }) => certain) ?? waits[0];
  const shared = {
    span: site.call.span,
    patch: site.path.slice(site.path.lastIndexOf('.') + 1),
    callee: site.call.calleeSpan,
  };
  if (worst === undefined) {
    const warned = programs.some(({ finalParts }) => finalParts?.has('os') === false);
    if (!warned || !warnsOfSignals(site)) return undefined;
    return {
      ...shared,
      subject: 'os',
      severity: 'information',
      missing: ['os'],
      wait: undefined,
      effect: '',
      alone: false,
    };
  }
  const others = waits.map(({ part }) => part).filter((part) => part !== worst.part);
  return {
    ...shared,
    subject: worst.part,
    severity: worst.certain && site.placement !== 'condition' ? 'warning' : 'information',
    missing: [worst.part, ...new Set(others)],
    wait: worst.path,
    effect: effectOf(worst, programs[0]?.finalParts ?? new Set()),
    alone:
      site.call.call.arguments.length === 0 && programs.every(({ sites }) => sites.length === 1),
    related: distinct([
      { path: worst.module.path, span: worst.span, message: `\`${worst.path}\` waits here` },
      ...worst.chain,
      ...(programs[0]?.chainTo(module) ?? []),
    ]),
  };
}

/** What gevent itself warns of, from the arguments of one `patch_all`. */
function warnsOfSignals({ path, parts }: PatchSite): boolean {
  return path === patchAll && parts?.has('signal') === true && !parts.has('os');
}

const wakeable = /^threading\.(?:Event|Condition|Barrier)\.wait/;

function effectOf({ path, part }: UnpatchedWait, patched: ReadonlySet<string>): string {
  if (part === 'subprocess' && patched.has('os')) {
    return 'The first child process then hangs the whole program';
  }
  if (part === 'ssl' && patched.has('socket')) return "It raises TypeError on gevent's sockets";
  if (wakeable.test(path)) {
    return 'It stops all of them, and hangs where one of them would wake it';
  }
  return 'It stops all of them while it waits';
}
