import { asksForVersion } from '../../evidence/api/removed-api-uses.ts';
import { shortName } from '../../evidence/blocking/greenlet-calls.ts';
import type { Argument } from '../../facts/expression.ts';
import { nodeAt } from '../../fixes/tree.ts';
import { isPatchedModule, patchedName, patchedNames } from '../../knowledge/patched-names.ts';
import { editDistance } from '../../knowledge/spelling.ts';
import { isStandardModule } from '../../knowledge/standard-modules.ts';
import { type CallWithRow, callsWithRow } from '../../project/external-calls.ts';
import type { ModuleView, ProjectView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A question to which the answer is always False. */
interface UnknownPatchedName extends Found {
  /** `is_object_patched("_threading", …)`. */
  readonly question: string;
  /** What was meant, where that can be told. */
  readonly meant: string | undefined;
  readonly asked: string;
}

const questions = ['is_module_patched', 'is_object_patched'] as const;
/** They make gevent know other names, too. */
const teachers = ['patch_item', 'patch_module'];

const modules = [...new Set(patchedNames.map((row) => row.module))];

export const unknownPatchedName = defineRule<UnknownPatchedName>({
  meta: {
    code: 'GVT116',
    name: 'unknown-patched-name',
    severity: 'warning',
    enabled: true,
    summary: 'The program asks whether something is patched that gevent never patches.',
    why: `\`monkey.is_module_patched()\` and \`monkey.is_object_patched()\` look a name up in what gevent has
replaced. A name that gevent does not know is no error: the answer is False, patched or not, and the
program takes the branch for unpatched programs. Error reporters have shipped
\`is_object_patched("_threading", "local")\`, and so kept values of one greenlet where all others saw them.`,
    cure: 'Ask for the name that the standard library has: `"threading"`, `"socket"`, `"queue"`. The quick fix writes it where it can be told. It is not applied unattended, since the program then takes the other branch.',
    notWhen:
      'Workspaces that register names of their own by `monkey.patch_item()` or `patch_module()` are silent, and so is `get_original()`, which answers for every name. A module that reads `gevent.__version__` or `gevent.version_info` may ask for names that older versions patched. Names outside the standard library are information: a plug-in may have taught gevent.',
    sources: [
      'Measured: False for `_threading.local`, `urllib3` and `thread` in a patched program, True for `threading.local` (gevent 26.9.0, Python 3.11).',
      'https://github.com/getsentry/sentry-python/issues/447, https://github.com/elastic/apm-agent-python/issues/579',
    ],
    since: '0.1.0',
    bad: `from gevent import monkey
monkey.patch_all()

print(monkey.is_object_patched("_threading", "local"))
`,
    good: `from gevent import monkey
monkey.patch_all()

print(monkey.is_object_patched("threading", "local"))
`,
    proof: 'output',
  },

  *check(module, project) {
    if (!module.importsGevent || module.isTest) return;
    for (const { call, row: name } of callsOf(module, questions)) {
      const first = argumentAt(call, { position: 0, keyword: 'mod_name' });
      const second =
        name === 'is_object_patched'
          ? argumentAt(call, { position: 1, keyword: 'item_name' })
          : undefined;
      const found = unknownIn(first, second);
      if (found === undefined || learnsNames(project) || asksForVersion(module)) continue;
      const { argument, asked, meant, certain } = found;
      const [start, end] = argument.value.span;
      const rest = name === 'is_module_patched' ? '' : argument === first ? ', …' : '';
      const shown = `${argument === first ? '' : '…, '}"${shortName(asked)}"${rest}`;
      yield {
        span: [start + call.unit.start, end + call.unit.start],
        subject: asked,
        question: `${name}(${shown})`,
        asked,
        meant,
        ...(certain ? {} : { severity: 'information' as const }),
      };
    }
  },

  word: ({ question, asked, meant }) =>
    `${question} always answers False. gevent patches nothing called "${asked}", ` +
    'so the branch for unpatched programs runs in patched ones. ' +
    (meant === undefined
      ? 'Ask for a name of the standard library that gevent replaces.'
      : `Ask for "${meant}".`),

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const node = file && nodeAt(file, found.span, 'string');
    if (file === undefined || node === undefined || found.meant === undefined) return [];
    const inner = innerSpan(node.text, found.asked, found.span[0]);
    if (inner === undefined) return [];
    return [
      {
        title: `Ask for "${found.meant}" (the answer changes)`,
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits: [{ span: inner, text: found.meant }] }],
      },
    ];
  },
});

/** The calls of these functions of gevent.monkey. */
function callsOf<Name extends string>(
  module: ModuleView,
  names: readonly Name[],
): readonly CallWithRow<Name>[] {
  return callsWithRow(module, (path) => names.find((one) => path === `gevent.monkey.${one}`));
}

function learnsNames({ modules: all }: ProjectView): boolean {
  return all.some((module) => module.importsGevent && callsOf(module, teachers).length > 0);
}

interface UnknownName {
  readonly argument: Argument;
  readonly asked: string;
  readonly meant: string | undefined;
  /** False: gevent itself does not patch it, but a plug-in might. */
  readonly certain: boolean;
}

/** What of a question's literal arguments gevent never patches. */
function unknownIn(first?: Argument, second?: Argument): UnknownName | undefined {
  if (first?.value.kind !== 'string') return undefined;
  const asked = first.value.value;
  const item = second?.value.kind === 'string' ? second.value.value : undefined;
  if (!isPatchedModule(asked)) {
    const meant = meantModule(asked);
    const fits = item === undefined || (meant !== undefined && isReplaced(meant, item));
    return {
      argument: first,
      asked,
      meant: fits ? meant : undefined,
      certain: meant !== undefined || isStandardModule(asked),
    };
  }
  if (second === undefined || item === undefined || isReplaced(asked, item)) return undefined;
  const row = patchedName(`${asked}.${item}`);
  const meant = patchedNames
    .filter(
      ({ module, name, change }) => module === asked && change !== 'unchanged' && name[0] !== '_',
    )
    .find(({ name }) => item.length >= 4 && isNear(item, name))?.name;
  // Of other names it is not known whether every gevent leaves them alone.
  if (row === undefined && meant === undefined) return undefined;
  return {
    argument: second,
    asked: item,
    meant: row === undefined ? meant : undefined,
    certain: true,
  };
}

function isReplaced(module: string, item: string): boolean {
  const row = patchedName(`${module}.${item}`);
  return row !== undefined && row.change !== 'unchanged';
}

/** `_threading`, `thread` and `gevent.threading` mean `threading`. */
function meantModule(asked: string): string | undefined {
  const bare = asked
    .replace(/^gevent\./, '')
    .replace(/^_+/, '')
    .toLowerCase();
  if (isPatchedModule(bare)) return bare;
  if (bare.length < 4) return undefined;
  const starts = modules.find((module) => module.startsWith(bare));
  if (starts !== undefined) return starts;
  return isStandardModule(asked) ? undefined : modules.find((module) => isNear(bare, module));
}

function isNear(written: string, real: string): boolean {
  return editDistance(written.toLowerCase(), real.toLowerCase()) <= (real.length >= 8 ? 2 : 1);
}

/** The text between the quotes, where it stands there letter by letter. */
function innerSpan(text: string, asked: string, start: number): Span | undefined {
  const quotes = /^(?:"""|'''|"|')/.exec(text)?.[0];
  if (quotes === undefined || text !== quotes + asked + quotes) return undefined;
  return [start + quotes.length, start + quotes.length + asked.length];
}
