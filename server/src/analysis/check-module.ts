import type { FilePath } from '../facts/file-path.ts';
import type { ModuleView, ProjectView } from '../project/model.ts';
import type { Found, Rule, Severity } from '../rules/rule.ts';
import type { Span } from '../syntax/span.ts';

/** What a rule found, before comments and merging had their say. */
export interface CheckedFinding {
  readonly rule: Rule;
  readonly found: Found;
  readonly code: string;
  readonly path: FilePath;
  readonly span: Span;
  readonly severity: Severity;
}

/** Runs one rule on one module. A rule that throws loses its findings here, and says so. */
export function checkRule(
  rule: Rule,
  severity: Severity | undefined,
  module: ModuleView,
  project: ProjectView,
  complain: (message: string) => void,
): readonly CheckedFinding[] {
  try {
    return Array.from(rule.check(module, project), (found) =>
      checked(rule, found, found.path ?? module.path, severity),
    );
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    complain(`${rule.meta.code} failed in ${module.path}: ${reason}`);
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
