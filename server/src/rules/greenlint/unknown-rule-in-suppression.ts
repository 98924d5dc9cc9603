import type { TextEdit } from '../../fixes/edit.ts';
import { defineRule, type Found } from '../rule.ts';

/** A suppression that names no rule of ours. Found when the comments are read. */
export interface UnknownRuleInSuppression extends Found {
  /** The name as written; undefined where the comment names nothing. */
  readonly rule: string | undefined;
  /** The rule that may have been meant. */
  readonly suggestion: string | undefined;
  /** Writes the suggestion. */
  readonly correction: TextEdit | undefined;
}

export const unknownRuleInSuppression = defineRule<UnknownRuleInSuppression>({
  meta: {
    code: 'GVT904',
    name: 'unknown-rule-in-suppression',
    severity: 'warning',
    enabled: true,
    summary: 'A comment silences a rule that does not exist, or names none.',
    why: 'The comment does nothing, and the finding that it was meant for is still reported.',
    cure: 'Write the name or code of a rule in brackets: `# greenlint: ignore[late-monkey-patch]`. The quick fix writes the nearest name.',
    notWhen: 'The comment names a rule that only a newer Greenlint knows, and both read the file.',
    sources: ['The list of rules that this version of Greenlint knows.'],
    since: '0.1.0',
    bad: ['import gevent', '', 'gevent.sleep(1)  # greenlint: ignore[late-patch]'].join('\n'),
    good: ['import gevent', '', 'gevent.sleep(1)  # waits for the lamp'].join('\n'),
    proof: { none: 'A comment does nothing at run time.' },
  },
  // The analysis yields these findings when it reads the comments.
  check: () => [],
  word(found) {
    if (found.rule === undefined) {
      return 'This comment names no rule, so it silences nothing. Write `# greenlint: ignore[late-monkey-patch]`.';
    }
    const hint = found.suggestion === undefined ? '' : ` Did you mean \`${found.suggestion}\`?`;
    return `There is no rule \`${found.rule}\`, so this comment silences nothing.${hint}`;
  },
  fixes(found) {
    if (found.correction === undefined || found.path === undefined) return [];
    return [
      {
        title: `Write \`${found.suggestion}\``,
        preferred: true,
        safe: false,
        files: [{ path: found.path, edits: [found.correction] }],
      },
    ];
  },
});
