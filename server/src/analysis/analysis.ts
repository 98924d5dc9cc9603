import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { AnalysisHost, AnalysisOptions } from './analysis-host.ts';
import { CheckAgenda } from './check-agenda.ts';
import { Checker } from './checker.ts';
import { Configurations } from './configurations.ts';
import { type DependencyNote, dependencyNote } from './dependency-note.ts';
import { DeploymentFiles } from './deployment-files.ts';
import type { Finding } from './finding.ts';
import { type FixableProject, fixAll, fixesAt } from './fixing.ts';
import { Log } from './log.ts';
import { ModuleChecks } from './module-checks.ts';
import type { OpenBuffer } from './open-buffer.ts';
import { openDocument } from './open-document.ts';
import { OrderGuards } from './order-guards.ts';
import {
  type PatchNote,
  patchNotes,
  type TimelineAnswer,
  timelineAnswer,
} from './program-answers.ts';
import { Publisher } from './publisher.ts';
import { readConfigurationText } from './read-configuration-text.ts';
import { type RuleList, ruleList } from './rule-list.ts';
import { Slices, Turns } from './scheduler.ts';
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
} from './service.ts';
import { SourceFiles } from './source-files.ts';
import { WorkspaceLoader } from './workspace-loader.ts';

/**
 * The analysis in this thread. Whatever changes facts or checks runs in turns, one at a time;
 * edits are noted at once and taken up by the next turn, so nothing older than the last edit is
 * ever shown. Closed files are looked at once somebody has asked for an audit.
 */
export class Analysis implements AnalysisService {
  readonly #host: AnalysisHost;
  readonly #rules: RuleList;
  readonly #configurations: Configurations;
  readonly #sources: SourceFiles;
  readonly #deployments: DeploymentFiles;
  readonly #loader: WorkspaceLoader;
  readonly #checks: ModuleChecks;
  readonly #publisher = new Publisher();
  readonly #agenda = new CheckAgenda();
  readonly #turns = new Turns();
  readonly #slices: Slices;
  readonly #open = new Map<FilePath, OpenBuffer>();
  readonly #checker: Checker;
  readonly #guards: OrderGuards;
  readonly #progressListeners = new Set<(progress: AuditProgress) => void>();
  readonly #statusListeners: (() => void)[] = [];
  readonly #workListeners: ((work: AnalysisWork | undefined) => void)[] = [];
  readonly #log = new Log();
  #running: Promise<void> | undefined;
  /** How many audits are under way, and whether one came to its end. */
  #audits = 0;
  #audited = false;
  #started = false;
  #disposed = false;
  #fatal: unknown;

