import { isInLoop } from '../../project/loops.ts';
import type { BlockView, CallView, ProjectView, ScopeView } from '../../project/model.ts';

/** Calls that start a child process and give its id. */
const givesId = /^os\.(?:fork|posix_spawnp?|spawn[lv]p?e?)$/;
/** Calls that start a child process in any way. */
const startsChild =
  /^(?:os\.(?:fork|forkpty|popen|startfile|posix_spawnp?|spawn[lv]p?e?)|pty\.(?:fork|spawn)|subprocess\.(?:Popen|run|call|check_call|check_output|getoutput|getstatusoutput)|multiprocessing\..*)$/;

/**
 * The name that holds the id of the one child which `call`'s function certainly started before
 * it: `pid` after `pid = os.fork()`. Undefined where there is another child, a loop, another
 * value of the name, or doubt.
 */
export function onlyChildBefore(call: CallView, project: ProjectView): string | undefined {
  const { scope } = call;
  if (isInLoop(call.block)) return undefined;
  const starters = scope.calls.filter(({ path }) => path !== undefined && startsChild.test(path));
  const [starter] = starters;
  if (starter === undefined || starters.length > 1) return undefined;
  if (!givesId.test(starter.path ?? '') || !givesIdAtOnce(starter, project)) return undefined;
  if (starter.unit !== call.unit || starter.span[1] > call.span[0]) return undefined;
  if (isInLoop(starter.block) || !isAround(starter.block, call.block)) return undefined;
  return nameOf(starter, scope);
}

/** `os.spawn*` gives an id only where it does not wait for the child. */
function givesIdAtOnce({ call, path, unit }: CallView, project: ProjectView): boolean {
  if (path?.startsWith('os.spawn') !== true) return true;
  const mode = call.arguments[0];
  if (mode === undefined || mode.star !== undefined || mode.keyword !== undefined) return false;
  const value = project.valueOf(mode.value, unit);
  return value.kind === 'external' && /^os\.P_NOWAITO?$/.test(value.path);
}

/** The plain name that takes the call's value and no other. */
function nameOf(starter: CallView, scope: ScopeView): string | undefined {
  let name: string | undefined;
  for (const { event, unit } of scope.events) {
    if (event.kind !== 'assign' || event.value.kind !== 'call' || event.augmented) continue;
    if (unit.calls[event.value.call] !== starter) continue;
    const [target] = event.targets;
    if (event.targets.length !== 1 || target?.kind !== 'name') return undefined;
    name = target.name;
  }
  if (name === undefined) return undefined;
  const bindings = scope.events.filter(({ event }) => {
    if (event.kind === 'bind') return event.name === name;
    if (event.kind === 'delete') return event.target.kind === 'name' && event.target.name === name;
    if (event.kind === 'iterate') return JSON.stringify(event.target).includes(`"${name}"`);
    if (event.kind === 'enter') return JSON.stringify(event.target ?? '').includes(`"${name}"`);
    return (
      event.kind === 'assign' && event.targets.some((t) => JSON.stringify(t).includes(`"${name}"`))
    );
  });
  const elsewhere = [...(scope.facts?.globals ?? []), ...(scope.facts?.nonlocals ?? [])];
  return bindings.length === 1 && !elsewhere.includes(name) ? name : undefined;
}

function isAround(outer: BlockView | undefined, inner: BlockView | undefined): boolean {
  if (outer === undefined) return true;
  for (let at = inner; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}
