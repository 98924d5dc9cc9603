import {
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
} from '../deployment/deployment-file.ts';
import { deploymentFormat, readDeploymentFile } from '../deployment/read-deployment-file.ts';
import type { FilePath } from '../facts/file-path.ts';
import { lineStartsOf } from '../syntax/line-index.ts';
import type { AnalysisHost } from './analysis-host.ts';
import type { OpenDeployment } from './open-deployment.ts';
import type { AnalysisWork, LogLine } from './service.ts';
import type { SourceFiles } from './source-files.ts';
import { FileProblem } from './workspace.ts';

/** Largest deployment file that is read, in bytes, and largest lock file. */
const largestDeployment = 1 << 20;
const largestLock = 8 << 20;

/** How many texts (in characters) are kept while nothing is known to use gevent. */
const keptTextLimit = 8_000_000;

/** What deployment files are read with. */
export interface DeploymentParts {
  readonly host: Pick<AnalysisHost, 'workspace' | 'decode'>;
  readonly sources: SourceFiles;
  work(work: AnalysisWork | undefined): void;
  log(line: LogLine): void;
}

/** What is known of one file. */
interface Known {
  /** It was not read for what it says yet. */
  waiting: boolean;
  /** The text of a file that waits, as far as texts were kept. */
  text: string | undefined;
  file: DeploymentFile | undefined;
  lineStarts: readonly number[];
}

/**
 * The deployment files of the workspace, linked into the project of its Python files. As long
 * as no file so much as mentions gevent (or huey's greenlets), none is read for what it says.
 */
export class DeploymentFiles {
  readonly #parts: DeploymentParts;
  readonly #known = new Map<FilePath, Known>();
  readonly #logged = new Set<string>();
  #keptTexts = 0;

  constructor(parts: DeploymentParts) {
    this.#parts = parts;
  }

