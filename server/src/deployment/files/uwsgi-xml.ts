import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';
import { SourceText, SourceTextBuilder } from '../source-text.ts';
import { filledIn } from './uwsgi.ts';
import { daemonCommands, type UwsgiEntry } from './uwsgi-daemons.ts';

// uWSGI's XML is flat: elements with text in one element `uwsgi`. What keeps the places of texts
// is as long as a reader for just that.

const TAG = /<(\/?)([A-Za-z_][\w.-]*)(\s[^<>]*?)?(\/?)>/y;

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** An element whose end is looked for. */
interface Opened {
  readonly key: string;
  /** Where its name stands, and where its text begins. */
  readonly at: number;
  readonly behind: number;
  /** Something else than text stands in it. */
  mixed: boolean;
}

/** uWSGI's XML: `<key>value</key>` or `<key/>` in an element `uwsgi`, wherever that stands. */
export function readUwsgiXml(text: string): DeploymentFile {
  const placeholders = new Map<string, string>();
  const settings: Setting[] = [];
  const entries: UwsgiEntry[] = [];
  const add = (key: string, at: number, value: SourceText | undefined): void => {
    const keySpan = [at, at + key.length] as const;
    const filled = value === undefined ? undefined : filledIn(value.text || 'true', placeholders);
    if (filled !== undefined) placeholders.set(key, filled);
    const span = value === undefined || value.text === '' ? keySpan : value.span;
    entries.push({ key, value });
    settings.push({ section: 'uwsgi', key, value: filled, span, keySpan });
  };
  let inside = false;
  let open: Opened | undefined;
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const behind = behindMarkup(text, at);
    if (behind !== undefined) {
      if (open !== undefined) open.mixed = true;
      at = behind;
      continue;
    }
    TAG.lastIndex = at;
    const tag = TAG.exec(text);
    if (tag === null) {
      at += 1;
      continue;
    }
    const [whole, closing, name = '', , empty] = tag;
    const from = at;
    at += whole.length;
    if (name === 'uwsgi') {
      inside = closing === '' && empty === '';
      open = undefined;
    } else if (!inside) {
      // Another program's element.
    } else if (closing === '/') {
      if (open?.key === name) {
        add(name, open.at, open.mixed ? undefined : textBetween(text, open.behind, from));
      }
      open = undefined;
    } else if (empty === '/') add(name, from + 1, new SourceText('', from + 1));
    else open = { key: name, at: from + 1, behind: at, mixed: false };
  }
  return { ...emptyDeploymentFile('uwsgi'), commands: daemonCommands(entries), settings };
}

/** The offset behind a comment, a CDATA section or a declaration that starts at `at`. */
function behindMarkup(text: string, at: number): number | undefined {
  const end = text.startsWith('<!--', at)
    ? '-->'
    : text.startsWith('<![CDATA[', at)
      ? ']]>'
      : /[?!]/.test(text[at + 1] ?? '')
        ? '>'
        : undefined;
  if (end === undefined) return undefined;
  const found = text.indexOf(end, at);
  return found < 0 ? text.length : found + end.length;
}

/** The text between two offsets: trimmed, entities as what they mean. */
function textBetween(text: string, from: number, to: number): SourceText {
  const source = SourceText.piece(text, from, to);
  const builder = new SourceTextBuilder();
  let at = 0;
  for (const { index, 0: written, 1: name } of source.text.matchAll(/&(amp|lt|gt|quot|apos);/g)) {
    builder.add(source.text.slice(at, index), source, at, index);
    at = index + written.length;
    builder.add(ENTITIES[name!]!, source, index, at);
  }
  if (at === 0) return source.trim();
  builder.add(source.text.slice(at), source, at, source.text.length);
  return builder.build(source.span[0]).trim();
}
