import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

/** A suppression that silences nothing. The analysis finds these: only it knows what was silenced. */
export interface UnusedSuppression extends Found {
  /** The rule as the comment names it. */
  readonly rule: string;
  /** Why nothing can be silenced from here, where the place is wrong. */
  readonly misplaced: 'own-line' | 'line-end' | undefined;
  /** Absolute: the name with its comma, or all of the comment. */
  readonly removal: Span;
  /** `removal` is the whole comment. */
  readonly alone: boolean;
}

export const unusedSuppression = defineRule<UnusedSuppression>({
  meta: {
    code: 'GVT901',
    name: 'unused-suppression',
    severity: 'information',
    enabled: true,
    summary: 'A comment silences a rule that reports nothing there.',
    why: 'The pitfall that the comment excused is gone, or the comment stands in the wrong place. Left behind, it hides the next pitfall of that kind on its line, which nobody has looked at.',
    cure: 'Remove the name from the comment, or the comment. The quick fix does that. `# greenlint: ignore[…]` belongs at the end of the line that it speaks of; `# greenlint: ignore-file[…]` on a line of its own.',
    notWhen:
      'The comment is needed by another version of the code or of Greenlint that shares the file.',
    sources: ['Greenlint reports what its own comments silence.'],
    since: '0.1.0',
    tags: ['unnecessary'],
    bad: [
      'from gevent import monkey',
      '',
      'monkey.patch_all()  # greenlint: ignore[uncalled-monkey-patch]',
    ].join('\n'),
    good: [
      'from gevent import monkey',
      '',
      'monkey.patch_all  # greenlint: ignore[uncalled-monkey-patch]',
    ].join('\n'),
    proof: { none: 'A comment does nothing at run time.' },
  },
  // The analysis yields these findings after all other rules have run.
  check: () => [],
  word(found) {
    if (found.misplaced === 'own-line') {
      return `\`${found.rule}\` is ignored on a line without code. Put the comment at the end of the line that it speaks of, or write ignore-file.`;
    }
    if (found.misplaced === 'line-end') {
      return `\`ignore-file[${found.rule}]\` silences nothing at a line's end. Put it on a line of its own.`;
    }
    return `\`${found.rule}\` reports nothing here, so this comment silences nothing. Remove it.`;
  },
  fixes(found, source) {
    const { path } = found;
    if (path === undefined) return [];
    // A Python file that holds a syntax error is none of the deployment files either.
    const python = source.project.moduleAt(path) !== undefined;
    const text = python ? source.file(path)?.text : source.deploymentText(path);
    if (text === undefined) return [];
    const span = found.alone ? withSpaceAround(text, found.removal) : found.removal;
    return [
      {
        title: 'Remove the unused suppression',
        preferred: true,
        safe: true,
        files: [{ path, edits: [{ span, text: '' }] }],
      },
    ];
  },
});

/** A comment with the blanks before it; with its line where nothing else stands there. */
function withSpaceAround(text: string, [start, end]: Span): Span {
  let from = start;
  while (from > 0 && /[ \t]/.test(text.charAt(from - 1))) from -= 1;
  const lineStarts = from === 0 || /[\r\n]/.test(text.charAt(from - 1));
  const lineBreak = /^(?:\r\n|\n|\r)/.exec(text.slice(end, end + 2))?.[0] ?? '';
  // Another comment may follow on the line; then it takes this one's place.
  if (lineBreak === '' && end < text.length) return [start, end];
  return lineStarts ? [from, end + lineBreak.length] : [from, end];
}
