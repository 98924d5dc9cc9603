import type { AuditToken } from '../analysis/service.ts';

/** What a process that started this one in its own place says when it is interrupted. */
export const interruptedWord: string = 'interrupted';

/**
 * Ctrl+C: the first one asks the command to end, the second one ends it. `onInterrupt` wakes who
 * waits for something else than the analysis.
 */
export function listenForInterruption(onInterrupt: () => void): AuditToken {
  const token = { cancelled: false };
  const interrupt = () => {
    token.cancelled = true;
    onInterrupt();
  };
  process.once('SIGINT', interrupt);
  process.on('message', (message) => {
    if (message === interruptedWord) interrupt();
  });
  // Listening is no reason to stay.
  process.channel?.unref();
  return token;
}
