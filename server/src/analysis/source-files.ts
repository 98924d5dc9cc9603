import { extractFacts } from '../facts/extract.ts';
import type { FileFacts } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import { patchingLibraries } from '../knowledge/patching-libraries.ts';
import { Project } from '../project/project.ts';
import { lineStartsOf } from '../syntax/line-index.ts';
import type { AnalysisHost } from './analysis-host.ts';
import { saysSomethingElse } from './facts-change.ts';
import type { OpenFile } from './open-file.ts';
import type { AnalysisWork } from './service.ts';
import {
  deadlyText,
  factsOfUnread,
  readSource,
  type SourceText,
  tooLarge,
} from './source-reader.ts';

/** How many texts (in characters) are kept while nothing is known to use gevent. */
const keptTextLimit = 32_000_000;

/** Largest file of a path, in bytes. */
export type LimitOf = (path: FilePath) => number;

/**
 * The Python files of the workspace with their facts, linked. As long as no file so much as
 * mentions gevent, nothing is parsed: such a workspace costs one scan of its texts.
 */
export class SourceFiles {
  readonly project: Project = new Project();
  readonly #host: AnalysisHost;
  readonly #limitOf: LimitOf;
  readonly #work: (work: AnalysisWork | undefined) => void;
  readonly #lineStarts = new Map<FilePath, readonly number[]>();
  /** Limits that closed files were last read with. */
  readonly #limits = new Map<FilePath, number>();
  /** Files that were read but not parsed, with their texts as far as these were kept. */
  readonly #waiting = new Map<FilePath, string | undefined>();
  #keptTexts = 0;
  #parsing = false;

  constructor(
    host: AnalysisHost,
    limitOf: LimitOf,
    work: (work: AnalysisWork | undefined) => void,
  ) {
    this.#host = host;
    this.#limitOf = limitOf;
    this.#work = work;
  }

