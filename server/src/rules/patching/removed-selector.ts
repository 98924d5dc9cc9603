import { type SelectorUse, selectorUses } from '../../evidence/api/selector-uses.ts';
import { replaceSelectors } from '../../fixes/replace-selectors.ts';
import type {
  ModuleView,
  PatchSite,
  Place,
  ProgramView,
  ProjectView,
} from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

/** A poller that is gone when this code runs. */
interface RemovedPoller extends Found {
  readonly replacement: string | undefined;
  readonly imported: boolean;
}

export const removedSelector = defineRule<RemovedPoller>({
  meta: {
    code: 'GVT112',
    name: 'removed-selector',
    severity: 'error',
    enabled: true,
    summary: 'A poller that `patch_all()` removes is used in a patched program.',
    why: `\`patch_all()\` is aggressive by default: it removes \`select.epoll\`, \`select.kqueue\`,
\`selectors.EpollSelector\` and their like, since they would block the hub. Code that uses them after
the patch raises AttributeError, or ImportError where it imports the name.`,
    cure: `Use \`selectors.DefaultSelector\`, or \`select.poll\`: both cooperate. The quick fix replaces
\`EpollSelector\` by \`DefaultSelector\`. \`select.epoll\` counts its timeout in seconds, \`select.poll\` in
milliseconds: the fix converts literal timeouts and flags, and is not offered where it cannot.
Another way is a process of its own for that code.`,
    notWhen:
      'Code that asks first (`hasattr(select, "epoll")`, `getattr`, `except AttributeError`, a test of the platform) copes, and is not reported.',
    sources: [
      "Measured: AttributeError: module 'select' has no attribute 'epoll' (gevent 26.9.0, Python 3.11).",
      'gevent issues 973, 1901 and 2008.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()
import selectors

selector = selectors.EpollSelector()
`,
    good: `from gevent import monkey
monkey.patch_all()
import selectors

selector = selectors.DefaultSelector()
`,
    proof: 'exception',
  },

  *check(module, project) {
    if (!project.usesGevent || module.isTest) return;
    for (const use of selectorUses(module, project)) {
      if (use.guarded) continue;
      const program = removingProgram(module, project, use);
      if (program === undefined) continue;
      yield {
        span: use.span,
        subject: use.row.path,
        replacement: use.row.replacement,
        imported: use.kind === 'import',
        related: [...patchPlace(program), ...program.chainTo(module)],
      };
    }
  },

  word({ subject, replacement, imported }) {
    const error = imported ? 'ImportError' : 'AttributeError';
    const cure = replacement === undefined ? '' : ` Use ${replacement}, which cooperates.`;
    return `${subject} is gone once patch_all() has run: this raises ${error}. The patch removes what would block the hub.${cure}`;
  },

  fixes(found, source) {
    const file = found.path && replaceSelectors(found.path, source, found.subject);
    if (!file) return [];
    return [
      {
        title: `Use ${found.replacement ?? 'what cooperates'}`,
        preferred: true,
        // What the file did until now was to raise.
        safe: found.subject !== 'select.epoll',
        files: [file],
      },
    ];
  },
});

/** A program that runs this code when the poller is certainly gone. */
function removingProgram(
  module: ModuleView,
  project: ProjectView,
  use: SelectorUse,
): ProgramView | undefined {
  if (use.scope.kind === 'module' || use.scope.kind === 'class') {
    const verdict = project
      .patchedAt(module, use.span[0])
      .find(
        ({ state, parts, program }) =>
          (state === 'after' || state === 'partly') && removes(program, parts),
      );
    return verdict?.program;
  }
  return project.programs.find(
    (program) =>
      (program.finalState === 'after' || program.finalState === 'partly') &&
      program.order.includes(module) &&
      removes(program, program.finalParts),
  );
}

function removes(program: ProgramView, parts: ReadonlySet<string> | undefined): boolean {
  if (program.uncertain || parts?.has('select') !== true) return false;
  const selecting = program.sites.filter((site) => site.parts?.has('select') !== false);
  return program.sites.length > 0 && selecting.every(isCertainlyAggressive);
}

/** By default, or by a literal True: a computed value is unknown. */
function isCertainlyAggressive({ aggressive, call }: PatchSite): boolean {
  const given = call.call.arguments.find(({ keyword }) => keyword === 'aggressive')?.value;
  return aggressive && (given === undefined || given.kind === 'constant');
}

function patchPlace({ patch }: ProgramView): readonly Place[] {
  if (patch === undefined) return [];
  const { span, scope } = patch.call;
  return [{ path: scope.module.path, span, message: 'The patch that removes it.' }];
}