  constructor(host: AnalysisHost, options: AnalysisOptions = {}) {
    this.#host = host;
    this.#rules = options.rules ?? ruleList;
    this.#slices = new Slices(host.scheduler);
    this.#configurations = new Configurations(
      (path) => readConfigurationText(host, path),
      this.#rules,
      options.overrides ?? {},
    );
    this.#sources = new SourceFiles(
      host,
      (path) => this.#configurations.settingsFor(path).largestFile * 1024,
      (work) => this.#reportWork(work),
    );
    this.#deployments = new DeploymentFiles({
      host,
      sources: this.#sources,
      work: (work) => this.#reportWork(work),
      log: (line) => this.#log.say(line),
    });
    this.#checks = new ModuleChecks(this.#rules);
    this.#loader = new WorkspaceLoader({
      workspace: host.workspace,
      sources: this.#sources,
      deployments: this.#deployments,
      configurations: this.#configurations,
      slices: this.#slices,
      readers: host.readers,
      log: (line) => this.#log.say(line),
      progress: (progress) => {
        for (const listener of this.#progressListeners) listener(progress);
        this.#slices.look();
      },
      isOpen: (path) => this.#open.get(path)?.inProject === true,
    });
    this.#guards = new OrderGuards((path) => readConfigurationText(host, path));
    this.#checker = new Checker({
      rules: this.#rules,
      only: options.overrides?.only,
      configurations: this.#configurations,
      sources: this.#sources,
      deployments: this.#deployments,
      loader: this.#loader,
      checks: this.#checks,
      agenda: this.#agenda,
      publisher: this.#publisher,
      slices: this.#slices,
      open: this.#open,
      log: this.#log,
      guards: this.#guards,
    });
  }

  setFolders(folders: readonly AnalysisFolder[]): Promise<void> {
    return this.#change(async () => {
      await this.#loader.load(folders);
      this.#started = true;
      for (const file of this.#open.values()) await this.#checker.adopt(file);
      await this.#loader.read([]);
    });
  }

  open(document: OpenDocument): Promise<void> {
    const file = openDocument(this.#host.parser, document);
    if (file === undefined) return Promise.resolve();
    this.#open.get(document.path)?.dispose();
    this.#open.set(document.path, file);
    return this.#turn(async () => {
      if (this.#open.get(file.path) !== file) return;
      await this.#checker.adopt(file);
      this.#agenda.urgent(file.path);
      this.#wake();
    });
  }

  async change(path: FilePath, version: number, changes: readonly DocumentChange[]): Promise<void> {
    const file = this.#open.get(path);
    if (file === undefined) return;
    file.change(version, changes);
    this.#agenda.typed(this.#host.scheduler.now());
    if (this.#configurations.settingsFor(path).run === 'save') return;
    this.#agenda.urgent(path);
    this.#wake();
  }

  async saved(path: FilePath): Promise<void> {
    const file = this.#open.get(path);
    if (file === undefined) return;
    file.saved();
    this.#agenda.urgent(path);
    this.#wake();
  }

  close(path: FilePath): Promise<void> {
    const file = this.#open.get(path);
    if (file === undefined) return Promise.resolve();
    this.#open.delete(path);
    file.dispose();
    this.#checker.lone.delete(path);
    this.#agenda.forget(path);
    this.#publisher.clear(path);
    if (!file.inProject) return Promise.resolve();
    return this.#change(() => this.#loader.read([path]));
  }

  filesChanged(paths: readonly FilePath[]): Promise<void> {
    return this.#change(() => this.#loader.filesChanged(paths));
  }

  async audit(
    onProgress: (progress: AuditProgress) => void,
    token: AuditToken,
  ): Promise<AuditResult> {
    this.#progressListeners.add(onProgress);
    this.#audits += 1;
    this.#statusMayHaveChanged();
    try {
      // Whatever is being loaded comes first, for as long as somebody waits for it.
      await this.#slices.unlessCancelled(
        this.#turn(async () => undefined),
        token,
      );
      if (!token.cancelled) this.#checker.audited = true;
      const total = this.#agenda.size;
      for (let done = 0; !token.cancelled; done += 1) {
        const path = this.#agenda.nextUrgent() ?? this.#agenda.nextStale(() => true);
        if (path === undefined) break;
        await this.#turn(() => this.#checker.check(path));
        if (done % 16 === 0) onProgress({ phase: 'checking', done, total: Math.max(total, done) });
      }
      // The other loop may be at work on the last file.
      if (!token.cancelled) await this.#turn(async () => undefined);
      const files = this.#publisher.events;
      const { cancelled } = token;
      if (!cancelled) this.#audited = true;
      return {
        cancelled,
        usesGevent: this.#sources.project.usesGevent,
        filesRead: this.#sources.paths.length,
        files: [...files].sort((a, b) => (a.path < b.path ? -1 : 1)),
      };
    } finally {
      this.#progressListeners.delete(onProgress);
      this.#audits -= 1;
      // Half of an audit looks like all of it: without one before, nothing of it stays.
      if (this.#audits === 0 && !this.#audited) this.#checker.takeBackAudit();
      this.#statusMayHaveChanged();
    }
  }

  fixesAt(path: FilePath, version: number | null, span: Span): Promise<readonly FindingFixes[]> {
    return this.#turn(async () => {
      const target = await this.#current(path, version);
      return target === undefined ? [] : fixesAt(target, path, span, this.#checker.words.place);
    });
  }

  fixAll(path: FilePath, options: FixAllOptions): Promise<FixAllResult> {
    return this.#turn(async () => {
      const target = await this.#current(path, this.#open.get(path)?.version ?? null);
      return target === undefined ? { files: [], fixed: 0 } : fixAll(target, path, options);
    });
  }

  timeline(id?: string): Promise<TimelineAnswer> {
    return this.#turn(async () => timelineAnswer(await this.#checker.questions(), id));
  }

  patchNotes(path: FilePath): Promise<readonly PatchNote[]> {
    return this.#turn(async () => patchNotes(await this.#checker.questions(), path));
  }

  dependencyNote(path: FilePath, offset: number): Promise<DependencyNote | undefined> {
    return this.#turn(async () => dependencyNote(await this.#checker.questions(), path, offset));
  }

  async findings(path: FilePath): Promise<readonly Finding[]> {
    return this.#publisher.findings(path);
  }

  async lineStarts(path: FilePath): Promise<readonly number[]> {
    return this.#checker.lineStarts(path);
  }

  async status(path?: FilePath): Promise<AnalysisStatus> {
    const work = this.#busy ? 'analysing' : 'ready';
    return this.#checker.status(path, this.#started ? work : 'starting');
  }

  onFindings(listener: (event: FindingsEvent) => void): void {
    this.#publisher.onFindings(listener);
  }

  onStatus(listener: () => void): void {
    this.#statusListeners.push(listener);
  }

  onLog(listener: (line: LogLine) => void): void {
    this.#log.onLog(listener);
  }

  onWork(listener: (work: AnalysisWork | undefined) => void): void {
    this.#workListeners.push(listener);
  }

  /** Whether a file is one of the workspace's own, read or not. */
  knows(path: FilePath): boolean {
    return this.#sources.has(path) || this.#deployments.has(path);
  }

  /** The current text of a Python, deployment or configuration file; undefined where it cannot be had. */
  text(path: FilePath): Promise<string | undefined> {
    return this.#checker.text(path);
  }

  /** Resolves when everything that is open (after an audit: everything) has been checked. */
  async settled(): Promise<void> {
    await this.#turn(async () => undefined);
    while (this.#running !== undefined) await this.#running;
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await this.#turns.run(async () => {
      for (const file of this.#open.values()) file.dispose();
      this.#open.clear();
    });
  }

  /** A turn that changes files: afterwards everything is out of date. */
  #change(work: () => Promise<void>): Promise<void> {
    return this.#turn(async () => {
      const before = new Set(this.#checker.paths());
      this.#guards.forget();
      await work();
      const after = this.#checker.paths();
      for (const path of after) before.delete(path);
      for (const path of before) this.#checker.forget(path);
      this.#agenda.stale(after);
      for (const file of this.#open.values()) this.#agenda.urgent(file.path);
      this.#checker.publishConfigurations();
      this.#wake();
    });
  }

  async #turn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#fatal !== undefined) throw this.#fatal;
    return this.#turns.run(work).catch((error: unknown) => this.#fail(error));
  }

  #fail(error: unknown): never {
    if (this.#fatal === undefined && error instanceof Error && error.name === 'ParserDied') {
      this.#fatal = error;
      this.#host.onFatal?.(error);
    }
    throw error;
  }

  #wake(): void {
    if (this.#running !== undefined || this.#disposed) return;
    this.#running = this.#checkAll().finally(() => {
      this.#running = undefined;
      this.#statusMayHaveChanged();
    });
    this.#statusMayHaveChanged();
    // A parser that died is the host's business; without a listener the rejection ends the thread.
    if (this.#host.onFatal !== undefined) this.#running.catch(() => undefined);
  }

  async #checkAll(): Promise<void> {
    const { scheduler } = this.#host;
    await scheduler.yield();
    while (!this.#disposed) {
      let path = this.#agenda.nextUrgent();
      if (path === undefined) {
        path = this.#agenda.nextStale((stale) => this.#checker.audited || this.#open.has(stale));
        if (path === undefined) return;
        const quiet = this.#agenda.quietFor(scheduler.now());
        if (quiet > 0 && scheduler.sleep !== undefined) {
          await scheduler.sleep(quiet);
          continue;
        }
      }
      const next = path;
      await this.#turn(() => this.#checker.check(next));
      await this.#slices.pause();
    }
  }

  /** What fixing works on, once the file's facts and checks are those of `version`. */
  async #current(path: FilePath, version: number | null): Promise<FixableProject | undefined> {
    const file = this.#open.get(path);
    if ((file?.version ?? null) !== version) return undefined;
    await this.#checker.check(path, true);
    if ((this.#open.get(path)?.version ?? null) !== version) return undefined;
    if (file?.unread) return undefined;
    const lone = file !== undefined && !file.inProject ? this.#checker.lone.get(path) : undefined;
    if (file !== undefined && !file.inProject && lone === undefined) return undefined;
    return {
      project: lone?.project ?? this.#sources.project,
      checks: lone?.checks ?? this.#checks,
      parser: this.#host.parser,
      enabled: (other) => this.#checker.enabledFor(other),
      text: (other) => this.#checker.text(other),
      guard: (other) => this.#guards.guardFor(other),
      complain: this.#log.complain,
    };
  }

  get #busy(): boolean {
    return this.#running !== undefined || this.#audits > 0;
  }

  /** Whoever listens asks, and keeps quiet where the answer is the same. */
  #statusMayHaveChanged(): void {
    for (const listener of this.#statusListeners) listener();
  }

  #reportWork(work: AnalysisWork | undefined): void {
    for (const listener of this.#workListeners) listener(work);
  }
}
