import type { Argument } from '../../facts/expression.ts';
import { standardLibraryCall } from '../../knowledge/standard-library.ts';
import type { CallView, ModuleView, ProjectView, UnitView } from '../../project/model.ts';
import { certaintyIn } from '../../project/programs/block-certainty.ts';
import type { Value } from '../../project/value.ts';
import { jobRefusal } from './thread-pool-refusals.ts';

/** The title of the cure that moves a call to another process. */
export const processPoolTitle = 'Run in a process pool (runs in another process)';

/**
 * Whether a callable can be found by its path in another process, does the same there, and
 * gives a result that can be sent back: a function of the standard library whose row says so,
 * or an undecorated function of a module's own level that changes no globals.
 */
export function canRunInProcess(job: Value, name: string, project: ProjectView): boolean {
  if (job.kind === 'external') return standardLibraryCall(job.path)?.process === 'leaf';
  if (job.kind !== 'function' || job.bound) return false;
  const { scope } = job;
  if (scope.kind !== 'function' || scope.parent?.kind !== 'module') return false;
  if (scope.module.name === undefined || scope.facts === undefined) return false;
  const { decorators, globals } = scope.facts;
  if (decorators.length > 0 || globals.length > 0) return false;
  return jobRefusal(job, name, project) === undefined;
}

/** Whether arguments can be pickled, as far as can be told: what is not known may be. */
export function canBePickled(
  given: readonly Argument[],
  unit: UnitView,
  project: ProjectView,
): boolean {
  return given.every(({ value, star }) => {
    if (star !== undefined || value.kind === 'lambda') return false;
    const known = project.valueOf(value, unit);
    switch (known.kind) {
      case 'external':
        return !/^sys\./.test(known.path);
      case 'external-instance':
        return plainInstances.test(known.path);
      case 'function':
        return known.scope.kind === 'function' && known.scope.parent?.kind === 'module';
      case 'class':
        return known.scope.parent?.kind === 'module';
      case 'instance':
      case 'module':
        return false;
      default:
        return true;
    }
  });
}

const plainInstances =
  /^(?:builtins\.(?:str|bytes|bytearray|int|float|bool|list|tuple|set|frozenset|dict|complex)|(?:collections|datetime|decimal|fractions|pathlib|uuid)\.\w+)$/;

/**
 * Whether a process pool made at `offset` of this module works: in every program the patch has
 * certainly run there (made before it, the pool hangs), and nothing starts when a child
 * process imports the program's main module again.
 */
export function canMakeProcessPool(
  module: ModuleView,
  offset: number,
  project: ProjectView,
): boolean {
  const verdicts = project.patchedAt(module, offset);
  return (
    verdicts.length > 0 &&
    verdicts.every(
      ({ state, program }) =>
        state === 'after' &&
        hasMainGuard(program.entry) &&
        importTimeCalls(program.entry).every(isHarmless) &&
        program.order.every((one) => !importTimeCalls(one).some(startsSomething)),
    )
  );
}

/** Whether what the script starts stands under `if __name__ == "__main__"`. */
function hasMainGuard(module: ModuleView): boolean {
  return module.script.calls.some(
    ({ block }) => certaintyIn(block, true) !== 'no' && certaintyIn(block, false) === 'no',
  );
}

/** The calls that an import of the module makes. */
function importTimeCalls(module: ModuleView): readonly CallView[] {
  return module.script.calls.filter(({ block }) => certaintyIn(block, false) !== 'no');
}

/** Calls that a child process may repeat: they make objects, read settings, or patch. */
function isHarmless({ path }: CallView): boolean {
  return path !== undefined && harmlessCalls.test(path);
}

const harmlessCalls =
  /^(?:gevent\.(?:monkey\.\w+|(?:event|lock|local|pool|queue|threadpool)\.[A-Z]\w*)|builtins\.(?!input|exec|eval|open)\w+|os\.(?:getenv|environ\.get|path\.\w+)|re\.compile|logging\.(?:getLogger|basicConfig)|(?:collections|datetime|decimal|functools|itertools|operator|pathlib|string|typing|uuid)\.\w+|threading\.(?:Lock|RLock|Event|Condition|Semaphore|local)|sys\.path\.\w+|warnings\.\w+|multiprocessing\.get_context|concurrent\.futures\.\w+)$/;

/** Greenlets, servers and processes that an import starts would start once more in each child. */
function startsSomething({ path, target }: CallView): boolean {
  if (target.kind === 'unknown') return false;
  return path !== undefined && /^(?:gevent\.|subprocess\.|multiprocessing\.)/.test(path)
    ? !harmlessCalls.test(path)
    : false;
}
