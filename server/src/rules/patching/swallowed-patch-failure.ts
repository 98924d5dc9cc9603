import { handlersOf } from '../../evidence/handlers.ts';
import type { Expression } from '../../facts/expression.ts';
import { catchInstead } from '../../fixes/catch-instead.ts';
import type { BlockView, PatchSite } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A handler that takes whatever the patch raises and does nothing about it. */
interface SwallowedFailure extends Found {
  /** `except Exception`, `except`. */
  readonly handler: string;
  /** The whole handler. */
  readonly clause: Span;
}

/** They take what a patch raises that cannot be done: TypeError, AttributeError. */
const catchesAll = new Set(['Exception', 'BaseException']);

export const swallowedPatchFailure = defineRule<SwallowedFailure>({
  meta: {
    code: 'GVT115',
    name: 'swallowed-patch-failure',
    severity: 'warning',
    enabled: true,
    summary: 'A handler that does nothing hides it when the patch fails.',
    why: `A patch fails now and then: gevent is missing, a keyword is misspelt (TypeError), a function was
removed with an update (AttributeError). Under \`except Exception: pass\` the program starts all the
same, without the patch, and every \`time.sleep()\`, socket and lock stops all greenlets. Nobody is told.

\`except ImportError\` is another thing: it makes gevent optional, and hides no mistake.`,
    cure: `Catch \`ImportError\` alone where gevent is optional, or let the patch fail. A handler that logs,
prints, sets a flag, returns an answer or raises is not reported. The quick fix narrows the handler. It
is not applied unattended: a failure that was hidden then ends the program.`,
    notWhen: 'A program that runs as well without the patch, and of which nobody expects it.',
    sources: [
      'Measured: a TypeError of `patch_thread(event=True)` and the AttributeError of a removed function went unseen; the program ran unpatched (gevent 26.9.0, Python 3.11).',
    ],
    since: '0.1.0',
    bad: `try:
    from gevent import monkey
    monkey.patch_all()
except Exception:
    pass
`,
    good: `try:
    from gevent import monkey
    monkey.patch_all()
except ImportError:
    pass
`,
    proof: 'output',
  },

  *check(module, project) {
    if (module.isTest) return;
    const seen = new Set<number>();
    for (const site of project.patchSites(module)) {
      if (site.parts?.size === 0) continue;
      const handler = hidingHandler(site);
      if (handler === undefined || seen.has(handler.span[0])) continue;
      seen.add(handler.span[0]);
      const [caught] = caughtBy(handler);
      const [start, end] = handler.span;
      const name = caught === undefined ? 'except' : `except ${caught}`;
      yield {
        // The handler's first words, not its body.
        span: [start, Math.min(end, start + name.length)],
        subject: site.path,
        handler: name,
        clause: handler.span,
        related: [
          { path: module.path, span: site.call.span, message: 'The patch whose failure is hidden' },
        ],
      };
    }
  },

  word: ({ subject, handler }) =>
    `\`${handler}\` hides it when ${subject.slice('gevent.monkey.'.length)}() fails. ` +
    'The program then runs unpatched, and what waits stops every greenlet. ' +
    'Catch ImportError alone, or say what happened.',

  fixes(found, source) {
    const file = source.file(found.path ?? '');
    const edits = file && catchInstead(file, found.clause, 'ImportError');
    if (file === undefined || edits === undefined) return [];
    return [
      {
        title: 'Catch ImportError alone (other failures then show)',
        preferred: true,
        safe: false,
        files: [{ path: file.path, edits }],
      },
    ];
  },
});

/** The handler around the patch that certainly takes its failure and does nothing. */
function hidingHandler({ call }: PatchSite): BlockView | undefined {
  for (let at = call.block; at !== undefined; at = at.parent) {
    if (at.block.kind !== 'try') continue;
    const broad = handlersOf(at).find((handler) => catchesEverything(handler));
    // What one handler takes never reaches those around it.
    if (broad !== undefined) return doesNothing(broad) ? broad : undefined;
  }
  return undefined;
}

function catchesEverything({ block }: BlockView): boolean {
  const classes = block.exceptions ?? [];
  return classes.length === 0 || classes.some(isBroad);
}

function isBroad(caught: Expression): boolean {
  return caught.kind === 'name' && catchesAll.has(caught.name);
}

/** The class by which it takes everything; none for a bare handler. */
function caughtBy({ block }: BlockView): readonly string[] {
  return (block.exceptions ?? []).flatMap((one) =>
    one.kind === 'name' && catchesAll.has(one.name) ? [one.name] : [],
  );
}

/** `pass`, `...`, a bare return, a string: nobody hears of it. */
function doesNothing(handler: BlockView): boolean {
  const { block, unit } = handler;
  if (block.leaves === true) return false;
  const index = unit.blocks.indexOf(handler);
  if (unit.blocks.some((inner) => inner.block.parent === index)) return false;
  return unit.facts.events.every((event) => {
    if (event.block !== index) return true;
    if (event.kind === 'bind' || event.kind === 'expression') return true;
    return event.kind === 'return' && event.value === undefined;
  });
}