  /** Every file that is known, whether it says anything or not. */
  get paths(): readonly FilePath[] {
    return [...this.#known.keys()];
  }

  has(path: FilePath): boolean {
    return this.#known.has(path);
  }

  /** Line starts of a closed file as last read; undefined where nothing was found in it. */
  lineStarts(path: FilePath): readonly number[] | undefined {
    const known = this.#known.get(path);
    return known?.file === undefined ? undefined : known.lineStarts;
  }

  /** The text of a file on disk; undefined where it is gone, null where it cannot be read (that is logged). */
  async read(path: FilePath): Promise<string | null | undefined> {
    const { workspace, decode } = this.#parts.host;
    let bytes: Uint8Array;
    try {
      bytes = await workspace.read(path, largestOf(path));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      if (error.problem === 'gone') return undefined;
      this.#log(`${path}: not read: ${error.message}`);
      return null;
    }
    const text = decode(bytes, 'utf-8');
    if (text === undefined) this.#log(`${path}: not read: it is not UTF-8`);
    return (text?.charCodeAt(0) === 0xfeff ? text.slice(1) : text) ?? null;
  }

  /** Takes what was read of a file. */
  take(path: FilePath, text: string | null | undefined): void {
    if (text === undefined) {
      this.remove(path);
      return;
    }
    const known = this.#enter(path);
    this.#keepText(known, undefined);
    known.waiting = false;
    if (text === null) {
      this.#set(path, known, emptyDeploymentFile(formatOf(path)), []);
      return;
    }
    if (mentionsGevent(path, text)) this.#parts.sources.expectGevent();
    if (this.#parts.sources.parsing) {
      this.#set(path, known, this.#parse(path, text), lineStartsOf(text));
      return;
    }
    known.waiting = true;
    if (formatOf(path) !== 'lock') this.#keepText(known, text);
  }

  /** Files to read for what they say now that gevent is in use. */
  get waiting(): readonly FilePath[] {
    if (!this.#parts.sources.parsing) return [];
    return [...this.#known].flatMap(([path, known]) => (known.waiting ? [path] : []));
  }

  /** Reads a file that was put off for what it says. */
  async readWaiting(path: FilePath): Promise<void> {
    const known = this.#known.get(path);
    if (known?.waiting === true) this.take(path, known.text ?? (await this.read(path)));
  }

  /**
   * Takes the text of an open file. True where what it says is new, or stands elsewhere. One
   * that cannot be read while it is typed leaves what was known.
   */
  takeOpen(buffer: OpenDeployment): boolean {
    buffer.dirty = false;
    return this.takeText(buffer.path, buffer.text, (file) => {
      buffer.unread = file.problem !== undefined && !buffer.settled;
      return !buffer.unread;
    });
  }

  /** As `takeOpen`, for a file that is open as something else too (setup.py). */
  takeText(
    path: FilePath,
    text: string,
    isGood: (file: DeploymentFile) => boolean = (file) => file.problem === undefined,
  ): boolean {
    const known = this.#enter(path);
    if (mentionsGevent(path, text)) this.#parts.sources.expectGevent();
    this.#keepText(known, undefined);
    known.waiting = !this.#parts.sources.parsing;
    if (known.waiting) {
      this.#keepText(known, text);
      return false;
    }
    const file = text.length > largestOf(path) ? undefined : this.#parse(path, text);
    if (file !== undefined && !isGood(file)) return false;
    return this.#set(path, known, file ?? emptyDeploymentFile(formatOf(path)), lineStartsOf(text));
  }

  remove(path: FilePath): void {
    const known = this.#known.get(path);
    if (known === undefined) return;
    this.#keepText(known, undefined);
    this.#known.delete(path);
    this.#parts.sources.project.removeDeployment(path);
  }

  #enter(path: FilePath): Known {
    let known = this.#known.get(path);
    if (known === undefined) {
      known = { waiting: false, text: undefined, file: undefined, lineStarts: [] };
      this.#known.set(path, known);
    }
    return known;
  }

  #parse(path: FilePath, text: string): DeploymentFile {
    this.#parts.work({ path, text });
    try {
      const file = readDeploymentFile(path, text);
      if (file.problem !== undefined) this.#log(`${path}: not read: ${file.problem.message}`);
      return file;
    } catch (error) {
      this.#log(`${path}: not read: ${error instanceof Error ? error.stack : String(error)}`);
      return emptyDeploymentFile(formatOf(path));
    } finally {
      this.#parts.work(undefined);
    }
  }

  /** Tells the project where something is new. Files without anything to say are none of its. */
  #set(path: FilePath, known: Known, file: DeploymentFile, lineStarts: readonly number[]): boolean {
    const before = known.file;
    const after = saysNothing(file) ? undefined : file;
    known.file = after;
    known.lineStarts = after === undefined ? [] : lineStarts;
    if (JSON.stringify(before) === JSON.stringify(after)) return false;
    if (after === undefined) this.#parts.sources.project.removeDeployment(path);
    else this.#parts.sources.project.setDeployment(path, after);
    return true;
  }

  #keepText(known: Known, text: string | undefined): void {
    this.#keptTexts -= known.text?.length ?? 0;
    const kept = text !== undefined && this.#keptTexts + text.length <= keptTextLimit;
    known.text = kept ? text : undefined;
    this.#keptTexts += known.text?.length ?? 0;
  }

  /** Once each: whoever types would hear it again and again. */
  #log(message: string): void {
    if (this.#logged.has(message)) return;
    this.#logged.add(message);
    this.#parts.log({ level: 'info', message });
  }
}

function formatOf(path: FilePath): DeploymentFormat {
  return deploymentFormat(path) ?? 'tool-configuration';
}

function saysNothing({ format, problem, ...parts }: DeploymentFile): boolean {
  return Object.values(parts).every((part) => part.length === 0);
}

function largestOf(path: FilePath): number {
  return formatOf(path) === 'lock' ? largestLock : largestDeployment;
}

/**
 * `-P gevent`, `-k greenlet`. Lock files name what dozens of libraries could use: they start
 * nothing.
 */
function mentionsGevent(path: FilePath, text: string): boolean {
  if (formatOf(path) === 'lock') return false;
  return text.includes('gevent') || text.includes('greenlet');
}
