import { keptFor, keptForAll } from '../../project/kept-answers.ts';
import type { CallView, ModuleView, ProjectView, ScopeView } from '../../project/model.ts';

const emits =
  /^logging\.(?:(?:Logger|LoggerAdapter)\.)?(?:debug|info|warn|warning|error|critical|fatal|exception|log)$/;

/** Levels that are written whether somebody sets logging up or not. */
const always = /\.(?:warn|warning|error|critical|fatal|exception)$/;

/** Calls that set up where log records go. */
const setsUp =
  /^logging\.(?:basicConfig|config\.\w+|Logger\.addHandler|(?:handlers\.)?\w*Handler)$/;

/** The first call of a scope that hands a record to the handlers, whose locks are patched ones. */
export function logCall(scope: ScopeView): CallView | undefined {
  const calls = scope.calls.filter(({ path }) => path !== undefined && emits.test(path));
  return calls.find(({ path }) => always.test(path ?? '')) ?? calls[0];
}

/** Whether the record of a call is certainly written: by its level, or since logging is set up. */
export function isWritten({ path }: CallView, project: ProjectView): boolean {
  if (path === undefined || always.test(path)) return path !== undefined;
  // Debug records are rarely asked for where it matters.
  if (path.endsWith('.debug')) return false;
  return keptForAll(project, 'logging is set up', () => project.modules.some(setsUpLogging));
}

function setsUpLogging(module: ModuleView): boolean {
  if (module.isTest) return false;
  return keptFor(module, 'sets up logging', () =>
    module.calls.some(({ path }) => path !== undefined && setsUp.test(path)),
  );
}

/** A log call in code that runs on the loop. */
export function logCallOnLoop(near: ScopeView, project: ProjectView): CallView | undefined {
  for (const scope of [near, ...loggingScopes(project)]) {
    const call = logCall(scope);
    if (call === undefined || project.inThreadPool(scope)) continue;
    if (scope === near || project.greenletReach(scope) !== undefined) return call;
  }
  return undefined;
}

/** Every function and script of the workspace that logs; tests are left out. */
export function loggingScopes(project: ProjectView): readonly ScopeView[] {
  return keptForAll(project, 'scopes that log', () =>
    project.modules.flatMap((module) =>
      module.isTest
        ? []
        : keptFor(module, 'scopes that log', () =>
            module.scopes.filter((scope) => logCall(scope) !== undefined),
          ),
    ),
  );
}
