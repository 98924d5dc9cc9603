import { dottedPath } from '../../facts/expression.ts';
import type { EarlyImport } from '../../knowledge/early-imports.ts';
import { earlyObject } from '../../knowledge/early-objects.ts';
import type { CallView, ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { runsAtImport } from './import-time.ts';

/**
 * Whether a program uses what makes the early import of this row harmful. Only certain uses
 * count where the row asks for one.
 */
export function isHarmfullyUsed(
  row: EarlyImport,
  program: ProgramView,
  project: ProjectView,
): boolean {
  const modules = project.modules.filter((module) => !module.isTest || program.entry.isTest);
  if (row.uses !== undefined && !modules.some((module) => mentions(module, row, project))) {
    return false;
  }
  return row.onlyHttps !== true || !onlySpellsHttp(modules, row.module);
}

/** Whether a module imports, calls or reads one of the paths that the row asks for. */
function mentions(module: ModuleView, row: EarlyImport, project: ProjectView): boolean {
  const paths = row.uses ?? [];
  const wanted = new Set(paths);
  const names = new Set(paths.map((path) => path.slice(path.lastIndexOf('.') + 1)));
  const isNamed = (written: string | undefined): boolean =>
    written !== undefined && names.has(written.slice(written.lastIndexOf('.') + 1));
  return module.scopes.some((scope) =>
    scope.units.some((unit) =>
      unit.facts.events.some((event) => {
        switch (event.kind) {
          case 'from-import':
            return (
              event.level === 0 &&
              event.names.some(({ name }) => wanted.has(`${event.module}.${name}`))
            );
          case 'call': {
            const call = unit.calls[event.call];
            return (
              call !== undefined &&
              isNamed(dottedPath(call.call.callee)) &&
              wanted.has(call.path ?? '') &&
              !isSpokenOf(call) &&
              (row.unlessGiven === undefined || argumentAt(call, row.unlessGiven) === undefined)
            );
          }
          case 'read': {
            if (!isNamed(dottedPath(event.expression))) return false;
            const value = project.valueOf(event.expression, unit);
            return value.kind === 'external' && wanted.has(value.path);
          }
          default:
            return false;
        }
      }),
    ),
  );
}

/** Objects that are made at import time are reported where they are made. */
function isSpokenOf(call: CallView): boolean {
  return runsAtImport(call.scope) && earlyObject(call.path ?? '') !== undefined;
}

/** Whether calls of the library spell out addresses, and all of them `http://`. */
function onlySpellsHttp(modules: readonly ModuleView[], library: string): boolean {
  let spelled = 0;
  for (const module of modules) {
    for (const call of module.calls) {
      const address = addressOf(call);
      if (address === 'none' || call.path?.startsWith(`${library}.`) !== true) continue;
      if (address !== 'http') return false;
      spelled += 1;
    }
  }
  return spelled > 0;
}

const requestMethods = new Set('get post put patch delete head options request urlopen'.split(' '));

/** What address a call that may be a request names; `none` for calls of other names. */
function addressOf({ call }: CallView): 'http' | 'other' | 'none' {
  const { callee } = call;
  const name = callee.kind === 'attribute' || callee.kind === 'name' ? callee.name : '';
  if (!requestMethods.has(name)) return 'none';
  const strings = call.arguments.flatMap(({ value }) =>
    value.kind === 'string' ? [value.value] : [],
  );
  return strings.some((text) => text.startsWith('http://')) ? 'http' : 'other';
}
