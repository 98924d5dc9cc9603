import type { DependencyNote } from '../../analysis/dependency-note.ts';
import type { PatchNote } from '../../analysis/program-answers.ts';
import { showTimelineCommand } from '../../protocol/messages.ts';
import type { Session } from '../session.ts';

type Noted = PatchNote['programs'][number];

/** The order in which one wants to know. */
const verbs = ['patches', 'starts', 'may patch', 'patches again'] as const;

/** `Patches serve.py`, `Patches serve.py and 2 more programs`, `Starts app.py, patched by …`. */
export function titleOfNote({ programs }: PatchNote): string {
  const verb = verbs.find((candidate) => programs.some(({ does }) => does === candidate));
  const meant = programs.filter(({ does }) => does === verb);
  const [first, second, ...more] = meant.map(({ head }) => head);
  if (first === undefined) return '';
  if (verb === 'starts')
    return `Starts ${first.entry.file}. ${first.patched.sentence}`.slice(0, -1);
  const names =
    second === undefined
      ? first.label
      : more.length === 0
        ? `${first.label} and ${second.label}`
        : `${first.label} and ${more.length + 1} more programs`;
  return verb === 'patches again'
    ? `Patches ${names} again`
    : `${capitalised(verb ?? '')} ${names}`;
}

/** Who patches each of the note's programs and with what, as Markdown or plain text. */
export function hoverOfNote({ programs }: PatchNote, { client, options }: Session): string {
  const markdown = client.markdownHover;
  const lines = programs.map(({ head, does }) => {
    const name = markdown ? `**${escaped(head.label)}**` : head.label;
    const sentence = markdown ? escaped(head.patched.sentence) : head.patched.sentence;
    return `${name}${remark(does)}: ${sentence}${options.timelineView && markdown ? ` ${link(head.id)}` : ''}`;
  });
  return lines.join(markdown ? '\n\n' : '\n');
}

/** What is known of a dependency, as Markdown or plain text. */
export function hoverOfDependency({ sentences }: DependencyNote, { client }: Session): string {
  return client.markdownHover ? sentences.map(escaped).join('\n\n') : sentences.join('\n');
}

function remark(does: Noted['does']): string {
  if (does === 'patches again') return ' (this call adds nothing)';
  return does === 'may patch' ? ' (whether this call runs is not known)' : '';
}

function link(id: string): string {
  const argument = encodeURIComponent(JSON.stringify([id]));
  return `[Show patch timeline](command:${showTimelineCommand}?${argument.replace(/[()]/g, percent)})`;
}

function percent(sign: string): string {
  return `%${sign.charCodeAt(0).toString(16)}`;
}

/** Text with what Markdown would take for its own. */
function escaped(text: string): string {
  return text.replace(/\s+/g, ' ').replace(/[\\`*_[\]<>|#&!]/g, (sign) => `\\${sign}`);
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
