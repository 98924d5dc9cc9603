import { Analysis } from '../analysis/analysis.ts';
import type { AnalysisHost } from '../analysis/analysis-host.ts';
import { DeadlyTexts } from '../analysis/deadly-texts.ts';
import type { AnalysisService, AnalysisWork } from '../analysis/service.ts';
import { serveAnalysis } from './serve-analysis.ts';
import type { ThreadChannel } from './thread-channel.ts';
import { noteOf } from './work-board.ts';

/** What the thread's entry file has for its analysis. */
export interface ThreadHost {
  readonly analysisHost: Promise<Omit<AnalysisHost, 'onFatal'>>;
  /** Notes what is worked on where it outlives this thread; without it a message says it. */
  readonly note?: (work: AnalysisWork | undefined) => void;
}

/** Runs the analysis behind `channel`: the whole of what an analysis thread does. */
export function runAnalysis(channel: ThreadChannel, { analysisHost, note }: ThreadHost): void {
  const deadly = new DeadlyTexts();
  channel.onEvent((event, value) => {
    if (event === 'deadly') deadly.replace(value as readonly string[]);
  });
  const died = (error: unknown) =>
    channel.emit('died', error instanceof Error ? error.message : String(error));
  const load = async (): Promise<AnalysisService> => {
    const host = await analysisHost;
    const analysis = new Analysis({ ...host, deadly, onFatal: died });
    analysis.onWork(note ?? ((work) => channel.emit('work', work && noteOf(work))));
    return analysis;
  };
  serveAnalysis(channel, load());
}
