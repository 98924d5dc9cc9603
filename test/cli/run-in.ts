import { runCommand } from '../../server/src/cli/command.ts';
import type { CommandEnvironment } from '../../server/src/cli/environment.ts';
import { decodeText } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';
import { testParser } from '../support/parser.ts';

/** Texts, or bytes, by path. */
export type Files = Record<string, string | Uint8Array>;

/** What a run left behind. */
export interface Ran {
  readonly status: number;
  readonly output: string;
  readonly errors: string;
  /** Files that were written, as Latin-1 so that every byte shows. */
  readonly written: Record<string, string>;
}

/** What the command finds around it. */
export interface Setting {
  /** Interrupted before this read, counted from 0. */
  readonly interruptedAt?: number;
  readonly input?: string;
  readonly isTerminal?: boolean;
  readonly variables?: Record<string, string>;
}

/** Runs the command in `/desk`, over files in memory. */
export async function runIn(files: Files, line: string, setting: Setting = {}): Promise<Ran> {
  const rooted = Object.entries(files).map(([name, content]) => [`/desk/${name}`, content]);
  const disk = new MemoryWorkspace(Object.fromEntries(rooted) as Files);
  const paths = rooted.map(([path]) => path as string);
  let output = '';
  let errors = '';
  const interruption = { cancelled: false };
  disk.beforeRead = () => {
    if (disk.reads.length === setting.interruptedAt) interruption.cancelled = true;
  };
  const written: Record<string, string> = {};
  const environment: CommandEnvironment = {
    arguments: line.split(' ').filter((word) => word !== ''),
    workingFolder: '/desk',
    variables: setting.variables ?? {},
    output: {
      write: (text) => {
        output += text;
      },
      isTerminal: setting.isTerminal ?? false,
    },
    errors: {
      write: (text) => {
        errors += text;
      },
      isTerminal: setting.isTerminal ?? false,
    },
    readInput: async () => new TextEncoder().encode(setting.input ?? ''),
    resolve: (path) => (path === '.' ? '/desk' : path.startsWith('/') ? path : `/desk/${path}`),
    kindOf: (path) => {
      if (paths.includes(path)) return 'file';
      return path === '/desk' || paths.some((one) => one.startsWith(`${path}/`))
        ? 'folder'
        : undefined;
    },
    replaceFile: async (path, content) => {
      written[path.slice('/desk/'.length)] = Buffer.from(content).toString('latin1');
      disk.write(path, content);
    },
    loadAnalysisHost: async () => ({
      parser: await testParser(),
      workspace: disk,
      decode: decodeText,
      scheduler: {
        now: () => performance.now(),
        yield: () => new Promise((resolve) => setImmediate(resolve)),
      },
    }),
    interruption,
    restart: async () => 2,
    startServer: async () => {
      output += 'serving';
    },
  };
  const status = await runCommand(environment);
  return { status, output, errors, written };
}
