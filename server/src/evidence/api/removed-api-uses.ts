import { dottedPath, type Expression } from '../../facts/expression.ts';
import {
  type RemovedGeventApi,
  removedFromGevent,
  removedGeventApi,
} from '../../knowledge/removed-gevent-api.ts';
import { EventQuery } from '../../project/event-query.ts';
import { externalCalls } from '../../project/external-calls.ts';
import { keptForAll } from '../../project/kept-answers.ts';
import type {
  BlockView,
  EventView,
  ModuleView,
  ProjectView,
  UnitView,
} from '../../project/model.ts';
import { importStatements } from '../../project/names/import-statements.ts';
import type { Value } from '../../project/value.ts';
import type { Span } from '../../syntax/span.ts';

/** A place that has to change since a name of gevent is gone. */
export interface RemovedUse {
  readonly row: RemovedGeventApi;
  /** What is written: `gevent.coros`, or `gevent.coros.Semaphore` where the module is not imported. */
  readonly path: string;
  /** Absolute. */
  readonly span: Span;
  readonly how: 'import' | 'from-import' | 'use';
}

/**
 * Every import and use of removed names that the module does not cope with. What a removed
 * module holds is told once, at the import of the module.
 */
export function removedApiUses(module: ModuleView, project: ProjectView): readonly RemovedUse[] {
  const found = allUses(module, project).filter(({ guarded }) => !guarded);
  if (found.length === 0 || asksForVersion(module) || isGeventItself(project)) return [];
  return found.filter(({ row }) => !isProbed(module, row));
}

/** Whether the module also uses the name in a place that copes with its absence. */
export function copesSomewhere(
  module: ModuleView,
  project: ProjectView,
  row: RemovedGeventApi,
): boolean {
  return allUses(module, project).some((use) => use.guarded && use.row.path === row.path);
}

function allUses(
  module: ModuleView,
  project: ProjectView,
): readonly (RemovedUse & { readonly guarded: boolean })[] {
  if (!module.importsGevent) return [];
  const imports = importStatements.in(module).flatMap((view) => {
    const found = importsOf(view);
    if (found.length === 0) return [];
    const guarded = isGuarded(view.block);
    return found.map((use) => ({ ...use, guarded }));
  });
  // The uses of what an import binds, guarded or not, are no findings of their own.
  const told = new Set(imports.map(({ row }) => row.path));
  const read = mentions.in(module).flatMap((view) => {
    if (view.event.kind !== 'read') return [];
    const { expression } = view.event;
    const at = view.unit.start + expression.span[0];
    const value = project.valueOf(expression, view.unit, at);
    const use = useOf(expression, value, at, false);
    return use === undefined ? [] : [{ ...use, guarded: isGuarded(view.block) }];
  });
  const called = externalCalls(module, (path) => removedFromGevent(path) !== undefined).flatMap(
    ({ call: { callee }, target, unit, block }) => {
      // A call on the result of such a call is no second use.
      const use = mayBeRemoved(callee)
        ? useOf(callee, target, unit.start + callee.span[0], true)
        : undefined;
      return use === undefined ? [] : [{ ...use, guarded: isGuarded(block) }];
    },
  );
  return [...imports, ...[...read, ...called].filter(({ row }) => !told.has(row.path))];
}

function importsOf({ event, unit }: EventView): readonly RemovedUse[] {
  const absolute = ([start, end]: Span): Span => [start + unit.start, end + unit.start];
  const importable = (path: string) => {
    const use = removedFromGevent(path);
    return use === undefined || use.row.kind === 'call' ? undefined : use.row;
  };
  if (event.kind === 'import') {
    return event.names.flatMap(({ module, span }) => {
      const row = importable(module);
      return row ? [{ row, path: row.path, span: absolute(span), how: 'import' as const }] : [];
    });
  }
  if (event.kind !== 'from-import' || event.level !== 0) return [];
  const source = importable(event.module);
  if (source !== undefined) {
    return [{ row: source, path: source.path, span: absolute(event.span), how: 'import' }];
  }
  return event.names.flatMap(({ name, span }) => {
    const row = importable(`${event.module}.${name}`);
    return row ? [{ row, path: row.path, span: absolute(span), how: 'from-import' as const }] : [];
  });
}

/** `at`: where the expression begins, absolute. */
function useOf(
  used: Expression,
  value: Value,
  at: number,
  isCalled: boolean,
): RemovedUse | undefined {
  if (value.kind !== 'external') return undefined;
  const use = removedFromGevent(value.path);
  if (use === undefined || (use.row.kind === 'call' && !isCalled)) return undefined;
  // `x.kill.anything`: the name that is gone ends before the last dot.
  const part = use.row.kind === 'name' ? withoutRest(used, use.rest) : used;
  const span: Span = [at, at + part.span[1] - used.span[0]];
  return {
    row: use.row,
    path: use.row.kind === 'module' ? value.path : use.row.path,
    span,
    how: 'use',
  };
}

