import { type ForeignWait, foreignWait } from '../../knowledge/foreign-waits.ts';
import type { CallView, GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import { argumentsOf } from './cpu-cost.ts';
import { knownNumber } from './known-size.ts';

/** A function of C that waits, called in a greenlet. */
export interface ForeignCall {
  readonly call: CallView;
  readonly row: ForeignWait;
  /** `ctypes` or `cffi`. */
  readonly through: 'ctypes' | 'cffi';
  /** Called by PyDLL: no other thread runs meanwhile either. */
  readonly keepsGil: boolean;
  readonly reach: GreenletReach;
}

const library = /^(ctypes\.(?:CDLL|PyDLL|WinDLL|OleDLL)|cffi\.Library)\.(\w+)$/;
/** Shorter waits than this are not worth a word. */
const shortest = 0.01;

/** Every call of a C library in greenlets of `module` that is known to wait. */
export function* foreignCalls(module: ModuleView, project: ProjectView): Iterable<ForeignCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const call of module.calls) {
    const [, loaded, name] = library.exec(call.path ?? '') ?? [];
    const row = name === undefined ? undefined : foreignWait(name);
    if (loaded === undefined || row === undefined || isDead(call)) continue;
    if (isShort(call, row, project)) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    const through = loaded.startsWith('cffi') ? 'cffi' : 'ctypes';
    const keepsGil = /PyDLL/.test(loaded);
    yield { call, row, through, keepsGil, reach };
  }
}

function isShort(call: CallView, { seconds }: ForeignWait, project: ProjectView): boolean {
  const expression = seconds && argumentsOf(call).at({ position: seconds.position });
  if (seconds === undefined || expression === undefined) return false;
  const given = knownNumber({ expression, unit: call.unit }, project);
  return given !== undefined && given >= 0 && given * seconds.unit < shortest;
}
