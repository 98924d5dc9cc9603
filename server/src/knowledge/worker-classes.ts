import table from './tables/worker-classes.json' with { type: 'json' };

/** A way in which a launcher runs handlers or tasks: a worker class, a pool. */
export interface WorkerClass {
  readonly launcher: string;
  /** As it is written: `gevent`, `gunicorn.workers.ggevent.GeventWorker`. */
  readonly worker: string;
  /** Whether handlers or tasks run in greenlets. */
  readonly greenlets: 'yes' | 'no' | 'unknown';
  /**
   * When it patches: `after-fork` (in the worker, before the application), `by-words` (only for
   * certain spellings on the command line), `on-import` (when its module is imported).
   */
  readonly patches: 'after-fork' | 'by-words' | 'on-import' | 'never' | 'unknown';
  readonly evidence: string;
}

/** Every row, sorted by launcher and worker. */
export const workerClasses = table as readonly WorkerClass[];

const byName = new Map(workerClasses.map((row) => [`${row.launcher} ${row.worker}`, row]));

/** The row of a worker; undefined: nothing is known of it. */
export function workerClass(launcher: string, worker: string): WorkerClass | undefined {
  return byName.get(`${launcher} ${worker}`);
}
