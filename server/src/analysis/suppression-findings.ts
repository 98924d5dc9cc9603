import type { FilePath } from '../facts/file-path.ts';
import type { UnknownRuleInSuppression } from '../rules/greenlint/unknown-rule-in-suppression.ts';
import type { UnusedSuppression } from '../rules/greenlint/unused-suppression.ts';
import type { Rule } from '../rules/rule.ts';
import type { Span } from '../syntax/span.ts';
import type { RuleList } from './rule-list.ts';
import type { FileSuppressions, Suppression } from './suppressions.ts';

/** What stays of a file's findings once its comments have spoken. */
export interface Silenced<T> {
  readonly left: readonly T[];
  readonly unused: readonly UnusedSuppression[];
  readonly unknown: readonly UnknownRuleInSuppression[];
}

/** A finding as far as silencing looks at it. */
export interface Silenceable {
  readonly code: string;
  readonly span: Span;
}

/**
 * Takes away the findings that comments silence. `ran` answers whether a rule was looked for
 * at all: a comment for a rule that is switched off is not called unused.
 */
export function silence<T extends Silenceable>(
  findings: readonly T[],
  path: FilePath,
  file: FileSuppressions,
  rules: RuleList,
  ran: (rule: Rule) => boolean,
): Silenced<T> {
  const used = new Set<Suppression>();
  const targets = file.suppressions.map((suppression) => ({
    suppression,
    rule: rules.find(suppression.rule),
  }));
  const left = findings.filter((finding) => {
    const silencers = targets.filter(
      ({ suppression, rule }) =>
        rule?.meta.code === finding.code && covers(suppression, finding.span),
    );
    for (const { suppression } of silencers) used.add(suppression);
    return silencers.length === 0;
  });
  const unused: UnusedSuppression[] = [];
  const unknown: UnknownRuleInSuppression[] = file.nameless.map(({ span }) => ({
    span,
    path,
    subject: '',
    rule: undefined,
    suggestion: undefined,
    correction: undefined,
  }));
  for (const { suppression, rule } of targets) {
    if (rule === undefined) {
      const suggestion = rules.suggestion(suppression.rule);
      unknown.push({
        span: suppression.span,
        path,
        subject: suppression.rule,
        rule: suppression.rule,
        suggestion,
        correction:
          suggestion === undefined ? undefined : { span: suppression.span, text: suggestion },
      });
    } else if (!used.has(suppression) && !suppression.shared && ran(rule)) {
      unused.push({
        span: suppression.span,
        path,
        subject: suppression.rule,
        rule: suppression.rule,
        misplaced: suppression.misplaced,
        removal: suppression.removal,
        alone: suppression.alone,
      });
    }
  }
  return { left, unused, unknown };
}

function covers(suppression: Suppression, span: Span): boolean {
  if (suppression.misplaced !== undefined) return false;
  const range = suppression.covers;
  return range === undefined || (range[0] <= span[0] && span[0] <= range[1]);
}
