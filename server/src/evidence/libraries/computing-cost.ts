import type { Library } from '../../knowledge/libraries.ts';
import type { CallView, ProjectView } from '../../project/model.ts';
import { argumentsOf, cpuCost } from '../blocking/cpu-cost.ts';

/** From how many bytes, characters or items on data counts as much: about 10 ms. */
const muchInput = 1_000_000;

/**
 * How sure it is that a call of a computing library takes long: `sure` by design or by what
 * stands in the text; `likely` for what such programs give it. Undefined where nothing says so.
 * `call`: undefined where the arguments are not seen.
 */
export function computingCost(
  row: Library,
  path: string,
  call: CallView | undefined,
  project: ProjectView,
): 'sure' | 'likely' | undefined {
  if (row.cost === 'always') return 'sure';
  if (row.cost === 'usually') return 'likely';
  if (call === undefined) return undefined;
  const size = { judge: 'input', position: 0, threshold: muchInput } as const;
  return cpuCost({ path, size }, argumentsOf(call), project)?.certain === true ? 'sure' : undefined;
}
