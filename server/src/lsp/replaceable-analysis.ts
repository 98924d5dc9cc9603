import { DeadlyTexts } from '../analysis/deadly-texts.ts';
import type { DependencyNote } from '../analysis/dependency-note.ts';
import type { Finding } from '../analysis/finding.ts';
import type { PatchNote, TimelineAnswer } from '../analysis/program-answers.ts';
import type {
  AnalysisFolder,
  AnalysisService,
  AnalysisStatus,
  AnalysisWork,
  AuditProgress,
  AuditResult,
  AuditToken,
  DocumentChange,
  FindingFixes,
  FindingsEvent,
  FixAllOptions,
  FixAllResult,
  LogLine,
  OpenDocument,
} from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import { type AnalysisThread, type StartThread, ThreadWatch } from './analysis-thread.ts';
import { OpenTexts } from './open-texts.ts';
import { RemoteAnalysis } from './remote-analysis.ts';

/** Limits of the replacement. */
export interface ReplacementLimits {
  /** Deaths within a minute after which the analysis stays down. */
  readonly deathsPerMinute: number;
  /** Milliseconds between two looks at the thread; it is dead after six without an answer. */
  readonly watchInterval: number;
}

const DEFAULT_LIMITS: ReplacementLimits = { deathsPerMinute: 5, watchInterval: 5_000 };

/** How often a question is asked where the thread dies each time and no text is to blame. */
const ATTEMPTS = 3;

/** The thread died while it was asked something. */
class ThreadDied extends Error {
  /** Whether it worked on a text, which the next thread leaves out: it gets further. */
  readonly overText: boolean;
  constructor(reason: string, overText: boolean) {
    super(reason);
    this.overText = overText;
  }
}

/** The analysis has died too often and was given up. */
export class AnalysisDown extends Error {
  constructor() {
    super('the analysis is down; restart the server to try again');
    this.name = 'AnalysisDown';
  }
}

/**
 * The analysis in a thread that is replaced when it dies or hangs: the text it worked on is
 * left out from then on, folders and open documents are told to the next thread, and questions
 * that were open are asked again.
 */
export class ReplaceableAnalysis implements AnalysisService {
  readonly #start: StartThread;
  readonly #limits: ReplacementLimits;
  readonly #deadly = new DeadlyTexts();
  readonly #texts = new OpenTexts();
  readonly #findingsListeners: ((event: FindingsEvent) => void)[] = [];
  readonly #statusListeners: (() => void)[] = [];
  readonly #logListeners: ((line: LogLine) => void)[] = [];
  readonly #withFindings = new Set<FilePath>();
  #folders: readonly AnalysisFolder[] = [];
  #deaths: number[] = [];
  #current: { thread: AnalysisThread; service: RemoteAnalysis; watch: ThreadWatch } | undefined;
  #state: 'new' | 'running' | 'down' | 'disposed' = 'new';

  constructor(start: StartThread, limits: ReplacementLimits = DEFAULT_LIMITS) {
    this.#start = start;
    this.#limits = limits;
  }

  setFolders(folders: readonly AnalysisFolder[]): Promise<void> {
    this.#folders = folders;
    return this.#tell((service) => service.setFolders(folders));
  }

  open(document: OpenDocument): Promise<void> {
    this.#texts.open(document);
    return this.#tell((service) => service.open(document));
  }

  change(path: FilePath, version: number, changes: readonly DocumentChange[]): Promise<void> {
    this.#texts.change(path, version, changes);
    return this.#tell((service) => service.change(path, version, changes));
  }

  saved(path: FilePath): Promise<void> {
    return this.#tell((service) => service.saved(path));
  }

  close(path: FilePath): Promise<void> {
    this.#texts.close(path);
    return this.#tell((service) => service.close(path));
  }

  filesChanged(paths: readonly FilePath[]): Promise<void> {
    return this.#tell((service) => service.filesChanged(paths));
  }

  audit(onProgress: (progress: AuditProgress) => void, token: AuditToken): Promise<AuditResult> {
    return this.#ask((service) => service.audit(onProgress, token));
  }

  fixesAt(path: FilePath, version: number | null, span: Span): Promise<readonly FindingFixes[]> {
    return this.#ask((service) => service.fixesAt(path, version, span));
  }
  fixAll(path: FilePath, options: FixAllOptions): Promise<FixAllResult> {
    return this.#ask((service) => service.fixAll(path, options));
  }
  timeline(id?: string): Promise<TimelineAnswer> {
    return this.#ask((service) => service.timeline(id));
  }
  patchNotes(path: FilePath): Promise<readonly PatchNote[]> {
    return this.#ask((service) => service.patchNotes(path));
  }
  dependencyNote(path: FilePath, offset: number): Promise<DependencyNote | undefined> {
    return this.#ask((service) => service.dependencyNote(path, offset));
  }
  findings(path: FilePath): Promise<readonly Finding[]> {
    return this.#ask((service) => service.findings(path));
  }
  status(path?: FilePath): Promise<AnalysisStatus> {
    return this.#ask((service) => service.status(path));
  }
  lineStarts(path: FilePath): Promise<readonly number[]> {
    return this.#ask((service) => service.lineStarts(path));
  }

