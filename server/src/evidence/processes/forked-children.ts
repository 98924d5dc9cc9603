import type {
  BlockView,
  CallView,
  ModuleView,
  ProgramView,
  ProjectView,
  ScopeView,
} from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentAt } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { codeOfJob } from '../threads/job-code.ts';

/** Several children that a program with greenlets forks by multiprocessing to run one function. */
export interface ForkedChildren {
  readonly program: ProgramView;
  /** `Process(target=serve)`, in a loop. */
  readonly call: CallView;
  /** The functions of the workspace that run in each child. */
  readonly code: ReadonlySet<ScopeView>;
  /** Whether the program says that it forks; otherwise it does on Linux before Python 3.14. */
  readonly certain: boolean;
}

/** The children that code of `module` forks; none where it may be that they are spawned. */
export function* forkedChildren(
  module: ModuleView,
  project: ProjectView,
): Iterable<ForkedChildren> {
  if (module.isTest) return;
  for (const call of module.calls) {
    const certain = forks(call, project);
    if (certain === undefined || isDead(call) || !isRepeated(call.block)) continue;
    const argument = argumentAt(call, { position: 1, keyword: 'target' });
    if (argument === undefined) continue;
    const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
    const code = new Set(codeOfJob(job).map(({ scope }) => scope));
    for (const program of project.programs) {
      const { order } = program;
      if (!order.includes(module) || !order.some(({ importsGevent }) => importsGevent)) continue;
      yield { program, call, code, certain };
    }
  }
}

/** Whether a process is certainly forked; undefined where it is none, or may be spawned. */
function forks({ path }: CallView, project: ProjectView): boolean | undefined {
  if (path === 'multiprocessing.context.ForkProcess') return true;
  if (path !== 'multiprocessing.Process') return undefined;
  const methods = project.modules.flatMap(({ calls }) =>
    calls.filter((call) => call.path === 'multiprocessing.set_start_method'),
  );
  if (methods.length === 0) return false;
  const saysFork = ({ call, unit }: CallView): boolean => {
    const [method] = call.arguments;
    const value = method && project.valueOf(method.value, unit);
    return value?.kind === 'string' && value.value === 'fork';
  };
  return methods.every(saysFork) ? true : undefined;
}

function isRepeated(block: BlockView | undefined): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    if (['for', 'while', 'comprehension'].includes(at.block.kind)) return true;
  }
  return false;
}
