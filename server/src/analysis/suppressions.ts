import type { Directive } from '../facts/facts.ts';
import type { Span } from '../syntax/span.ts';

/** One rule named by a comment that silences it. */
export interface Suppression {
  /** As written: a name or a code. */
  readonly rule: string;
  /** Absolute span of the name. */
  readonly span: Span;
  readonly form: 'line' | 'file' | 'noqa';
  /** Findings that start in here are silenced; undefined for the whole file. */
  readonly covers: Span | undefined;
  /** The form does not fit the place, so it silences nothing. */
  readonly misplaced: 'own-line' | 'line-end' | undefined;
  /** The list names codes of other linters too, so it is not ours to tidy. */
  readonly shared: boolean;
  /** What goes when this name goes: the name with its comma, or all of the comment. */
  readonly removal: Span;
  /** `removal` is the whole comment. */
  readonly alone: boolean;
}

/** `# greenlint: ignore` that names no rule. */
export interface NamelessSuppression {
  readonly span: Span;
}

/** What the comments of one file silence. */
export interface FileSuppressions {
  readonly suppressions: readonly Suppression[];
  readonly nameless: readonly NamelessSuppression[];
}

const deploymentForm =
  /(?:#|;|\/\/)\s*greenlint\s*:\s*(ignore-file|ignore)(?![\w-])(?:\s*\[([^\]]*)\]?)?/gi;
const ownForm = /#\s*greenlint\s*:\s*(ignore-file|ignore)(?![\w-])(?:\s*\[([^\]]*)\]?)?/gi;
const noqaForm = /#\s*noqa\s*:\s*([A-Z][A-Z0-9-]*[0-9](?:[\s,]+[A-Z]+[0-9]+)*)/gi;

/** Reads the comments of a Python file that speak to linters. */
export function readSuppressions(directives: readonly Directive[]): FileSuppressions {
  return readForms(directives, ownForm, false);
}

/** As `readSuppressions`, for deployment files: a comment may stand on the line above. */
export function readDeploymentSuppressions(directives: readonly Directive[]): FileSuppressions {
  return readForms(directives, deploymentForm, true);
}

function readForms(
  directives: readonly Directive[],
  form: RegExp,
  speaksForNextLine: boolean,
): FileSuppressions {
  const suppressions: Suppression[] = [];
  const nameless: NamelessSuppression[] = [];
  for (const directive of directives) {
    for (const match of directive.text.matchAll(form)) {
      const start = directive.span[0] + match.index;
      const end = start + match[0].length;
      if (match[2] === undefined || match[2].trim() === '') {
        nameless.push({ span: [start, end] });
        continue;
      }
      const file = match[1]?.toLowerCase() === 'ignore-file';
      const listStart = start + match[0].indexOf('[') + 1;
      const fits = file === directive.ownLine || (!file && speaksForNextLine);
      const misplaced = fits ? undefined : file ? 'line-end' : 'own-line';
      for (const name of namesIn(match[2], listStart, commentAround(directive, match))) {
        suppressions.push({
          ...name,
          form: file ? 'file' : 'line',
          covers: file ? undefined : directive.covers,
          misplaced,
          shared: false,
        });
      }
    }
    for (const match of directive.text.matchAll(noqaForm)) {
      suppressions.push(...readNoqa(directive, match));
    }
  }
  return { suppressions, nameless };
}

function readNoqa(directive: Directive, match: RegExpExecArray): Suppression[] {
  const list = match[1]!;
  const listStart = directive.span[0] + match.index + match[0].length - list.length;
  const names = namesIn(list, listStart, commentAround(directive, match));
  const ours = names.filter((name) => /^gvt\d+$/i.test(name.rule));
  return ours.map((name) => ({
    ...name,
    form: 'noqa',
    covers: directive.covers,
    misplaced: undefined,
    shared: ours.length < names.length,
  }));
}

/** The comment with its reason, up to the `#` of another comment behind it. */
function commentAround(directive: Directive, match: RegExpExecArray): Span {
  const end = match.index + match[0].length;
  const next = directive.text.indexOf('#', end);
  const start = directive.span[0];
  return [start + match.index, next < 0 ? directive.span[1] : start + next];
}

function namesIn(
  list: string,
  start: number,
  comment: Span,
): Pick<Suppression, 'rule' | 'span' | 'removal' | 'alone'>[] {
  const names = [...list.matchAll(/[^\s,]+/g)];
  return names.map((match, index) => {
    const span: Span = [start + match.index, start + match.index + match[0].length];
    const before = names[index - 1];
    const after = names[index + 1];
    const removal: Span =
      after !== undefined
        ? [span[0], start + after.index]
        : before !== undefined
          ? [start + before.index + before[0].length, span[1]]
          : comment;
    return { rule: match[0], span, removal, alone: names.length === 1 };
  });
}
