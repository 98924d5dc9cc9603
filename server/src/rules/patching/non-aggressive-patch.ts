import { selectorUses } from '../../evidence/api/selector-uses.ts';
import type { FilePath } from '../../facts/file-path.ts';
import type { Fix } from '../../fixes/edit.ts';
import { keywordOf, replaceKeywordValue } from '../../fixes/replace-keyword.ts';
import { replaceSelectors } from '../../fixes/replace-selectors.ts';
import { usesEpoll } from '../../knowledge/epoll-users.ts';
import { patchFunction } from '../../knowledge/patch-functions.ts';
import type { ModuleView, Place, ProgramView, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A patch that leaves blocking pollers in place. */
interface NonAggressivePatch extends Found {
  readonly call: Span;
  /** First-party files that use such a poller without asking whether it is there. */
  readonly unguarded: readonly FilePath[];
  /** Whether first-party code polls with one at all. */
  readonly used: boolean;
  /** Other people's packages that the program imports: they may, too. */
  readonly libraries: readonly string[];
}

export const nonAggressivePatch = defineRule<NonAggressivePatch>({
  meta: {
    code: 'GVT113',
    name: 'non-aggressive-patch',
    severity: 'warning',
    enabled: true,
    summary: '`aggressive=False` leaves pollers in place that stop every greenlet while they wait.',
    why: `With \`aggressive=False\`, \`select.epoll\`, \`select.kqueue\` and \`selectors.EpollSelector\` stay what
they were. A call of \`epoll().poll(0.5)\` then stops every greenlet for half a second. With the
default, \`aggressive=True\`, they are removed, and code that asks for them falls back to what
cooperates.`,
    cure: `Replace \`aggressive=False\` by \`aggressive=True\`. Where first-party code uses such a poller and
does not ask whether it is there, that alone would make it raise (GVT112): the quick fix then
changes both, or, where it cannot, says so in its title.`,
    notWhen: 'Harmless where the poller is only ever asked, never waited on (`poll(0)`).',
    sources: [
      'Measured: select.epoll().poll(0.5) pauses the loop 0.5 s; select.poll() 0.02 s (gevent 26.9.0, Python 3.11).',
      'gevent documentation, gevent.monkey.patch_select: aggressive.',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all(aggressive=False)
import select

def wait(fd):
    poller = select.epoll()
    poller.register(fd, select.EPOLLIN)
    return poller.poll(1)
`,
    good: `from gevent import monkey
monkey.patch_all()
import select

def wait(fd):
    poller = select.poll()
    poller.register(fd, select.POLLIN)
    return poller.poll(1000)
`,
    proof: 'gap',
  },

  *check(module, project) {
    if (module.isTest) return;
    for (const { path, call, aggressive, parts } of project.patchSites(module)) {
      if (aggressive || patchFunction(path)?.aggressive !== true) continue;
      if (parts?.has('select') === false) continue;
      const modules = modulesWith(module, call.span, project);
      const uses = modules.flatMap((one) =>
        selectorUses(one, project)
          .filter((use) => use.kind !== 'import' || !use.guarded)
          .map((use) => ({ use, path: one.path })),
      );
      const libraries = librariesOf(modules, project);
      if (uses.length === 0 && libraries.length === 0) continue;
      const given = call.call.arguments.find(({ keyword }) => keyword === 'aggressive');
      const [start, end] = given?.span ?? call.call.span;
      yield {
        span: [start + call.unit.start, end + call.unit.start],
        call: call.span,
        subject: path,
        unguarded: [...new Set(uses.filter(({ use }) => !use.guarded).map((one) => one.path))],
        used: uses.length > 0,
        libraries,
        ...(uses.length === 0 ? { severity: 'information' } : {}),
        related: uses.map(
          ({ use, path: file }): Place => ({
            path: file,
            span: use.span,
            message: `${use.row.path} stops every greenlet while it waits.`,
          }),
        ),
      };
    }
  },

  word({ used, related, libraries }) {
    const what = used ? (related?.[0]?.message.split(' ')[0] ?? 'select.epoll') : 'select.epoll';
    const who = used ? 'this program uses it' : `${libraries.slice(0, 3).join(', ')} may use it`;
    return `aggressive=False keeps ${what}, which blocks every greenlet; ${used ? who : 'libraries may use it'}. ${
      used ? '' : `Here ${who}. `
    }Use aggressive=True, the default: callers that look for it then fall back to what cooperates.`;
  },

  filesToFix: ({ path, unguarded }) => [...new Set([...(path ? [path] : []), ...unguarded])],

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    if (file === undefined || keywordOf(file, found.call, 'aggressive') === undefined) return [];
    const own = replaceKeywordValue(file, found.call, 'aggressive', 'True');
    if (own === undefined) return [];
    const plain: Fix = {
      title: plainTitle(found),
      preferred: found.unguarded.length === 0,
      safe: found.unguarded.length === 0 && found.libraries.length === 0,
      files: [{ path: file.path, edits: own }],
    };
    if (found.unguarded.length === 0) return [plain];
    const replaced = found.unguarded.map((path) => replaceSelectors(path, source));
    if (replaced.some((edit) => edit === undefined)) return [plain];
    const files = replaced.flatMap((edit) => (edit === undefined ? [] : [edit]));
    const same = files.find((edit) => edit.path === file.path);
    const both: Fix = {
      title: 'Use aggressive=True, and pollers that cooperate',
      preferred: true,
      safe: false,
      files: [
        { path: file.path, edits: [...own, ...(same?.edits ?? [])] },
        ...files.filter((edit) => edit !== same),
      ],
    };
    return [both];
  },
});

function plainTitle({ unguarded, libraries }: NonAggressivePatch): string {
  if (unguarded.length > 0) return 'Use aggressive=True (code here that needs epoll will raise)';
  if (libraries.length > 0) return 'Use aggressive=True (libraries lose epoll, too)';
  return 'Use aggressive=True';
}

/** The modules of the programs that this patch call belongs to; its own file at least. */
function modulesWith(module: ModuleView, span: Span, project: ProjectView): readonly ModuleView[] {
  const programs = project.programs.filter(({ sites }: ProgramView) =>
    sites.some(({ call }) => call.scope.module === module && call.span[0] === span[0]),
  );
  return [...new Set([module, ...programs.flatMap(({ order }) => order)])];
}

/** Top-level names of imported packages outside the workspace that poll with epoll where they can. */
function librariesOf(modules: readonly ModuleView[], project: ProjectView): readonly string[] {
  // Any part of a name: Python 2 finds neighbours in a package without dots.
  const own = new Set(project.modules.flatMap(({ name }) => name?.split('.') ?? []));
  const names = new Set<string>();
  for (const { script } of modules) {
    for (const { event } of script.events) {
      const imported =
        event.kind === 'import'
          ? event.names.map((name) => name.module)
          : event.kind === 'from-import' && event.level === 0
            ? [event.module]
            : [];
      for (const name of imported.map((path) => path.split('.')[0] ?? '')) {
        if (!own.has(name) && usesEpoll(name)) names.add(name);
      }
    }
  }
  return [...names].sort();
}
