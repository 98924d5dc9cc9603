import type {
  ModuleView,
  Place,
  ProgramView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { callAt } from '../call-at.ts';
import { sameSpan } from '../early/holders.ts';
import { runsAtImport } from '../early/import-time.ts';

/**
 * Whether a program runs the start of a chain that leads into greenlets. `maybe`: the spawn
 * stands in a function that nobody is seen to call; `no`: below the main guard of a module that
 * this program only imports, or in a module that it does not load.
 */
export function startsIn(
  program: ProgramView,
  chain: readonly Place[],
  project: ProjectView,
): 'yes' | 'maybe' | 'no' {
  const [first] = chain;
  if (first === undefined) return 'no';
  if (program.learnt.some(({ path, span }) => path === first.path && sameSpan(span, first.span))) {
    return 'yes';
  }
  const loaded = new Set(program.order.map(({ path }) => path));
  if (!chain.every(({ path }) => loaded.has(path))) return 'no';
  const spawn = callAt(first, project);
  // A class of greenlets: who makes one is not followed.
  if (spawn === undefined) return 'maybe';
  return runs(spawn.scope, spawn.span[0], program, project, new Set());
}

function runs(
  scope: ScopeView,
  offset: number,
  program: ProgramView,
  project: ProjectView,
  seen: Set<ScopeView>,
): 'yes' | 'maybe' | 'no' {
  const { module } = scope;
  if (!program.order.includes(module)) return 'no';
  if (runsAtImport(scope)) return isLeftOut(module, offset, program, project) ? 'no' : 'yes';
  if (seen.has(scope)) return 'no';
  seen.add(scope);
  const body = bodyAround(scope);
  if (program.called.includes(body)) return 'yes';
  const callers = project.callers(body);
  if (callers.length === 0) return startedIn(body, program, project);
  let answer: 'maybe' | 'no' = 'no';
  for (const call of callers) {
    if (call.scope.module.isTest) continue;
    const one = runs(call.scope, call.span[0], program, project, seen);
    if (one === 'yes') return 'yes';
    if (one === 'maybe') answer = 'maybe';
  }
  return answer;
}

/** A function that nobody calls by name: a handler that a server of this program runs, or unknown. */
function startedIn(scope: ScopeView, program: ProgramView, project: ProjectView): 'yes' | 'maybe' {
  const first = project.greenletReach(scope)?.chain[0];
  return first?.path === program.main?.path ? 'yes' : 'maybe';
}

/** The function whose call runs a lambda or class body in it. */
function bodyAround(scope: ScopeView): ScopeView {
  let at = scope;
  while (at.kind !== 'function' && at.parent !== undefined && at.parent.kind !== 'module') {
    at = at.parent;
  }
  return at;
}

/** Under a condition that does not hold in this program. */
function isLeftOut(
  module: ModuleView,
  offset: number,
  program: ProgramView,
  project: ProjectView,
): boolean {
  return !project.patchedAt(module, offset).some((verdict) => verdict.program === program);
}