  onFindings(listener: (event: FindingsEvent) => void): void {
    this.#findingsListeners.push(listener);
  }
  onStatus(listener: () => void): void {
    this.#statusListeners.push(listener);
  }
  onLog(listener: (line: LogLine) => void): void {
    this.#logListeners.push(listener);
  }
  /** Nothing to hear: the work is watched in here. */
  onWork(_listener: (work: AnalysisWork | undefined) => void): void {}

  async dispose(): Promise<void> {
    this.#state = 'disposed';
    this.#drop(new AnalysisDown());
  }

  /** Tells a change of state. Where the thread dies over it, the replay has told it already. */
  async #tell(call: (service: AnalysisService) => Promise<void>): Promise<void> {
    try {
      await call(this.#running());
    } catch (error) {
      if (!(error instanceof ThreadDied)) throw error;
    }
  }

  async #ask<T>(call: (service: AnalysisService) => Promise<T>): Promise<T> {
    for (let attempts = 0; ; ) {
      try {
        return await call(this.#running());
      } catch (error) {
        if (!(error instanceof ThreadDied)) throw error;
        if (!error.overText && ++attempts === ATTEMPTS) throw error;
      }
    }
  }

  #running(): AnalysisService {
    if (this.#state === 'new') this.#launch();
    if (this.#current === undefined) throw new AnalysisDown();
    return this.#current.service;
  }

  #launch(): void {
    this.#state = 'running';
    const thread = this.#start();
    const service = new RemoteAnalysis(thread.channel);
    const watch = new ThreadWatch(thread, this.#limits.watchInterval, (reason) => {
      if (this.#current?.thread === thread) this.#died(thread, reason);
    });
    this.#current = { thread, service, watch };
    service.onFindings((event) => this.#publish(event));
    service.onStatus(() => this.#changedStatus());
    service.onLog((line) => this.#log(line.level, line.message));
    thread.channel.emit('deadly', this.#deadly.hashes);
  }

  #died(thread: AnalysisThread, reason: string): void {
    const work = thread.working();
    if (work !== undefined) {
      this.#deadly.add(work.hash);
      this.#log('error', `The analysis died on ${work.path} (${reason}); the file is left out.`);
    } else {
      this.#log('error', `The analysis died (${reason}).`);
    }
    const now = Date.now();
    this.#deaths = [...this.#deaths.filter((time) => now - time < 60_000), now];
    const tooOften = this.#deaths.length > this.#limits.deathsPerMinute;
    if (tooOften) this.#state = 'down';
    else if (this.#state === 'running') this.#state = 'new';
    this.#drop(tooOften ? new AnalysisDown() : new ThreadDied(reason, work !== undefined));
    if (tooOften) this.#giveUp();
    else this.#replay();
  }

  #drop(reason: Error): void {
    const gone = this.#current;
    this.#current = undefined;
    gone?.watch.stop();
    gone?.thread.channel.close(reason);
    gone?.thread.terminate();
  }

  #replay(): void {
    const service = this.#running();
    // NOTE: whoever asks waits by himself; a thread that dies over the replay is replaced again.
    service.setFolders(this.#folders).catch(() => {});
    for (const document of this.#texts.all()) service.open(document).catch(() => {});
    this.#changedStatus();
  }

  #giveUp(): void {
    this.#log(
      'error',
      `The analysis died ${this.#deaths.length} times within a minute and stays down. Restart the server to try again.`,
    );
    for (const path of [...this.#withFindings]) {
      const version = this.#texts.get(path)?.version ?? null;
      this.#publish({ path, version, findings: [], lineStarts: [0] });
    }
    this.#changedStatus();
  }

  #publish(event: FindingsEvent): void {
    if (event.findings.length > 0) this.#withFindings.add(event.path);
    else this.#withFindings.delete(event.path);
    for (const listener of this.#findingsListeners) listener(event);
  }

  #changedStatus(): void {
    for (const listener of this.#statusListeners) listener();
  }

  #log(level: LogLine['level'], message: string): void {
    for (const listener of this.#logListeners) listener({ level, message });
  }
}
