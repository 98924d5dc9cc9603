import type { FilePath } from '../facts/file-path.ts';
import type { ModuleView, ProjectView } from '../project/model.ts';
import { unknownRuleInSuppression } from '../rules/greenlint/unknown-rule-in-suppression.ts';
import { unreadableFile } from '../rules/greenlint/unreadable-file.ts';
import { unusedSuppression } from '../rules/greenlint/unused-suppression.ts';
import type { Found, Rule } from '../rules/rule.ts';
import { type CheckedFinding, checked, checkRule } from './check-module.ts';
import { type CheckSubject, suppressionsIn } from './check-subject.ts';
import { mergeFindings } from './merge-findings.ts';
import type { EnabledRules, RuleList } from './rule-list.ts';
import { silence } from './suppression-findings.ts';

/**
 * What the rules found, file by file (modules and deployment files); findings may lie in other
 * files than the one that was looked at.
 */
export class ModuleChecks {
  readonly #rules: RuleList;
  readonly #byModule = new Map<FilePath, readonly CheckedFinding[]>();
  /** Modules whose checks found something in a file. */
  readonly #byTarget = new Map<FilePath, Set<FilePath>>();

  constructor(rules: RuleList) {
    this.#rules = rules;
  }

  /**
   * Runs the rules on one file. `pause` comes between rules; where it answers true the file
   * has changed meanwhile and nothing is kept. Resolves to the files whose findings may be new.
   */
  async check(
    subject: CheckSubject,
    project: ProjectView,
    enabled: EnabledRules,
    pause: () => Promise<boolean> | undefined,
    complain: (message: string) => void,
  ): Promise<ReadonlySet<FilePath> | undefined> {
    const findings: CheckedFinding[] = [];
    findings.push(...unreadable(subject, project, enabled));
    if (project.usesGevent) {
      for (const [rule, setting] of enabled) {
        findings.push(...checkRule(rule, setting, subject, project, complain));
        if (await pause()) return undefined;
      }
    }
    return this.#keep(subject.path, findings);
  }

  /** As `check`, in one go. */
  checkAtOnce(
    subject: CheckSubject,
    project: ProjectView,
    enabled: EnabledRules,
    complain: (message: string) => void,
  ): void {
    const found = [...enabled].flatMap(([rule, setting]) =>
      checkRule(rule, setting, subject, project, complain),
    );
    const unread = unreadable(subject, project, enabled);
    this.#keep(subject.path, project.usesGevent ? [...unread, ...found] : unread);
  }

  /** Forgets a module. Answers the files whose findings may be new. */
  remove(path: FilePath): ReadonlySet<FilePath> {
    return this.#keep(path, []);
  }

  /** The modules whose checks found something in a file. */
  modulesThatReach(path: FilePath): readonly FilePath[] {
    return [...(this.#byTarget.get(path) ?? [])];
  }

  #keep(path: FilePath, findings: readonly CheckedFinding[]): ReadonlySet<FilePath> {
    const targets = new Set<FilePath>([path]);
    for (const finding of this.#byModule.get(path) ?? []) {
      targets.add(finding.path);
      this.#byTarget.get(finding.path)?.delete(path);
    }
    if (findings.length === 0) this.#byModule.delete(path);
    else this.#byModule.set(path, findings);
    for (const finding of findings) {
      targets.add(finding.path);
      let modules = this.#byTarget.get(finding.path);
      if (modules === undefined) {
        modules = new Set();
        this.#byTarget.set(finding.path, modules);
      }
      modules.add(path);
    }
    return targets;
  }

  /** The findings that lie in one file, after comments and merging had their say. */
  findingsIn(
    subject: CheckSubject,
    project: ProjectView,
    enabled: EnabledRules,
  ): readonly CheckedFinding[] {
    const { path } = subject;
    const found = [...(this.#byTarget.get(path) ?? [])].flatMap((from) =>
      (this.#byModule.get(from) ?? []).filter((finding) => finding.path === path),
    );
    const suppressions = suppressionsIn(subject);
    if (suppressions === undefined) return mergeFindings(found);
    const result = silence(
      mergeFindings(found),
      path,
      suppressions,
      this.#rules,
      (rule) => project.usesGevent && enabled.has(rule),
    );
    // Of a file that is not parsed nobody can say which comment is of use.
    if (!project.usesGevent || (subject.module !== undefined && isUnread(subject.module))) {
      return result.left;
    }
    const own = [
      ...ownFindings(unusedSuppression as unknown as Rule, result.unused, path, enabled),
      ...ownFindings(unknownRuleInSuppression as unknown as Rule, result.unknown, path, enabled),
    ];
    return [...result.left, ...own];
  }
}

/** Why a file is left out; where gevent is not used only a parser that died is worth a word. */
function unreadable(
  { path, module }: CheckSubject,
  project: ProjectView,
  enabled: EnabledRules,
): readonly CheckedFinding[] {
  const rule = unreadableFile as unknown as Rule;
  const problems = (module?.facts.problems ?? []).filter(({ kind }) =>
    project.usesGevent ? kind !== 'syntax' : kind === 'parser-died',
  );
  const found = problems.map((problem) => ({
    span: problem.span,
    subject: problem.kind,
    problem: problem.detail ?? 'It cannot be read.',
  }));
  return ownFindings(rule, found, path, enabled);
}

/** Whether a file is left out as a whole. */
export function isUnread(module: ModuleView): boolean {
  return module.facts.problems.some((problem) => problem.kind !== 'syntax');
}

/** Findings of a rule that the analysis itself finds, where the rule is on. */
export function ownFindings(
  rule: Rule,
  found: readonly Found[],
  path: FilePath,
  enabled: EnabledRules,
): readonly CheckedFinding[] {
  const own = [...enabled].find(([other]) => other.meta.code === rule.meta.code);
  return own === undefined ? [] : found.map((one) => checked(rule, one, path, own[1].severity));
}
