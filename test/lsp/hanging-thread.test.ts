import { describe, expect, it } from 'vitest';
import { contentHash } from '../../server/src/analysis/deadly-texts.ts';
import type { AnalysisService } from '../../server/src/analysis/service.ts';
import type { AnalysisThread } from '../../server/src/lsp/analysis-thread.ts';
import { ReplaceableAnalysis } from '../../server/src/lsp/replaceable-analysis.ts';
import { serveAnalysis } from '../../server/src/lsp/serve-analysis.ts';
import { ThreadChannel, type Wire } from '../../server/src/lsp/thread-channel.ts';
import { noteOf, WORK_BOARD_BYTES, WorkBoard } from '../../server/src/lsp/work-board.ts';

/** Two ends of a wire; what is posted arrives in a later turn, as between threads. */
function wirePair(): readonly [Wire, Wire] {
  const ends = [0, 1].map(() => ({ hear: (_: unknown) => {} }));
  const wire = (own: number): Wire => ({
    post: (message) => setImmediate(() => ends[1 - own]?.hear(structuredClone(message))),
    listen: (listener) => {
      const end = ends[own];
      if (end !== undefined) end.hear = listener;
    },
  });
  return [wire(0), wire(1)];
}

/** A thread that hears everything and never answers, stuck with `text`. */
function hangingThread(path: string, text: string): AnalysisThread & { terminated: boolean } {
  const [here] = wirePair();
  const thread = {
    channel: new ThreadChannel(here),
    working: () => noteOf({ path, text }),
    onDeath() {},
    terminated: false,
    terminate() {
      thread.terminated = true;
    },
  };
  return thread;
}

/** A thread that answers for `service`. */
function workingThread(
  service: Partial<AnalysisService>,
  onDeadly: (hashes: unknown) => void = () => {},
): AnalysisThread {
  const [here, there] = wirePair();
  const inner = new ThreadChannel(there);
  inner.onEvent((event, value) => {
    if (event === 'deadly') onDeadly(value);
  });
  const quiet = { onFindings() {}, onStatus() {}, onLog() {}, setFolders: async () => {} };
  serveAnalysis(inner, Promise.resolve({ ...quiet, ...service } as unknown as AnalysisService));
  return {
    channel: new ThreadChannel(here),
    working: () => undefined,
    onDeath() {},
    terminate() {},
  };
}

describe('a thread that hangs', () => {
  it('is replaced; what it was asked is asked again, and its text is left out', async () => {
    const stuck = hangingThread('/a.py', 'while True: pass');
    const opened: (readonly [string, string])[] = [];
    let deadly: unknown;
    const fresh = workingThread(
      {
        open: async ({ path, text }) => void opened.push([path, text]),
        findings: async (path) => [{ path } as never],
      },
      (hashes) => {
        deadly = hashes;
      },
    );
    const threads = [stuck, fresh];
    const analysis = new ReplaceableAnalysis(() => threads.shift() ?? fresh, {
      deathsPerMinute: 5,
      watchInterval: 2,
    });
    const document = { version: 3, languageId: 'python' };
    const told = [
      analysis.open({ ...document, path: '/a.py', text: 'while True: pass' }),
      analysis.open({ ...document, path: '/b.py', text: 'fine' }),
    ];
    expect(await analysis.findings('/b.py')).toEqual([{ path: '/b.py' }]);
    await Promise.all(told);
    expect(stuck.terminated).toBe(true);
    expect(opened).toEqual([
      ['/a.py', 'while True: pass'],
      ['/b.py', 'fine'],
    ]);
    // The fresh thread is told which text not to touch.
    expect(deadly).toEqual([contentHash('while True: pass')]);
    await analysis.dispose();
  });

  it('brings an error of the other thread over as one', async () => {
    const analysis = new ReplaceableAnalysis(() =>
      workingThread({ lineStarts: () => Promise.reject(new RangeError('no such file')) }),
    );
    await expect(analysis.lineStarts('/a.py')).rejects.toMatchObject({
      remoteName: 'RangeError',
      message: 'no such file',
    });
    await analysis.dispose();
    await expect(analysis.lineStarts('/a.py')).rejects.toThrow(/restart/);
  });
});

describe('the work board', () => {
  it('keeps the last note, whatever the path is written with', () => {
    const memory = new SharedArrayBuffer(WORK_BOARD_BYTES);
    const work = { path: '/é/😀.py', text: 'x' };
    new WorkBoard(memory).write(work);
    expect(new WorkBoard(memory).read()).toEqual(noteOf(work));
    new WorkBoard(memory).write(undefined);
    expect(new WorkBoard(memory).read()).toBeUndefined();
  });
});