  /** Every file that is known, parsed or not. */
  get paths(): readonly FilePath[] {
    return [...this.#waiting.keys(), ...this.project.modules.map((module) => module.path)];
  }

  has(path: FilePath): boolean {
    return this.#waiting.has(path) || this.project.moduleAt(path) !== undefined;
  }

  /** Whether a file is known but could not be read, or was with another limit than today's. */
  isUnread(path: FilePath): boolean {
    if ((this.#limits.get(path) ?? this.#limitOf(path)) !== this.#limitOf(path)) return true;
    const problems = this.project.moduleAt(path)?.facts.problems ?? [];
    return problems.some((problem) => problem.kind !== 'syntax');
  }

  /** Line starts of a closed file as last read. */
  lineStarts(path: FilePath): readonly number[] | undefined {
    return this.#lineStarts.get(path);
  }

  /** Reads a file from disk. */
  read(path: FilePath): Promise<SourceText | undefined> {
    return readSource(this.#host.workspace, this.#host.decode, path, this.#limitOf(path));
  }

  /** Takes what was read of a closed file; `later`: it is put off though gevent may be in use. */
  take(path: FilePath, source: SourceText | undefined, later = false): void {
    if (source === undefined) {
      this.remove(path);
      return;
    }
    this.#limits.set(path, this.#limitOf(path));
    if ('problem' in source) {
      this.#forgetWaiting(path);
      this.#lineStarts.set(path, [0]);
      this.project.setFile(path, factsOfUnread(source.problem, source.detail));
      return;
    }
    const { text } = source;
    this.#parsing ||= mayUseGevent(text);
    if (!this.#parsing || later) {
      this.project.removeFile(path);
      this.#forgetWaiting(path);
      const kept = this.#keptTexts + text.length <= keptTextLimit;
      if (kept) this.#keptTexts += text.length;
      this.#waiting.set(path, kept ? text : undefined);
      return;
    }
    this.#set(path, text);
  }

  /** Whether gevent may be in use, so that files are parsed. */
  get parsing(): boolean {
    return this.#parsing;
  }

  /** Some other file mentions gevent: what was put off is to be parsed. */
  expectGevent(): void {
    this.#parsing = true;
  }

  /** Files to parse now that gevent is in use; each is to be given to `parseWaiting`. */
  get waiting(): readonly FilePath[] {
    return this.#parsing ? [...this.#waiting.keys()] : [];
  }

  /** Parses a file that was put off. */
  async parseWaiting(path: FilePath): Promise<void> {
    const text = this.#waiting.get(path);
    if (text === undefined) this.take(path, await this.read(path));
    else this.#set(path, text);
  }

  /** The text of a file that was put off; undefined where it need not, or cannot, be parsed. */
  async waitingText(path: FilePath): Promise<string | undefined> {
    let text = this.#waiting.get(path);
    if (text === undefined && this.#waiting.has(path)) {
      const source = await this.read(path);
      if (source === undefined || 'problem' in source) this.take(path, source);
      else text = source.text;
    }
    if (text === undefined || !this.#host.deadly?.holds(text)) return text;
    this.takeFacts(path, text, undefined);
    return undefined;
  }

  /** Takes the facts of a closed file that another thread read; undefined: it died over them. */
  takeFacts(path: FilePath, text: string, facts: FileFacts | undefined): void {
    this.#forgetWaiting(path);
    this.#lineStarts.set(path, lineStartsOf(text));
    this.project.setFile(path, facts ?? factsOfUnread('parser-died', deadlyText, text));
  }

  /**
   * Reads the facts of an open file's current text. True where code elsewhere may depend on
   * what changed.
   */
  takeOpen(file: OpenFile): boolean {
    const before = this.project.moduleAt(file.path)?.facts;
    const usedGevent = this.project.usesGevent;
    if (mayUseGevent(file.text)) this.#parsing = true;
    if (!this.#parsing) {
      file.dirty = false;
      this.take(file.path, { text: file.text, encoding: { label: 'utf-8', byteOrderMark: false } });
      return false;
    }
    this.#forgetWaiting(file.path);
    const facts = this.factsOf(file);
    this.project.setFile(file.path, facts);
    if (before === undefined || usedGevent !== this.project.usesGevent) return true;
    return saysSomethingElse(before, facts);
  }

  /** The facts of an open file's current text, or why it is not read. */
  factsOf(file: OpenFile): FileFacts {
    const limit = this.#limitOf(file.path);
    if (file.text.length > limit) {
      file.dirty = false;
      return factsOfUnread('too-large', tooLarge(limit), file.text);
    }
    if (this.#host.deadly?.holds(file.text)) {
      file.dirty = false;
      return factsOfUnread('parser-died', deadlyText, file.text);
    }
    this.#work(file);
    const facts = file.facts();
    this.#work(undefined);
    return facts;
  }

  remove(path: FilePath): void {
    this.#forgetWaiting(path);
    this.#lineStarts.delete(path);
    this.#limits.delete(path);
    this.project.removeFile(path);
  }

  #set(path: FilePath, text: string): void {
    this.#forgetWaiting(path);
    this.#lineStarts.set(path, lineStartsOf(text));
    if (this.#host.deadly?.holds(text)) {
      this.project.setFile(path, factsOfUnread('parser-died', deadlyText, text));
      return;
    }
    this.#work({ path, text });
    const tree = this.#host.parser.parse(text);
    try {
      if (tree !== undefined) this.project.setFile(path, extractFacts(text, tree));
    } finally {
      tree?.delete();
    }
    this.#work(undefined);
  }

  #forgetWaiting(path: FilePath): void {
    this.#keptTexts -= this.#waiting.get(path)?.length ?? 0;
    this.#waiting.delete(path);
  }
}

/** Names without which no text makes a workspace one of gevent. */
const telling = ['gevent', ...patchingLibraries.map(({ module }) => module)];

function mayUseGevent(text: string): boolean {
  return telling.some((name) => text.includes(name));
}
