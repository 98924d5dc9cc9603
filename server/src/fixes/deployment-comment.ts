import type { CommentForm } from '../deployment/comment-form.ts';
import type { Directive } from '../facts/facts.ts';
import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { indentationAt, lineEnd, lineStart, newlineOf, nextLine } from './lines.ts';

const onLine = /greenlint\s*:\s*ignore\s*\[([^\]]*)\]/i;
const inFile = /greenlint\s*:\s*ignore-file\s*\[([^\]]*)\]/i;

/** What must stay on top of a file: a shebang, an XML or YAML head, a Dockerfile's directives. */
const topLine = /^(?:#!|%YAML|#\s*(?:syntax|escape|check)\s*=)/i;

/**
 * Ways to silence `name` where `span` starts, best first: the name in a comment that is there
 * already, a comment at the line's end, on the line above, above the first of the lines that a
 * backslash joins. Which of them are understood is for the reader of the file to say.
 */
export function ignoreOnDeploymentLine(
  text: string,
  form: CommentForm,
  directives: readonly Directive[],
  span: Span,
  name: string,
): readonly TextEdit[] {
  const comment = `${form.marker} greenlint: ignore[${name}]`;
  const edits = directives.flatMap((directive) => {
    const [start, end] = directive.covers;
    return start <= span[0] && span[0] <= end ? merged(directive, onLine, name) : [];
  });
  const end = lineEnd(text, span[0]);
  if (form.atLineEnd && text[end - 1] !== '\\') {
    const at = end - (/[ \t]*$/.exec(text.slice(lineStart(text, end), end))?.[0].length ?? 0);
    edits.push({ span: [at, end], text: `  ${comment}` });
  }
  const newline = newlineOf(text);
  const above = (at: number) =>
    edits.push({ span: [at, at], text: `${indentationAt(text, at)}${comment}${newline}` });
  let line = lineStart(text, span[0]);
  above(line);
  const own = line;
  while (line > 0 && /\\[ \t]*\r?\n$/.test(text.slice(0, line))) line = lineStart(text, line - 1);
  if (line < own) above(line);
  return edits;
}

/** Ways to silence `name` in the whole file, best first. */
export function ignoreInDeploymentFile(
  text: string,
  form: CommentForm,
  directives: readonly Directive[],
  name: string,
): readonly TextEdit[] {
  const edits = directives.flatMap((directive) =>
    directive.ownLine ? merged(directive, inFile, name) : [],
  );
  let offset = 0;
  while (offset < text.length && topLine.test(text.slice(offset, lineEnd(text, offset)))) {
    offset = nextLine(text, offset);
  }
  const newline = newlineOf(text);
  const before = offset > 0 && text[offset - 1] !== '\n' ? newline : '';
  const line = `${before}${form.marker} greenlint: ignore-file[${name}]${newline}`;
  edits.push({ span: [offset, offset], text: line });
  return edits;
}

function merged(directive: Directive, form: RegExp, name: string): TextEdit[] {
  const known = form.exec(directive.text);
  if (known === null) return [];
  const list = known[1] ?? '';
  if (list.split(',').some((entry) => entry.trim() === name)) return [];
  const at = directive.span[0] + known.index + known[0].length - 1;
  return [{ span: [at, at], text: list.trim() === '' ? name : `, ${name}` }];
}
