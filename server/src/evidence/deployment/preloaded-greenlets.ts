import { spawner } from '../../knowledge/spawners.ts';
import type { CallView, ModuleView, Place, ProjectView } from '../../project/model.ts';
import { argumentAt, describeCall } from '../../project/reach/callable-argument.ts';
import { calledThrough } from '../../project/value.ts';
import { quoted } from '../early/early-harm.ts';
import { certainlyRuns, importTimeUnits } from '../early/import-time.ts';
import { isOfApplication, preloads } from './gunicorn-harms.ts';
import type { StartedProgram } from './started-program.ts';

/** A greenlet that a preloaded application starts in gunicorn's master, once it is patched. */
export interface PreloadedGreenlet {
  /** `gevent.spawn(flush)`. */
  readonly origin: string;
  /** Whether what it runs goes on for good, as far as that is seen. */
  readonly loops: boolean;
  readonly places: readonly Place[];
}

/**
 * The greenlets that the application of a gunicorn with a gevent worker starts at import time,
 * preloaded into a master that something patches. The fork copies them: they go on in the master
 * and in each worker. Without the patch the master never lets them run.
 */
export function* preloadedGreenlets(
  started: StartedProgram,
  project: ProjectView,
): Iterable<PreloadedGreenlet> {
  const { launch, program } = started;
  if (launch.launcher !== 'gunicorn' || launch.greenlets !== 'yes' || !preloads(launch)) return;
  for (const module of program.order) {
    if (module.isTest || !isOfApplication(module, program)) continue;
    for (const { call, from } of startsAtImport(module)) {
      const offset = from.span[0];
      const verdict = project.patchedAt(module, offset).find((one) => one.program === program);
      if (verdict?.state !== 'after' && verdict?.state !== 'partly') continue;
      const message = 'This greenlet goes on in the master and in each worker';
      yield {
        origin: originOf(call),
        loops: jobLoops(call, project),
        places: [
          ...program.chainTo(module),
          { path: call.scope.module.path, span: call.span, message },
        ],
      };
    }
  }
}

/** The spawns of import-time code, and those of functions that it calls; `from` stands in the script. */
function* startsAtImport(module: ModuleView): Iterable<{ call: CallView; from: CallView }> {
  for (const unit of importTimeUnits(module)) {
    for (const from of unit.calls) {
      if (!certainlyRuns(unit, from.block, from.span[0], false)) continue;
      if (startsGreenlet(from)) yield { call: from, from };
      if (from.target.kind !== 'function') continue;
      const { facts, calls } = from.target.scope;
      if (facts?.isAsync === true || facts?.isGenerator === true) continue;
      const end = from.target.scope.events.find(({ event }) => event.kind === 'return')?.span[0];
      for (const call of calls) {
        const runs = call.block === undefined && (end === undefined || call.span[0] < end);
        if (runs && startsGreenlet(call)) yield { call, from };
      }
    }
  }
}

function startsGreenlet({ path }: CallView): boolean {
  if (path === 'threading.Thread.start' || path === 'gevent.Greenlet.start') return true;
  const row = path === undefined ? undefined : spawner(path);
  return (
    (row?.kind === 'spawn' || row?.kind === 'pool') && /\.(?:spawn\w*|\w+_async)$/.test(row.path)
  );
}

function originOf(call: CallView): string {
  const row = call.path === undefined ? undefined : spawner(call.path);
  const argument = row && argumentAt(call, row.callable);
  if (argument !== undefined) return quoted(describeCall(call, argument));
  return quoted(`${call.path?.replace(/^.*\.(?=\w+\.)/, '') ?? '…'}()`);
}

function jobLoops(call: CallView, project: ProjectView): boolean {
  const row = call.path === undefined ? undefined : spawner(call.path);
  const argument = row && argumentAt(call, row.callable);
  if (argument === undefined) return false;
  const job = calledThrough(project.valueOf(argument.value, call.unit, call.span[0]));
  return (
    job.kind === 'function' && job.scope.facts?.blocks.some(({ kind }) => kind === 'while') === true
  );
}
