/** The `greenlint` command. */
import { chmod, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { AnalysisHost } from '../analysis/analysis-host.ts';
import { DeadlyTexts } from '../analysis/deadly-texts.ts';
import { runCommand } from '../cli/command.ts';
import { nodeAnalysisHost } from './analysis-host.ts';
import { filePathOf, kindOnDisk, realPath } from './disk-workspace.ts';
import { Interruption } from './interruption.ts';
import { deadlyHashes, followStarter, restartCommand } from './restarted-command.ts';

let host: Promise<Omit<AnalysisHost, 'onFatal'>> | undefined;
let input: Uint8Array | undefined;
const deadly = new DeadlyTexts(deadlyHashes());
const interruption = new Interruption();
interruption.onInterrupt(() => process.stdin.destroy());
followStarter(interruption);

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const status = await runCommand({
  arguments: process.argv.slice(2),
  workingFolder: realPath(filePathOf(process.cwd())),
  variables: process.env,
  output: {
    write: (text) => void process.stdout.write(text),
    isTerminal: process.stdout.isTTY === true,
  },
  errors: {
    write: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
  },
  interruption,
  async readInput() {
    const chunks: Buffer[] = [];
    try {
      for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
    } catch (error) {
      if (!interruption.cancelled) throw error;
    }
    input = new Uint8Array(Buffer.concat(chunks));
    return input;
  },
  resolve: (typed) => realPath(filePathOf(path.resolve(typed))),
  kindOf: kindOnDisk,
  async replaceFile(named, content) {
    // A symbolic link stays one: what it leads to is replaced.
    const file = realPath(named);
    const { mode } = await stat(file);
    const fresh = path.join(path.dirname(file), `.${path.basename(file)}.${process.pid}.tmp`);
    try {
      await writeFile(fresh, content, { flag: 'wx' });
      await chmod(fresh, mode);
      await rename(fresh, file);
    } catch (error) {
      await rm(fresh, { force: true });
      throw error;
    }
  },
  loadAnalysisHost() {
    host ??= nodeAnalysisHost().then((made) => ({ ...made, deadly }));
    return host;
  },
  restart: (deadlyHash) => restartCommand(deadlyHash, input, interruption),
  async startServer() {
    if (!process.argv.includes('--stdio')) process.argv.push('--stdio');
    await import(new URL('./server.js', import.meta.url).href);
    await new Promise(() => {});
  },
});
// Whoever interrupts does not wait for files that are still being read.
if (status === 130) process.exit(status);
process.exitCode = status;
