import type { FilePath } from '../facts/file-path.ts';
import type { ProjectView } from '../project/model.ts';
import type { Found, Rule, Severity } from '../rules/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { CheckSubject } from './check-subject.ts';
import type { RuleSetting } from './rule-list.ts';

/** What a rule found, before comments and merging had their say. */
export interface CheckedFinding {
  readonly rule: Rule;
  readonly found: Found;
  readonly code: string;
  readonly path: FilePath;
  readonly span: Span;
  readonly severity: Severity;
}

/** Runs one rule on one file. A rule that throws loses its findings here, and says so. */
export function checkRule(
  rule: Rule,
  { severity, requested }: RuleSetting,
  { path, module, deployment }: CheckSubject,
  project: ProjectView,
  complain: (message: string) => void,
): readonly CheckedFinding[] {
  try {
    const inModule = module === undefined ? [] : rule.check(module, project);
    const inDeployment =
      deployment === undefined ? [] : (rule.checkDeployment?.(deployment, project) ?? []);
    return [...inModule, ...inDeployment].flatMap((found) =>
      found.onRequest && !requested ? [] : [checked(rule, found, found.path ?? path, severity)],
    );
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(`${rule.meta.code} failed in ${path}: ${reason}`);
    return [];
  }
}

/** A finding of `rule` in the file `path`. */
export function checked<F extends Found>(
  rule: Rule<F>,
  found: F,
  path: FilePath,
  severity: Severity | undefined,
): CheckedFinding {
  return {
    rule: rule as unknown as Rule,
    found: { ...found, path },
    code: rule.meta.code,
    path,
    span: found.span,
    severity: severity ?? found.severity ?? rule.meta.severity,
  };
}
