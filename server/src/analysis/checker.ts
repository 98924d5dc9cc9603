import { type FilePath, folderOf } from '../facts/file-path.ts';
import { invalidConfiguration } from '../rules/greenlint/invalid-configuration.ts';
import type { Rule } from '../rules/rule.ts';
import { lineStartsOf } from '../syntax/line-index.ts';
import type { CheckAgenda } from './check-agenda.ts';
import type { Configurations } from './configurations.ts';
import type { Finding } from './finding.ts';
import { brokenRegions, keepWhileTyping } from './kept-findings.ts';
import type { Log } from './log.ts';
import { LoneFile } from './lone-file.ts';
import { type ModuleChecks, ownFindings } from './module-checks.ts';
import type { OpenFile } from './open-file.ts';
import type { Publisher } from './publisher.ts';
import type { EnabledRules, RuleList } from './rule-list.ts';
import type { Slices } from './scheduler.ts';
import type { Settings } from './settings.ts';
import type { SourceFiles } from './source-files.ts';
import { wordFindings } from './word-findings.ts';
import type { WorkspaceLoader } from './workspace-loader.ts';

/** What the checker works with; it owns none of it. */
export interface CheckerParts {
  readonly rules: RuleList;
  /** Selectors of the only rules to report; undefined: what the settings say. */
  readonly only: readonly string[] | undefined;
  readonly configurations: Configurations;
  readonly sources: SourceFiles;
  readonly loader: WorkspaceLoader;
  readonly checks: ModuleChecks;
  readonly agenda: CheckAgenda;
  readonly publisher: Publisher;
  readonly slices: Slices;
  readonly open: ReadonlyMap<FilePath, OpenFile>;
  readonly log: Log;
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
    if (file !== undefined && !file.inProject) return this.#checkLone(file);
    if (file?.dirty) this.#take(file);
    if (this.#parts.sources.waiting.length > 0) {
      await this.#parts.loader.read([]);
      this.#parts.agenda.stale(this.#parts.sources.project.modules.map((module) => module.path));
      this.#parts.agenda.done(path);
    }
    const { project } = this.#parts.sources;
    const module = project.moduleAt(path);
    if (module === undefined) return this.#publish(path);
    const revision = file?.revision;
    const targets = await this.#parts.checks.check(
      module,
      project,
      this.enabledFor(path),
      () => this.#parts.slices.pause()?.then(() => file?.revision !== revision),
      this.#parts.log.complain,
    );
    for (const target of targets ?? []) this.#publish(target);
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

  #take(file: OpenFile): void {
    const concernsOthers = this.#parts.sources.takeOpen(file);
    // While a statement is being typed nothing that follows from it is believed elsewhere.
    const facts = this.#parts.sources.project.moduleAt(file.path)?.facts;
    const typing = !file.settled && facts !== undefined && brokenRegions(facts).length > 0;
    if (concernsOthers && !typing) {
      this.#parts.agenda.stale(this.#parts.sources.project.modules.map((module) => module.path));
      this.#parts.agenda.done(file.path);
    }
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
    const module = project.moduleAt(path);
    const found =
      module === undefined
        ? []
        : this.#parts.checks.findingsIn(module, project, this.enabledFor(path));
    const findings = wordFindings(found, this.#parts.log.complain).map(({ finding }) => finding);
    if (file !== undefined) this.#publishOpen(file, findings, module?.facts);
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
    file: OpenFile,
    findings: readonly Finding[],
    facts: Parameters<typeof brokenRegions>[0] | undefined,
  ): void {
    if (this.#waitsForSave(file)) return;
    const broken = file.settled || facts === undefined ? [] : brokenRegions(facts);
    file.shown = broken.length === 0 ? findings : keepWhileTyping(file.shown, findings, broken);
    const { path, version, lineStarts } = file;
    this.#parts.publisher.publish({ path, version, findings: file.shown, lineStarts });
  }

  /** Says what is wrong in configuration files. */
  publishConfigurations(): void {
    const before = this.#configurationFiles;
    this.#configurationFiles = new Set();
    for (const { path, text, problems } of this.#parts.configurations.files) {
      const found = problems.map((problem) => ({
        span: problem.span,
        subject: problem.message,
        problem: problem.message,
      }));
      const rule = invalidConfiguration as unknown as Rule;
      const checked = ownFindings(rule, found, path, this.enabledFor(path));
      const findings = wordFindings(checked, this.#parts.log.complain).map(
        ({ finding }) => finding,
      );
      if (findings.length > 0) this.#configurationFiles.add(path);
      this.#parts.publisher.publish({
        path,
        version: null,
        findings,
        lineStarts: lineStartsOf(text),
      });
    }
    for (const path of before) {
      if (!this.#configurationFiles.has(path)) this.#parts.publisher.clear(path);
    }
  }

  /** Decides what an open file is: part of the project, a file of its own, or none of ours. */
  async adopt(file: OpenFile): Promise<void> {
    const { path } = file;
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
  #waitsForSave(file: OpenFile | undefined): boolean {
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
  }

  /** Line starts of a file as last read; empty where it is not known. */
  lineStarts(path: FilePath): readonly number[] {
    const file = this.#parts.open.get(path);
    if (file !== undefined) return file.lineStarts;
    const configuration = this.#parts.configurations.files.find((known) => known.path === path);
    if (configuration !== undefined) return lineStartsOf(configuration.text);
    return this.#parts.sources.lineStarts(path) ?? [];
  }

  /** The current text of a file; undefined where it cannot be had. */
  async text(path: FilePath): Promise<string | undefined> {
    const file = this.#parts.open.get(path);
    if (file !== undefined) return file.text;
    const configuration = this.#parts.configurations.files.find((known) => known.path === path);
    if (configuration !== undefined) return configuration.text;
    const source = await this.#parts.sources.read(path);
    return source === undefined || 'problem' in source ? undefined : source.text;
  }
}
