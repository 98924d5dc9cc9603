import { Analysis } from '../analysis/analysis.ts';
import { contentHash } from '../analysis/deadly-texts.ts';
import type { DecodeText } from '../analysis/decode.ts';
import { isScriptCandidate } from '../analysis/file-discovery.ts';
import type { Finding } from '../analysis/finding.ts';
import { ruleList } from '../analysis/rule-list.ts';
import type {
  AnalysisFolder,
  AnalysisWork,
  AuditProgress,
  AuditResult,
} from '../analysis/service.ts';
import { type FilePath, fileName } from '../facts/file-path.ts';
import { paintFor } from '../report/paint.ts';
import { TextPlaces } from '../report/text-places.ts';
import { unifiedDiff } from '../report/unified-diff.ts';
import { invalidConfiguration } from '../rules/greenlint/invalid-configuration.ts';
import { type CheckOptions, overridesFrom, reaches } from './check-options.ts';
import { displayName } from './display-name.ts';
import {
  type CommandEnvironment,
  CommandFailure,
  type ExitStatus,
  Interrupted,
  usesColours,
} from './environment.ts';
import { decodeFile, languageIdOf } from './file-language.ts';
import { fixFiles, writeFixed } from './fix-files.ts';
import { printFindings } from './print-findings.ts';
import { ProgressLine } from './progress-line.ts';
import { readTexts } from './read-texts.ts';
import { kindOfTyped, leftOut, projectOf, type Targets, targetsOf } from './targets.ts';

/** `greenlint check`. Throws a CommandFailure where it cannot run. */
export async function check(
  environment: CommandEnvironment,
  paths: readonly string[],
  options: CheckOptions,
): Promise<ExitStatus> {
  const overrides = overridesFrom(options, ruleList);
  const configurationFile = configurationOf(environment, options);
  const input = paths.includes('-') ? inputPath(environment, paths, options) : undefined;
  const targets =
    input === undefined ? targetsOf(environment, paths) : inputTargets(environment, input);
  const host = await environment.loadAnalysisHost();
  let fatal: Error | undefined;
  let working: AnalysisWork | undefined;
  const analysis = new Analysis(
    {
      ...host,
      onFatal: (error) => {
        fatal = error instanceof Error ? error : new Error(String(error));
      },
    },
    {
      overrides: {
        ...overrides,
        ...(configurationFile === undefined ? {} : { configurationFile }),
      },
    },
  );
  analysis.onWork((work) => {
    // What it died over stays: nothing is said after a death.
    working = work;
  });
  const name = (path: FilePath) => displayName(path, environment.workingFolder);
  analysis.onLog(({ level, message }) => {
    // Information is for an editor's log; here it would drown what a person must see.
    if (level !== 'info') environment.errors.write(`greenlint: ${level}: ${message}\n`);
  });
  try {
    const run = new CheckRun(environment, options, targets, analysis, name);
    const status = await run.run(
      input,
      input === undefined ? undefined : await readInput(environment, input, host.decode),
    );
    await analysis.dispose();
    return status;
  } catch (error) {
    // Its loading may go on for a while: nobody waits for that.
    if (error instanceof Interrupted || environment.interruption.cancelled) throw new Interrupted();
    if (fatal === undefined) throw error;
    if (working === undefined) throw new CommandFailure(fatal.message);
    environment.errors.write(
      `greenlint: warning: ${name(working.path)}: ${fatal.message}; it is left out\n`,
    );
    return environment.restart(contentHash(working.text));
  }
}

class CheckRun {
  readonly #environment: CommandEnvironment;
  readonly #options: CheckOptions;
  readonly #targets: Targets;
  readonly #analysis: Analysis;
  readonly #name: (path: FilePath) => string;
  readonly #fixed = new Map<FilePath, { before: string; after: string }>();

  constructor(
    environment: CommandEnvironment,
    options: CheckOptions,
    targets: Targets,
    analysis: Analysis,
    name: (path: FilePath) => string,
  ) {
    this.#environment = environment;
    this.#options = options;
    this.#targets = targets;
    this.#analysis = analysis;
    this.#name = name;
  }

