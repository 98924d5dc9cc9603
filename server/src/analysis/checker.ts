import { importsPatch } from '../evidence/early/sorted-patch-import.ts';
import type { PlaceWords } from '../evidence/timeline/who-patches.ts';
import { type FilePath, folderOf } from '../facts/file-path.ts';
import { invalidConfiguration } from '../rules/greenlint/invalid-configuration.ts';
import type { Rule } from '../rules/rule.ts';
import { lineStartsOf } from '../syntax/line-index.ts';
import type { CheckAgenda } from './check-agenda.ts';
import { type CheckSubject, subjectAt } from './check-subject.ts';
import type { Configurations, KnownConfiguration } from './configurations.ts';
import type { DeploymentFiles } from './deployment-files.ts';
import type { Finding } from './finding.ts';
import { brokenRegions, keepWhileTyping } from './kept-findings.ts';
import type { Log } from './log.ts';
import { LoneFile } from './lone-file.ts';
import { type ModuleChecks, ownFindings } from './module-checks.ts';
import type { OpenBuffer } from './open-buffer.ts';
import { OpenDeployment } from './open-deployment.ts';
import { OpenFile } from './open-file.ts';
import type { OrderGuards } from './order-guards.ts';
import type { ProgramQuestions } from './program-answers.ts';
import type { Publisher } from './publisher.ts';
import type { EnabledRules, RuleList } from './rule-list.ts';
import type { Slices } from './scheduler.ts';
import type { AnalysisStatus } from './service.ts';
import type { Settings } from './settings.ts';
import type { SourceFiles } from './source-files.ts';
import { placeWords, programSentence } from './status-words.ts';
import { wordFindings } from './word-findings.ts';
import type { WorkspaceLoader } from './workspace-loader.ts';

/** What the checker works with; it owns none of it. */
export interface CheckerParts {
  readonly rules: RuleList;
  /** Selectors of the only rules to report; undefined: what the settings say. */
  readonly only: readonly string[] | undefined;
  readonly configurations: Configurations;
  readonly sources: SourceFiles;
  readonly deployments: DeploymentFiles;
  readonly loader: WorkspaceLoader;
  readonly checks: ModuleChecks;
  readonly agenda: CheckAgenda;
  readonly publisher: Publisher;
  readonly slices: Slices;
  readonly open: ReadonlyMap<FilePath, OpenBuffer>;
  readonly log: Log;
  readonly guards: OrderGuards;
}

/** Brings the findings of files up to date and says them. Runs inside a turn. */
export class Checker {
  readonly #parts: CheckerParts;
  readonly #enabled = new WeakMap<Settings, EnabledRules>();
  /** Open files that belong to no folder. */
  readonly lone: Map<FilePath, LoneFile> = new Map();
  /** Somebody asked for an audit: closed files are looked at too from then on. */
  audited = false;
  #configurationFiles = new Set<FilePath>();

  constructor(parts: CheckerParts) {
    this.#parts = parts;
  }

  /**
   * Brings one file's findings up to date and says them. A text that waits to be saved is left
   * alone, unless somebody asks for its fixes (`unsaved`); nothing is said of it even then.
   */
  async check(path: FilePath, unsaved = false): Promise<void> {
    const file = this.#parts.open.get(path);
    this.#parts.agenda.done(path);
    if (!unsaved && this.#waitsForSave(file)) return;
    if (file !== undefined && !file.inProject) {
      if (file instanceof OpenFile) this.#checkLone(file);
      return;
    }
    if (file?.dirty) this.#take(file);
    if (this.#parts.loader.isWaiting) {
      await this.#parts.loader.read([]);
      this.#parts.agenda.stale(this.paths());
      this.#parts.agenda.done(path);
    }
    const { project } = this.#parts.sources;
    const subject = subjectAt(project, path);
    if (subject === undefined) return this.#publish(path);
    await this.#learnOrder(subject);
    const revision = file?.revision;
    const targets = await this.#parts.checks.check(
      subject,
      project,
      this.enabledFor(path),
      () => this.#parts.slices.pause()?.then(() => file?.revision !== revision),
      this.#parts.log.complain,
    );
    for (const target of targets ?? []) this.#publish(target);
  }

  /** A patch is checked with what the workspace's own tools would do to it. */
  async #learnOrder({ module }: CheckSubject): Promise<void> {
    const { project } = this.#parts.sources;
    if (module === undefined) return;
    if (project.patchSites(module).length === 0 && !importsPatch(module, project)) return;
    project.setOrderGuard(module.path, await this.#parts.guards.guardFor(module.path));
  }

