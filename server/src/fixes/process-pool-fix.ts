import {
  canBePickled,
  canMakeProcessPool,
  canRunInProcess,
  processPoolTitle,
} from '../evidence/blocking/process-pool-refusals.ts';
import type { CallView, ProjectView } from '../project/model.ts';
import type { Value } from '../project/value.ts';
import type { Fix } from './edit.ts';
import {
  handToProcessPool,
  type ProcessPoolEdits,
  runInProcessPool,
  submitToProcessPool,
} from './run-in-process-pool.ts';
import type { SourceFile } from './source.ts';

/** What is to run in another process. */
export interface ProcessJob {
  readonly job: Value;
  /** How the program spells it. */
  readonly name: string;
}

/** The cure for a call that keeps the interpreter lock; none where it cannot be offered. */
export function processPoolFix(
  file: SourceFile,
  call: CallView,
  job: ProcessJob,
  project: ProjectView,
): readonly Fix[] {
  return offered(file, call, job, project, runInProcessPool(file, call.span));
}

/** The cure for `executor.submit(job)` whose job keeps the interpreter lock. */
export function submitJobFix(
  file: SourceFile,
  call: CallView,
  job: ProcessJob,
  project: ProjectView,
): readonly Fix[] {
  return offered(file, call, job, project, submitToProcessPool(file, call.span));
}

/** The cure for `loop.run_in_executor(None, job)` whose job keeps the interpreter lock. */
export function handToProcessPoolFix(
  file: SourceFile,
  call: CallView,
  job: ProcessJob,
  project: ProjectView,
): readonly Fix[] {
  return offered(file, call, job, project, handToProcessPool(file, call.span));
}

function offered(
  file: SourceFile,
  call: CallView,
  { job, name }: ProcessJob,
  project: ProjectView,
  made: ProcessPoolEdits | undefined,
): readonly Fix[] {
  if (made === undefined || !canRunInProcess(job, name, project)) return [];
  if (!canBePickled(call.call.arguments, call.unit, project)) return [];
  if (!canMakeProcessPool(file.module, made.poolAt, project)) return [];
  const { edits } = made;
  return [
    { title: processPoolTitle, preferred: true, safe: false, files: [{ path: file.path, edits }] },
  ];
}
