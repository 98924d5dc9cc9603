import { type ForeignWait, foreignWait } from '../../knowledge/foreign-waits.ts';
import { callsWithRow } from '../../project/external-calls.ts';
import type { GreenletReach, ModuleView, ProjectView } from '../../project/model.ts';
import { isDead } from '../../project/programs/block-certainty.ts';
import type { Span } from '../../syntax/span.ts';
import { argumentsOf, type GivenArguments } from './cpu-cost.ts';
import { knownNumber } from './known-size.ts';
import { type Spawn, spawnedJobs } from './spawned-callables.ts';

/** A function of C that waits, called in a greenlet, or given to the spawn of one. */
export interface ForeignCall {
  /** Of the call, or of the argument that is the function. */
  readonly span: Span;
  readonly row: ForeignWait;
  /** `ctypes` or `cffi`. */
  readonly through: 'ctypes' | 'cffi';
  /** Called by PyDLL: no other thread runs meanwhile either. */
  readonly keepsGil: boolean;
  readonly reach: GreenletReach;
  /** The call that is given the function; undefined where the function is called itself. */
  readonly spawn?: Spawn;
}

const library = /^(ctypes\.(?:CDLL|PyDLL|WinDLL|OleDLL)|cffi\.Library)\.(\w+)$/;
/** Shorter waits than this are not worth a word. */
const shortest = 0.01;

/** Every call of a C library in greenlets of `module` that is known to wait. */
export function* foreignCalls(module: ModuleView, project: ProjectView): Iterable<ForeignCall> {
  if (!project.usesGevent || module.isTest) return;
  for (const { call, row: wait } of callsWithRow(module, waitOf)) {
    if (isDead(call)) continue;
    if (isShort(argumentsOf(call), wait.row, project)) continue;
    const reach = project.greenletReach(call.scope);
    if (reach === undefined || project.inThreadPool(call.scope)) continue;
    yield { ...wait, span: call.span, reach };
  }
  for (const { path, given, span, spawn, reach } of spawnedJobs(module, project)) {
    const wait = waitOf(path);
    if (wait === undefined || isShort(given, wait.row, project)) continue;
    yield { ...wait, span, reach, spawn };
  }
}

/** What is known of `ctypes.CDLL.usleep`. */
function waitOf(path: string): Pick<ForeignCall, 'row' | 'through' | 'keepsGil'> | undefined {
  const [, loaded, name] = library.exec(path) ?? [];
  const row = name === undefined ? undefined : foreignWait(name);
  if (loaded === undefined || row === undefined) return undefined;
  const through = loaded.startsWith('cffi') ? 'cffi' : 'ctypes';
  return { row, through, keepsGil: /PyDLL/.test(loaded) };
}

function isShort(given: GivenArguments, { seconds }: ForeignWait, project: ProjectView): boolean {
  const expression = seconds && given.at({ position: seconds.position });
  if (seconds === undefined || expression === undefined) return false;
  const known = knownNumber({ expression, unit: given.unit }, project);
  return known !== undefined && known >= 0 && known * seconds.unit < shortest;
}