  #checkLone(file: OpenFile): void {
    const lone = this.lone.get(file.path);
    if (lone === undefined) return;
    const facts = this.#parts.sources.factsOf(file);
    const found = lone.check(facts, this.enabledFor(file.path), this.#parts.log.complain);
    this.#publishOpen(
      file,
      wordFindings(found, this.#parts.log.complain).map(({ finding }) => finding),
      facts,
    );
  }

  #take(file: OpenBuffer): void {
    const { project } = this.#parts.sources;
    let concernsOthers: boolean;
    let typing = false;
    if (file instanceof OpenFile) {
      concernsOthers = this.#parts.sources.takeOpen(file);
      // While a statement is being typed nothing that follows from it is believed elsewhere.
      const facts = project.moduleAt(file.path)?.facts;
      typing = !file.settled && facts !== undefined && brokenRegions(facts).length > 0;
      if (!typing && this.#parts.deployments.has(file.path)) {
        concernsOthers = this.#parts.deployments.takeText(file.path, file.text) || concernsOthers;
      }
    } else {
      concernsOthers = file instanceof OpenDeployment && this.#parts.deployments.takeOpen(file);
    }
    if (concernsOthers && !typing) {
      this.#parts.agenda.stale(this.paths());
      this.#parts.agenda.done(file.path);
    }
  }

  /** Every file that rules look at. */
  paths(): readonly FilePath[] {
    const { modules, deployments } = this.#parts.sources.project;
    return [...new Set([...modules, ...deployments].map(({ path }) => path))];
  }

  #publish(path: FilePath): void {
    const { project } = this.#parts.sources;
    const file = this.#parts.open.get(path);
    if (file === undefined && !this.audited) {
      // Nothing is said of it, so the next audit has to look.
      this.#parts.agenda.stale([path]);
      return;
    }
    if (file?.dirty || this.#waitsForSave(file)) return;
    const subject = subjectAt(project, path);
    const found =
      subject === undefined
        ? []
        : this.#parts.checks.findingsIn(subject, project, this.enabledFor(path));
    const findings = this.#configurationFindings(path).concat(
      wordFindings(found, this.#parts.log.complain).map(({ finding }) => finding),
    );
    if (file !== undefined) this.#publishOpen(file, findings, subject?.module?.facts);
    else {
      this.#parts.publisher.publish({
        path,
        version: null,
        findings,
        lineStarts: this.lineStarts(path),
      });
    }
  }

  #publishOpen(
    file: OpenBuffer,
    findings: readonly Finding[],
    facts: Parameters<typeof brokenRegions>[0] | undefined,
  ): void {
    if (this.#waitsForSave(file)) return;
    // What cannot be read is being typed: what is shown moves along.
    if (!file.unread) {
      const broken = file.settled || facts === undefined ? [] : brokenRegions(facts);
      file.shown = broken.length === 0 ? findings : keepWhileTyping(file.shown, findings, broken);
    }
    const { path, version, lineStarts } = file;
    this.#parts.publisher.publish({ path, version, findings: file.shown, lineStarts });
  }

  /** What is wrong in a configuration file; where it is being typed in, as it was on disk. */
  #configurationFindings(path: FilePath): Finding[] {
    const configuration = this.#configuration(path);
    if (configuration === undefined) return [];
    const file = this.#parts.open.get(path);
    if (file !== undefined && file.text !== configuration.text) {
      return file.shown.filter(({ code }) => code === invalidConfiguration.meta.code);
    }
    const found = configuration.problems.map((problem) => ({
      span: problem.span,
      subject: problem.message,
      problem: problem.message,
    }));
    const rule = invalidConfiguration as unknown as Rule;
    const checked = ownFindings(rule, found, path, this.enabledFor(path));
    return wordFindings(checked, this.#parts.log.complain).map(({ finding }) => finding);
  }

  /** Says what is wrong in configuration files. */
  publishConfigurations(): void {
    const before = this.#configurationFiles;
    this.#configurationFiles = new Set();
    for (const { path, text } of this.#parts.configurations.files) {
      const findings = this.#configurationFindings(path);
      if (findings.length > 0) this.#configurationFiles.add(path);
      if (this.#parts.open.has(path) || this.audited) this.#publish(path);
      else {
        const lineStarts = lineStartsOf(text);
        this.#parts.publisher.publish({ path, version: null, findings, lineStarts });
      }
    }
    for (const path of before) {
      if (this.#configurationFiles.has(path)) continue;
      if (this.#parts.open.has(path) || this.audited) this.#publish(path);
      else this.#parts.publisher.clear(path);
    }
  }

  #configuration(path: FilePath): KnownConfiguration | undefined {
    return this.#parts.configurations.files.find((known) => known.path === path);
  }

  /** Decides what an open file is: part of the project, a file of its own, or none of ours. */
  async adopt(file: OpenBuffer): Promise<void> {
    const { path } = file;
    if (!(file instanceof OpenFile)) {
      file.inProject =
        this.#parts.deployments.has(path) || (await this.#parts.loader.belongs(path));
      file.dirty = true;
      if (file.inProject) this.#take(file);
      return;
    }
    const kind = await LoneFile.kindOf(path, this.#parts.loader, this.#parts.sources);
    file.inProject = kind === 'project';
    file.dirty = true;
    if (kind !== 'untitled') await this.#parts.configurations.reach(folderOf(path));
    if (kind === 'lone' || kind === 'untitled')
      this.lone.set(path, new LoneFile(path, this.#parts.rules));
    else this.lone.delete(path);
    const known = this.#waitsForSave(file) && this.#parts.sources.has(path);
    if (kind === 'project' && !known) this.#take(file);
  }

  /** Typed into since it was saved, where findings are wanted on save only. */
  #waitsForSave(file: OpenBuffer | undefined): boolean {
    if (file === undefined || file.settled) return false;
    const { run, enable } = this.#parts.configurations.settingsFor(file.path);
    return enable && run === 'save';
  }

  /** The rules that are on for a file. */
  enabledFor(path: FilePath): EnabledRules {
    const settings = this.#parts.configurations.settingsFor(path);
    let enabled = this.#enabled.get(settings);
    if (enabled === undefined) {
      enabled = settings.enable ? this.#parts.rules.enabled(settings, this.#parts.only) : new Map();
      this.#enabled.set(settings, enabled);
    }
    return enabled;
  }

  /** A file is gone: so are its findings, and those that it was the reason of. */
  forget(path: FilePath): void {
    this.#parts.agenda.forget(path);
    for (const target of this.#parts.checks.remove(path)) {
      if (target === path) this.#parts.publisher.clear(path);
      else this.#publish(target);
    }
  }

  /** The first audit was called off: closed files are as if nobody had looked at them. */
  takeBackAudit(): void {
    this.audited = false;
    const { publisher, open, agenda } = this.#parts;
    for (const { path } of publisher.events) {
      if (open.has(path) || this.#configurationFiles.has(path)) continue;
      publisher.clear(path);
      agenda.stale([path]);
    }
    this.publishConfigurations();
  }

  /** What questions about programs are answered from, once that is of the current texts. */
  async questions(): Promise<ProgramQuestions> {
    for (const { dirty, inProject, path } of this.#parts.open.values()) {
      if (dirty && inProject) await this.check(path);
    }
    const isOn = (path: FilePath) => this.#parts.configurations.settingsFor(path).enable;
    return { project: this.#parts.sources.project, words: this.words, isOn };
  }

  /** What is said of the file that somebody looks at; `work`: what the analysis does. */
  status(path: FilePath | undefined, work: AnalysisStatus['state']): AnalysisStatus {
    const { configurations, loader, publisher, sources } = this.#parts;
    const { project } = sources;
    const { enable } = configurations.settingsFor(path ?? loader.folders[0]?.path ?? '');
    return {
      state: enable || work === 'starting' ? work : 'disabled',
      usesGevent: project.usesGevent,
      program: project.usesGevent ? programSentence(project, path, this.words) : undefined,
      findings: publisher.count,
    };
  }

  /** How places are called in sentences. */
  get words(): PlaceWords {
    return placeWords(this.#parts.loader.folders, (path) => this.lineStarts(path));
  }

  /** Line starts of a file as last read; empty where it is not known. */
  lineStarts(path: FilePath): readonly number[] {
    const file = this.#parts.open.get(path);
    if (file !== undefined) return file.lineStarts;
    const configuration = this.#configuration(path);
    if (configuration !== undefined) return lineStartsOf(configuration.text);
    const { sources, deployments } = this.#parts;
    return sources.lineStarts(path) ?? deployments.lineStarts(path) ?? [];
  }

  /** The current text of a file; undefined where it cannot be had. */
  async text(path: FilePath): Promise<string | undefined> {
    const file = this.#parts.open.get(path);
    if (file !== undefined) return file.text;
    const configuration = this.#configuration(path);
    if (configuration !== undefined) return configuration.text;
    if (this.#parts.deployments.has(path) && !this.#parts.sources.has(path)) {
      return (await this.#parts.deployments.read(path)) ?? undefined;
    }
    const source = await this.#parts.sources.read(path);
    return source === undefined || 'problem' in source ? undefined : source.text;
  }
}
