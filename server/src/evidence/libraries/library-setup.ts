import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { Event } from '../../facts/scope.ts';
import type { Library } from '../../knowledge/libraries.ts';
import { type LibrarySetup, setupsOf } from '../../knowledge/library-setups.ts';
import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, ProgramView, ProjectView } from '../../project/model.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';

/**
 * Whether somebody sets the library of `row` up in every program that `module` is part of. A module
 * that no program is seen to load counts for all of them: who runs it is not known.
 */
export function isSetUp(row: Library, module: ModuleView, project: ProjectView): boolean {
  const around = project.programsOf(module);
  if (around.length > 0) return around.every((program) => isSetUpIn(row, program, project));
  return isSetUpAnywhere(row, project);
}

/** Whether somebody sets the library of `row` up in a program. */
export function isSetUpIn(row: Library, program: ProgramView, project: ProjectView): boolean {
  const setups = setupsOf(row).filter(({ how }) => how !== 'argument');
  if (setups.some((setup) => isDependency(setup, project))) return true;
  return setups.some((setup) =>
    settingUp(setup, project).some((module) => {
      const running = project.programsOf(module);
      return running.length === 0 || running.includes(program) || program.order.includes(module);
    }),
  );
}

/** Whether two modules may be of one program; who runs a module is not always known. */
export function mayRunTogether(a: ModuleView, b: ModuleView, project: ProjectView): boolean {
  const around = project.programsOf(a);
  const running = project.programsOf(b);
  if (around.length === 0 || running.length === 0) return true;
  return around.some((program) => running.includes(program));
}

/** The modules that set a library up in this way. */
function settingUp(setup: LibrarySetup, project: ProjectView): readonly ModuleView[] {
  return keptForAll(project, `set-up ${setup.how} ${setup.path}`, () =>
    project.modules.filter((module) => !module.isTest && setsUp(module, setup, project)),
  );
}

/** Whether anything in the workspace sets the library of `row` up, in whichever program. */
export function isSetUpAnywhere(row: Library, project: ProjectView): boolean {
  const setups = setupsOf(row).filter(({ how }) => how !== 'argument');
  return setups.some(
    (setup) => isDependency(setup, project) || settingUp(setup, project).length > 0,
  );
}

/** Whether a call gives the argument that makes the library cooperate. */
export function givesSetup(call: CallView, row: Library, project: ProjectView): boolean {
  return setupsOf(row).some(({ how, path, keyword, value }) => {
    if (how !== 'argument' || call.path !== path || keyword === undefined) return false;
    if (call.call.arguments.some(({ star }) => star !== undefined)) return true;
    const given = argumentAt(call, { keyword })?.value;
    return given !== undefined && mayBe(given, value, call, project);
  });
}

/** False only where the value is spelled out as another one. */
function mayBe(
  given: Expression,
  value: string | undefined,
  { unit, span }: CallView,
  project: ProjectView,
): boolean {
  const known = project.valueOf(given, unit, span[0]);
  return (known.kind !== 'string' && known.kind !== 'constant') || known.value === value;
}

/** A package that only its name in the settings loads: it is installed for nothing else. */
function isDependency({ how, path }: LibrarySetup, project: ProjectView): boolean {
  if (how !== 'module') return false;
  return project.dependencies.some(({ name }) => name === path.replaceAll('_', '-'));
}

function setsUp(module: ModuleView, setup: LibrarySetup, project: ProjectView): boolean {
  return keptFor(module, `set-up ${setup.how} ${setup.path}`, () => {
    switch (setup.how) {
      case 'call':
        return (
          module.calls.some(({ path }) => path === setup.path) ||
          handsOver(module, setup.path, project)
        );
      case 'module':
      case 'instead':
        return importsBelow(module, setup.path);
      case 'assignment':
        return assigns(module, setup.path, project);
      case 'argument':
        return false;
    }
  });
}

/** The function is named without a call: given to a hook, a subscriber, a signal. */
function handsOver(module: ModuleView, path: string, project: ProjectView): boolean {
  const name = path.slice(path.lastIndexOf('.') + 1);
  return module.scopes.some((scope) =>
    scope.events.some(({ event, unit }) => {
      if (event.kind !== 'read') return false;
      if (dottedPath(event.expression)?.endsWith(name) !== true) return false;
      const value = project.valueOf(event.expression, unit);
      return value.kind === 'external' && value.path === path;
    }),
  );
}

/** Whether a module imports another one, or something below it, anywhere. */
export function importsBelow(module: ModuleView, path: string): boolean {
  return keptFor(module, `imports ${path}`, () =>
    module.scopes.some((scope) =>
      scope.events.some(({ event }) => importedModules(event).some((name) => isBelow(name, path))),
    ),
  );
}

function importedModules(event: Event): readonly string[] {
  if (event.kind === 'import') return event.names.map(({ module }) => module);
  if (event.kind !== 'from-import' || event.level > 0) return [];
  return [event.module, ...event.names.map(({ name }) => `${event.module}.${name}`)];
}

function isBelow(name: string, path: string): boolean {
  return name === path || name.startsWith(`${path}.`);
}

function assigns(module: ModuleView, path: string, project: ProjectView): boolean {
  return module.scopes.some((scope) =>
    scope.events.some(({ event, unit }) => {
      if (event.kind !== 'assign') return false;
      return event.targets.some((target) => {
        if (target.kind !== 'attribute') return false;
        const owner = project.valueOf(target.base, unit);
        return owner.kind === 'external' && `${owner.path}.${target.name}` === path;
      });
    }),
  );
}
