import { dottedPath, type Expression } from '../../facts/expression.ts';
import { type RemovedSelector, removedSelector } from '../../knowledge/removed-selectors.ts';
import { CallQuery } from '../../project/call-query.ts';
import { EventQuery } from '../../project/event-query.ts';
import type {
  BlockView,
  CallView,
  ModuleView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';

/** A use of a poller that an aggressive patch removes. */
export interface SelectorUse {
  readonly row: RemovedSelector;
  /** Absolute: the name as written, or the imported name. */
  readonly span: Span;
  readonly scope: ScopeView;
  readonly kind: 'call' | 'read' | 'import';
  /** For calls. */
  readonly call?: CallView;
  /** Whether the code copes with its absence: hasattr, getattr, a handler, a platform test. */
  readonly guarded: boolean;
}

/** Every use in one module, in text order of scopes. An imported name counts once, at its import. */
export function selectorUses(module: ModuleView, project: ProjectView): readonly SelectorUse[] {
  const probes = probesForIt.isIn(module);
  const uses: SelectorUse[] = [];
  for (const { event, unit, scope, span, block } of mentions.in(module)) {
    const guarded = probes || isGuarded(block);
    if (event.kind === 'from-import') {
      for (const name of event.names) {
        const row = removedSelector(`${event.module}.${name.name}`);
        if (row === undefined) continue;
        const at: Span = [name.span[0] + unit.start, name.span[1] + unit.start];
        uses.push({ row, span: at, scope, kind: 'import', guarded });
      }
      continue;
    }
    const call = event.kind === 'call' ? unit.calls[event.call] : undefined;
    const used = event.kind === 'read' ? event.expression : call?.call.callee;
    if (used === undefined) continue;
    const row = rowOf(used, project, unit, span);
    if (row === undefined) continue;
    const at: Span = [used.span[0] + unit.start, used.span[1] + unit.start];
    const kind = call === undefined ? 'read' : 'call';
    uses.push({ row, span: at, scope, kind, guarded, ...(call && { call }) });
  }
  return uses;
}

/** What may be a poller by its name. A plain name is counted at its import. */
const mentions = new EventQuery((event, facts) => {
  if (event.kind === 'from-import') {
    return (
      event.level === 0 &&
      event.names.some(({ name }) => removedSelector(`${event.module}.${name}`) !== undefined)
    );
  }
  const call = event.kind === 'call' ? facts.calls[event.call] : undefined;
  const used = event.kind === 'read' ? event.expression : call?.callee;
  return used?.kind === 'attribute' && pollerName.test(dottedPath(used) ?? '');
});

const pollerName = /(epoll|kqueue|devpoll|kevent|Selector)$/;

function rowOf(
  used: Expression,
  project: ProjectView,
  unit: CallView['unit'],
  at: Span,
): RemovedSelector | undefined {
  const value = project.valueOf(used, unit, at[0]);
  return value.kind === 'external' ? removedSelector(value.path) : undefined;
}

/** Somewhere in the module it is asked whether the poller is there: then the author knows. */
const probesForIt = new CallQuery((call) => {
  if (call.callee.kind !== 'name' || !/^(hasattr|getattr)$/.test(call.callee.name)) return false;
  const subject = call.arguments[0]?.value;
  return subject !== undefined && /^(select|selectors)$/.test(dottedPath(subject) ?? '');
});

const copes = /^(AttributeError|ImportError|ModuleNotFoundError|Exception|BaseException)$/;

function isGuarded(block: BlockView | undefined): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    const { kind, bareExcept, exceptions, test } = at.block;
    if (kind === 'except') return true;
    if (kind === 'try') {
      const classes = (exceptions ?? []).flatMap((one) =>
        one.kind === 'sequence' ? one.items : [one],
      );
      if (bareExcept === true || classes.some((one) => copes.test(dottedPath(one) ?? '')))
        return true;
    }
    if ((kind === 'if' || kind === 'else') && test !== undefined && asksForPlatform(test))
      return true;
  }
  return false;
}

function asksForPlatform(test: Expression): boolean {
  switch (test.kind) {
    case 'attribute':
      return dottedPath(test) === 'sys.platform' || dottedPath(test) === 'os.name';
    case 'not':
      return asksForPlatform(test.value);
    case 'boolean':
    case 'comparison':
    case 'binary':
      return asksForPlatform(test.left) || asksForPlatform(test.right);
    default:
      return false;
  }
}
