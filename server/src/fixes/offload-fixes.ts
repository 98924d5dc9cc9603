import { shortName } from '../evidence/blocking/greenlet-calls.ts';
import { threadPoolRefusal } from '../evidence/blocking/thread-pool-refusals.ts';
import { type OffloadCure, threadPoolExecutor } from '../evidence/threads/native-workers.ts';
import { dottedPath } from '../facts/expression.ts';
import type { FilePath } from '../facts/file-path.ts';
import { spawner } from '../knowledge/spawners.ts';
import type { CallView, Place, ProjectView } from '../project/model.ts';
import { argumentAt } from '../project/reach/callable-argument.ts';
import type { Span } from '../syntax/span.ts';
import type { Fix, TextEdit } from './edit.ts';
import {
  handToProcessPoolFix,
  type ProcessJob,
  processPoolFix,
  submitJobFix,
} from './process-pool-fix.ts';
import { replaceImportSource } from './replace-import-source.ts';
import type { FixSource, SourceFile } from './source.ts';
import { runInThreadPoolFrom } from './thread-in-thread-pool.ts';
import { onlyInThreadPoolTitle, threadPoolTitle, wrapInThreadPool } from './wrap-in-thread-pool.ts';

/** What a patched thread was given although it blocks all others there. */
export interface FalseOffload {
  readonly path?: FilePath;
  /** Of the call that starts the thread. */
  readonly span: Span;
  readonly cure: OffloadCure;
  /** Where in the job the work stands; undefined where the job is the work itself. */
  readonly leaf?: Place;
}

/** The callable that the thread is given. */
interface GivenJob extends ProcessJob {
  readonly span: Span;
}

/**
 * The cures of work that was given to a patched thread: executors of gevent's, the hub's thread pool
 * behind the thread, another process, or, where the job cannot move, the one call in it that blocks.
 */
export function offloadFixes(found: FalseOffload, source: FixSource): readonly Fix[] {
  const { project } = source;
  const file = source.file(found.path ?? '');
  const call = file?.module.calls.find(({ span }) => span.join() === found.span.join());
  const row = call?.path === undefined ? undefined : spawner(call.path);
  const argument = call && row && argumentAt(call, row.callable);
  if (file === undefined || call === undefined || argument === undefined) return [];
  const job = project.valueOf(argument.value, call.unit, call.span[0]);
  const name = dottedPath(argument.value) ?? '…';
  const whole = wholeJobFix(
    found.cure,
    file,
    call,
    { span: placed(argument.value.span, call.unit.start), job, name },
    project,
  );
  return whole.length > 0 ? whole : leafFix(found.leaf, found.cure === 'process', source);
}

function placed([start, end]: Span, offset: number): Span {
  return [start + offset, end + offset];
}

/** The cure that moves the job as it is. */
function wholeJobFix(
  cure: OffloadCure,
  file: SourceFile,
  call: CallView,
  job: GivenJob,
  project: ProjectView,
): readonly Fix[] {
  switch (cure) {
    case 'process':
      return otherProcess(file, call, job, project);
    case 'gevent-executor':
      return swapExecutor(file);
    case 'thread-pool': {
      const start = { span: call.span, path: call.path ?? '', callable: job.span };
      const edits = runInThreadPoolFrom(file, start);
      return edits === undefined
        ? []
        : [
            fixOf(
              threadPoolTitle(job.name === '…' ? 'the job' : `${job.name}()`),
              file.path,
              edits,
            ),
          ];
    }
    default:
      return [];
  }
}

function fixOf(title: string, path: FilePath, edits: readonly TextEdit[]): Fix {
  return { title, preferred: true, safe: false, files: [{ path, edits }] };
}

/** All executors of the file are gevent's: their workers are native threads. */
function swapExecutor(file: SourceFile): readonly Fix[] {
  const edits = replaceImportSource(
    file,
    'ThreadPoolExecutor',
    'concurrent.futures',
    'gevent.threadpool',
  );
  const title = "Use gevent.threadpool's ThreadPoolExecutor (jobs run on other threads)";
  return edits === undefined ? [] : [fixOf(title, file.path, edits)];
}

/** The cure where threads gain nothing: the job goes to a process pool instead. */
function otherProcess(
  file: SourceFile,
  call: CallView,
  job: GivenJob,
  project: ProjectView,
): readonly Fix[] {
  if (call.path === `${threadPoolExecutor}.submit`) return submitJobFix(file, call, job, project);
  if (call.path?.endsWith('.run_in_executor'))
    return handToProcessPoolFix(file, call, job, project);
  return [];
}

/** Only the call that blocks moves: the rest of the job stays with its locks and its log. */
function leafFix(leaf: Place | undefined, keepsGil: boolean, source: FixSource): readonly Fix[] {
  const { project } = source;
  const file = leaf && source.file(leaf.path);
  const call = file?.module.calls.find(({ span }) => span.join() === leaf?.span.join());
  if (file === undefined || call?.path === undefined) return [];
  if (keepsGil) {
    const name = file.text.slice(...call.calleeSpan);
    return processPoolFix(file, call, { job: call.target, name }, project);
  }
  if (threadPoolRefusal(call, project) !== undefined) return [];
  const edits = wrapInThreadPool(file, call.span);
  const title = onlyInThreadPoolTitle(`${shortName(call.path)}()`);
  return edits === undefined ? [] : [fixOf(title, file.path, edits)];
}
