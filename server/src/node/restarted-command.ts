import { spawn } from 'node:child_process';
import { CommandFailure, type ExitStatus } from '../cli/environment.ts';
import type { Interruption } from './interruption.ts';

/** Hashes of texts that killed a parser in the runs before this one, with commas between. */
const variable = 'GREENLINT_DEADLY_TEXTS';

/** What a process says to the one that it started in its own place when it is interrupted. */
const interruptedWord = 'interrupted';

/** So many parsers may die in one run; then something else is wrong than a file. */
const mostDeaths = 8;

/** The hashes that the runs before this one died over. */
export function deadlyHashes(): readonly string[] {
  return (process.env[variable] ?? '').split(',').filter((hash) => hash !== '');
}

/** A process that was started in the place of another one is interrupted with it, and ends with it. */
export function followStarter(interruption: Interruption): void {
  if (deadlyHashes().length === 0) return;
  process.on('message', (message) => {
    if (message === interruptedWord) interruption.interrupt();
  });
  process.on('disconnect', () => interruption.interrupt());
  // It may have ended before there was anybody to hear of it.
  if (process.connected === false) interruption.interrupt();
  // Listening is no reason to stay.
  process.channel?.unref();
}

/**
 * Runs the command once more in a process of its own: a WebAssembly instance that died cannot be
 * had anew in this one. `input` is what was read of standard input, if it was.
 */
export async function restartCommand(
  deadlyHash: string,
  input: Uint8Array | undefined,
  interruption: Interruption,
): Promise<ExitStatus> {
  const known = deadlyHashes();
  if (known.includes(deadlyHash)) {
    throw new CommandFailure('the Python parser died over a text that was left out');
  }
  if (known.length >= mostDeaths) {
    throw new CommandFailure(`the Python parser died over ${known.length + 1} files; exclude them`);
  }
  const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1)], {
    env: { ...process.env, [variable]: [...known, deadlyHash].join(',') },
    stdio: [input === undefined ? 'inherit' : 'pipe', 'inherit', 'inherit', 'ipc'],
  });
  // It may end before it has read everything.
  child.stdin?.on('error', () => {});
  child.stdin?.end(input);
  // A terminal interrupts both, anything else this one: a signal passed on would be one too many.
  interruption.onInterrupt(() => {
    if (child.connected) child.send(interruptedWord, () => {});
  });
  return new Promise((resolve, reject) => {
    child.on('error', (error) => reject(new CommandFailure(error.message)));
    child.on('exit', (code, signal) => {
      if (code === 0 || code === 1 || code === 130) resolve(code);
      else resolve(signal === 'SIGINT' ? 130 : 2);
    });
  });
}
