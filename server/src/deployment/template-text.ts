/** Endings that templates of Jinja have behind the one of what they make. */
const ENDING = /\.(?:j2|jinja2?|jnj)$/;

/** The path of what a template makes; undefined for files that are no templates. */
export function madeByTemplate(path: string): string | undefined {
  return ENDING.test(path) ? path.replace(ENDING, '') : undefined;
}

const TAG = /\{#[\s\S]*?#\}|\{%[-+]?\s*(\w*)[\s\S]*?%\}|\{\{[\s\S]*?\}\}/g;
const OPENING = /^(?:if|for|macro|call|filter|raw|with)$/;

/**
 * The text of a template as far as it is known before anybody fills it in, unit by unit in its
 * place: `{{ name }}` becomes an unknown value without blanks and quotes, comments, tags and what
 * stands in blocks (`{% if … %}`) become blanks. A block beside other text of its line is an
 * unknown value of that line.
 */
export function withoutTemplate(text: string): string {
  let known = '';
  let open: number | undefined;
  let depth = 0;
  for (const tag of text.matchAll(TAG)) {
    const [written, word] = tag;
    const end = tag.index + written.length;
    if (open === undefined) known += text.slice(known.length, tag.index);
    if (written.startsWith('{{')) {
      if (open === undefined) known += unknownValue(written);
    } else if (word !== undefined && OPENING.test(word)) {
      open ??= tag.index;
      depth++;
    } else if (word?.startsWith('end') === true && open !== undefined) {
      depth--;
      if (depth > 0) continue;
      const block = text.slice(open, end);
      known += isWithinLine(text, open, end) ? unknownValue(block) : blanks(block);
      open = undefined;
    } else if (open === undefined) known += blanks(written);
  }
  if (open !== undefined) known += blanks(text.slice(open));
  return known + text.slice(known.length);
}

function unknownValue(written: string): string {
  if (written.includes('\n')) return blanks(written);
  return `{{${'x'.repeat(Math.max(0, written.length - 4))}}}`;
}

function blanks(written: string): string {
  return written.replace(/[^\r\n]/g, ' ');
}

/** Whether the block is part of a line that says more. */
function isWithinLine(text: string, start: number, end: number): boolean {
  if (text.slice(start, end).includes('\n')) return false;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const newline = text.indexOf('\n', end);
  const around = text.slice(lineStart, start) + text.slice(end, newline < 0 ? undefined : newline);
  return around.trim() !== '';
}