  async run(input: FilePath | undefined, text: string | undefined): Promise<ExitStatus> {
    const { diff, fix } = this.#options;
    let result = await this.#analyse(input, text);
    const broken = this.#brokenConfiguration(result);
    if (fix || diff) {
      const level = { unsafe: this.#options.unsafeFixes === true };
      const fixedFindings = await fixFiles(
        this.#analysis,
        this.#reported(result),
        level,
        this.#fixed,
      );
      // From here on files are written: that is not left half done.
      if (this.#environment.interruption.cancelled) throw new Interrupted();
      if (diff) return this.#printDiff(fixedFindings, broken);
      if (input === undefined) await this.#write(fixedFindings);
      else this.#environment.output.write(this.#fixed.get(input)?.after ?? text ?? '');
      if (this.#fixed.size > 0) result = await this.#audit();
    }
    await this.#print(result, input !== undefined && fix === true);
    if (broken) return 2;
    const { failOn } = this.#options;
    const failing = this.#reported(result).some(({ severity }) => reaches(severity, failOn));
    return failing ? 1 : 0;
  }

  async #analyse(input: FilePath | undefined, text: string | undefined): Promise<AuditResult> {
    const progress = new ProgressLine(this.#environment.errors);
    const folders = this.#targets.folders.map((path) => ({
      path,
      name: fileName(path),
      settings: {},
    }));
    const loading = this.#analysis.setFolders(folders);
    loading.catch(() => undefined);
    const early = this.#audit((state) => progress.show(state));
    const result = await early.finally(() => progress.clear());
    await loading;
    if (input !== undefined) {
      await this.#analysis.open({
        path: input,
        version: 1,
        text: text ?? '',
        languageId: languageIdOf(input),
      });
      await this.#analysis.settled();
      return this.#audit();
    }
    // What somebody names is looked at although it is ignored or excluded.
    const named: AnalysisFolder[] = [];
    for (const path of this.#targets.files) {
      if (this.#analysis.knows(path)) continue;
      const isOurs = !isScriptCandidate(path) || (await this.#analysis.text(path)) !== undefined;
      if (isOurs) named.push({ path, name: fileName(path), settings: {} });
      else this.#environment.errors.write(leftOut(this.#name(path)));
    }
    if (named.length === 0) return result;
    await this.#analysis.setFolders([...folders, ...named]);
    return this.#audit();
  }

  /** Throws Interrupted. */
  async #audit(onProgress: (progress: AuditProgress) => void = () => {}): Promise<AuditResult> {
    const result = await this.#analysis.audit(onProgress, this.#environment.interruption);
    if (result.cancelled) throw new Interrupted();
    return result;
  }

  /** Findings of what was asked for, and of the configuration in any case. */
  #reported(result: AuditResult): readonly Finding[] {
    return result.files
      .flatMap((file) => file.findings)
      .filter(
        ({ path, code }) => code === invalidConfiguration.meta.code || this.#targets.reports(path),
      );
  }

  /** Says on standard error what is wrong in the configuration, one line each. */
  #brokenConfiguration(result: AuditResult): boolean {
    const problems = result.files
      .flatMap((file) => file.findings)
      .filter(
        ({ code, severity }) => code === invalidConfiguration.meta.code && severity === 'error',
      );
    for (const { path, message } of problems) {
      this.#environment.errors.write(`greenlint: ${this.#name(path)}: ${message}\n`);
    }
    return problems.length > 0;
  }

  #printDiff(fixedFindings: number, broken: boolean): ExitStatus {
    const { output, errors } = this.#environment;
    const paint = paintFor(usesColours(this.#environment));
    for (const [path, { before, after }] of [...this.#fixed].sort()) {
      output.write(unifiedDiff(this.#name(path), before, after, paint));
    }
    if (this.#fixed.size > 0) errors.write(`Would fix ${fixedFindings} of the findings.\n`);
    return broken ? 2 : this.#fixed.size > 0 ? 1 : 0;
  }

  async #write(fixedFindings: number): Promise<void> {
    const { errors } = this.#environment;
    const failed = await writeFixed(this.#environment, this.#fixed);
    for (const { path, reason } of failed) {
      errors.write(`greenlint: warning: ${this.#name(path)}: not written: ${reason}\n`);
      const fixed = this.#fixed.get(path);
      if (fixed === undefined) continue;
      // What is on disk is what is reported.
      await this.#analysis.close(path);
      this.#fixed.delete(path);
    }
    if (this.#fixed.size > 0) {
      const files = [...this.#fixed.keys()].sort().map((path) => this.#name(path));
      errors.write(`Fixed ${fixedFindings} of the findings in ${files.join(', ')}.\n`);
    }
  }

  async #print(result: AuditResult, outputTaken: boolean): Promise<void> {
    const findings = [...this.#reported(result)].sort(
      (a, b) => compare(a.path, b.path) || a.span[0] - b.span[0] || compare(a.code, b.code),
    );
    const texts = await readTexts(this.#analysis, findings);
    await printFindings({
      findings,
      result,
      analysis: this.#analysis,
      places: new TextPlaces(texts, this.#name),
      options: this.#options,
      output: outputTaken ? this.#environment.errors : this.#environment.output,
      errors: this.#environment.errors,
      paint: paintFor(usesColours(this.#environment)),
    });
  }
}

function configurationOf(
  environment: CommandEnvironment,
  { config }: CheckOptions,
): FilePath | undefined {
  if (config === undefined) return undefined;
  const path = environment.resolve(config);
  if (kindOfTyped(environment, config, path) !== 'file')
    throw new CommandFailure(`${config}: there is no such file`);
  return path;
}

function inputPath(
  environment: CommandEnvironment,
  paths: readonly string[],
  { stdinFilename }: CheckOptions,
): FilePath {
  if (paths.length > 1) throw new CommandFailure('- (standard input) stands alone');
  return stdinFilename === undefined ? 'untitled:<stdin>' : environment.resolve(stdinFilename);
}

function inputTargets(environment: CommandEnvironment, input: FilePath): Targets {
  const folders = input.startsWith('untitled:')
    ? []
    : [projectOf(input, environment.workingFolder)].filter(
        (folder) => kindOfTyped(environment, folder, folder) === 'folder',
      );
  return { folders, files: [], reports: (path) => path === input };
}

async function readInput(
  environment: CommandEnvironment,
  path: FilePath,
  decode: DecodeText,
): Promise<string> {
  const bytes = await environment.readInput();
  if (environment.interruption.cancelled) throw new Interrupted();
  const decoded = decodeFile(path, bytes, decode);
  if ('problem' in decoded) throw new CommandFailure(`standard input: ${decoded.problem}`);
  return decoded.text;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