const mentions = new EventQuery((event) => event.kind === 'read' && mayBeRemoved(event.expression));

const goneNames = new Set(
  removedGeventApi.map(({ path }) => path.slice(path.lastIndexOf('.') + 1)),
);

/** A look at the words alone, which is cheap: a plain name may be an alias of anything. */
function mayBeRemoved(used: Expression): boolean {
  let part = used;
  while (part.kind === 'attribute') {
    if (goneNames.has(part.name)) return true;
    part = part.base;
  }
  return part.kind === 'name' && (part === used || goneNames.has(part.name));
}

function withoutRest(used: Expression, rest: string): Expression {
  let part = used;
  for (let dots = rest.split('.').length - 1; dots > 0 && part.kind === 'attribute'; dots--) {
    part = part.base;
  }
  return part;
}

const copes =
  /^(?:AttributeError|ImportError|ModuleNotFoundError|TypeError|Exception|BaseException)$/;
const expecting = /(?:^|\.)(?:raises|assertRaises\w*|suppress)$/;

/** Whether the code around copes with the name's absence: a handler, a question about versions. */
function isGuarded(start: BlockView | undefined): boolean {
  for (let at = start; at !== undefined; at = at.parent) {
    const { kind, bareExcept, exceptions, test, managers } = at.block;
    if (kind === 'except') return true;
    if (kind === 'try') {
      const classes = (exceptions ?? []).flatMap((one) =>
        one.kind === 'sequence' ? one.items : [one],
      );
      if (bareExcept === true) return true;
      if (classes.some((one) => copes.test(dottedPath(one) ?? ''))) return true;
    }
    const { unit } = at;
    if (managers?.some((manager) => expecting.test(calleeOf(manager, unit)))) return true;
    if (test !== undefined && /^(?:if|else|while)$/.test(kind) && isQuestion(test, unit))
      return true;
  }
  return false;
}

function calleeOf(expression: Expression, unit: UnitView): string {
  if (expression.kind !== 'call') return '';
  const callee = unit.calls[expression.call]?.call.callee;
  return (callee && dottedPath(callee)) ?? '';
}

/** Whether a condition may ask for gevent's, or Python's, version, or for the name itself. */
function isQuestion(test: Expression, unit: UnitView): boolean {
  switch (test.kind) {
    case 'name':
    case 'attribute':
      return /version|TYPE_CHECKING|PY_?[23]|HAVE|HAS_|gevent/i.test(dottedPath(test) ?? '');
    case 'call': {
      const call = unit.calls[test.call];
      if (/^(?:hasattr|getattr|find_spec)$|version/i.test(calleeOf(test, unit))) return true;
      return call?.call.arguments.some(({ value }) => isQuestion(value, unit)) === true;
    }
    case 'not':
      return isQuestion(test.value, unit);
    case 'subscript':
      return isQuestion(test.base, unit);
    case 'boolean':
    case 'comparison':
    case 'binary':
      return isQuestion(test.left, unit) || isQuestion(test.right, unit);
    default:
      return false;
  }
}

/** Somewhere in the module it is asked whether the name, or its replacement, is there. */
function isProbed(module: ModuleView, row: RemovedGeventApi): boolean {
  const names = [row.path, row.replacement ?? ''].map((path) =>
    path.slice(path.lastIndexOf('.') + 1),
  );
  return module.calls.some(({ call }) => {
    if (call.callee.kind !== 'name' || !/^(?:hasattr|getattr)$/.test(call.callee.name))
      return false;
    const asked = call.arguments[1]?.value;
    return asked?.kind === 'string' && names.includes(asked.value);
  });
}

/** The module looks at gevent's version: it knows more than one. */
export function asksForVersion(module: ModuleView): boolean {
  return module.scopes.some((scope) =>
    scope.events.some(({ event }) => {
      if (event.kind === 'from-import') {
        return (
          event.module === 'gevent' &&
          event.names.some(({ name }) => name === 'version_info' || name === '__version__')
        );
      }
      const read = event.kind === 'read' ? dottedPath(event.expression) : undefined;
      return read === 'gevent.version_info' || read === 'gevent.__version__';
    }),
  );
}

/** The workspace is gevent's own repository, or holds a stand-in for it. */
function isGeventItself(project: ProjectView): boolean {
  return keptForAll(project, 'is gevent itself', () =>
    project.modules.some(({ name }) => name === 'gevent'),
  );
}
