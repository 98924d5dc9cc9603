import type { ThreadChannel } from './thread-channel.ts';
import type { WorkNote } from './work-board.ts';

/** A thread that runs the analysis, seen from outside. */
export interface AnalysisThread {
  readonly channel: ThreadChannel;
  /** What it works on, or worked on when it died. */
  working(): WorkNote | undefined;
  /** Set once; called when the thread has ended by itself, with a reason for people. */
  onDeath(listener: (reason: string) => void): void;
  terminate(): void;
}

/** Starts a fresh thread; called again when the one before has died. */
export type StartThread = () => AnalysisThread;

/** Looks without an answer after which a thread counts as hanging. */
const LOOKS_WITHOUT_ANSWER = 6;

/**
 * Tells once when a thread is dead: it ended, said that its parser died, or did not answer for
 * six looks in a row. Looks are counted, not time: a computer that slept has not hung.
 */
export class ThreadWatch {
  readonly #timer: ReturnType<typeof setInterval>;
  #stopped = false;
  #unanswered = 0;

  constructor(thread: AnalysisThread, interval: number, dead: (reason: string) => void) {
    const report = (reason: string) => {
      if (this.#stopped) return;
      this.stop();
      dead(reason);
    };
    thread.onDeath(report);
    thread.channel.onEvent((event, value) => {
      if (event === 'died') report(String(value));
    });
    this.#timer = setInterval(() => {
      if (this.#unanswered >= LOOKS_WITHOUT_ANSWER) {
        report('it no longer answers');
        return;
      }
      if (this.#unanswered++ > 0) return;
      thread.channel.request('ping', []).answer.then(
        () => {
          this.#unanswered = 0;
        },
        () => {},
      );
    }, interval);
    (this.#timer as { unref?: () => void }).unref?.();
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }
}
