import type { CallView, ProjectView, ScopeView } from '../../project/model.ts';
import { runsAtImport } from '../early/import-time.ts';
import { isInside } from '../inside-block.ts';

/** Names of functions after which an object, or the program, is not used any more. */
const ending =
  /^(?:_*(?:on|do|handle|before|after)?_*)(?:abort|clean_?up|close|dele?te?_*$|destroy|detach|disconnect|dispose|exit|finali[sz]e|finish|goodbye|halt|leave|log_?out|quit|release|remove|shut_?down|stop|tear_?down|terminate|unload|unregister)/i;

/** What is called when the process ends. */
const atEnd =
  /^(?:atexit\.register|signal\.signal|gevent\.(?:signal_handler|signal|hub\.signal)|weakref\.finalize)$/;

/** Calls followed upwards. */
const deepest = 4;

/**
 * Whether the program goes on after a call, as far as is known: it is made in a greenlet, in a
 * loop, or before something that waits. Not at a shutdown, nor where an object is given up.
 */
export function goesOn(call: CallView, project: ProjectView, depth = 0): boolean {
  const { scope } = call;
  if (depth > deepest || isEnding(scope, project)) return false;
  const reach = project.greenletReach(scope);
  if (reach !== undefined) return !reach.onlyOnce;
  if (isInLasting(call) || waitsLater(call)) return true;
  if (scope.kind === 'module' || runsAtImport(scope)) return false;
  const callers = project.callers(scope);
  if (callers.length === 0) return scope.kind === 'function';
  return callers.some(
    (caller) => !caller.scope.module.isTest && goesOn(caller, project, depth + 1),
  );
}

/** Whether a function is for the end of something: by its name, or by who calls it. */
export function isEnding(scope: ScopeView, project: ProjectView): boolean {
  if (ending.test(scope.name) || /^__(?:exit|del)__$/.test(scope.name)) return true;
  return scope.module.calls.some(
    (call) =>
      call.path !== undefined &&
      atEnd.test(call.path) &&
      call.call.arguments.some(({ value }) => {
        const given = project.valueOf(value, call.unit, call.span[0]);
        return given.kind === 'function' && given.scope === scope;
      }),
  );
}

/** Whether a call stands in a loop that waits, or goes round for good. */
function isInLasting({ block, unit }: CallView): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    const { kind } = at.block;
    if (kind === 'while') return true;
    if (kind === 'for' && unit.calls.some((one) => isInside(one.block, at) && waits(one)))
      return true;
  }
  return false;
}

function waitsLater({ scope, span }: CallView): boolean {
  return scope.calls.some((one) => one.span[0] > span[1] && waits(one));
}

function waits({ path = '', call: { callee } }: CallView): boolean {
  if (/^(?:gevent\.(?:sleep|joinall|wait|get_hub|idle)|time\.sleep)$/.test(path)) return true;
  if (callee.kind !== 'attribute') return false;
  return (
    /^(?:serve_forever|run_forever)$/.test(callee.name) ||
    /^gevent\..*\.(?:join|get|wait)$/.test(path)
  );
}
