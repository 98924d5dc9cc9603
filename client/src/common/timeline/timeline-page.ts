import type {
  ProgramTimeline,
  Said,
  TimelineStep,
  UriPlace,
} from '../../../../server/src/protocol/messages.ts';

type Step<Kind extends TimelineStep<UriPlace>['kind']> = Extract<
  TimelineStep<UriPlace>,
  { kind: Kind }
>;

/** What the page loads, and what its content policy lets it load. */
export interface PageFrame {
  /** Made anew for each page: only scripts that carry it run. */
  readonly nonce: string;
  /** The source of the extension's own files, as the editor's content policy spells it. */
  readonly source: string;
  readonly script: string;
  readonly styles: string;
}

/** The content of the page, and the places that its buttons open, by their `data-place`. */
export interface PageContent {
  readonly html: string;
  readonly places: readonly UriPlace[];
}

/** Deeper chains of imports are drawn as deep as this. */
const deepest = 12;

const stateWords: Readonly<Record<Step<'module'>['state'], string>> = {
  before: 'runs before the patch',
  after: 'runs after the patch',
  partly: 'runs after a patch that leaves parts out',
  never: 'runs in a program that never patches',
  unknown: 'not known whether it is patched by then',
};

/** The empty page: the content comes by a message once the page's script listens. */
export function timelinePage({ nonce, source, script, styles }: PageFrame): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source}`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escaped(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${escaped(styles)}">
<title>Patch timeline</title>
</head>
<body>
<main id="timeline" aria-busy="true"></main>
<script nonce="${nonce}" src="${escaped(script)}"></script>
</body>
</html>
`;
}

/** A program's timeline as HTML; every text in it is escaped. */
export function timelineContent(timeline: ProgramTimeline<UriPlace>): PageContent {
  const places: UriPlace[] = [];
  const opens = (at: UriPlace): string => `data-place="${places.push(at) - 1}"`;
  const { label, patched, started, steps } = timeline;
  const count = steps.reduce(
    (sum, step) => sum + (step.kind === 'module' ? step.early.length : 0),
    0,
  );
  const early =
    count === 0 ? 'Nothing came too early.' : `${things(count)} came too early for the patch.`;
  const html = `<header>
<h1>${escaped(label)}</h1>
<p class="sentence">${withCode(patched.sentence)}${patched.by.length > 0 ? ` ${early}` : ''}</p>
<ul class="started" aria-label="How it is started">
${started.map((said) => `<li>${link(said, opens)}</li>`).join('\n')}
</ul>
<p class="hint" id="hint">Modules in the order in which they start. Coming before the patch does no harm by itself.</p>
</header>
<ol class="steps" role="list" aria-label="The start of ${escaped(label)}" aria-describedby="hint" aria-keyshortcuts="ArrowDown ArrowUp Home End Enter">
${steps.map((step) => row(step, opens)).join('\n')}
</ol>
`;
  return { html, places };
}

/** What the page says instead of a timeline. */
export function messageContent(message: string): PageContent {
  return { html: `<p class="sentence" role="status">${withCode(message)}</p>`, places: [] };
}

function row(step: TimelineStep<UriPlace>, opens: (at: UriPlace) => string): string {
  if (step.kind === 'module') return moduleRow(step, opens);
  if (step.kind === 'patch') return patchRow(step, opens);
  return `<li class="call"><button type="button" class="row" ${opens(step.at)}>the launcher calls <code>${escaped(step.name)}</code></button></li>`;
}

function moduleRow(step: Step<'module'>, opens: (at: UriPlace) => string): string {
  const { name, early, certain } = step;
  const state = certain ? step.state : 'perhaps';
  const words = certain ? stateWords[step.state] : 'not known whether and when it runs';
  const depth = Math.min(step.depth, deepest);
  const from = step.from.at(-1);
  const origin =
    from === undefined
      ? ''
      : ` <button type="button" class="origin" ${opens(from.at)}>imported at ${escaped(placeName(from.at))}</button>`;
  const level =
    step.depth === 0 ? '' : `, ${step.depth} ${step.depth === 1 ? 'import' : 'imports'} deep`;
  const list =
    early.length === 0
      ? ''
      : `\n<ul class="early" aria-label="Too early in ${escaped(name)}">\n${early
          .map(
            (thing) =>
              `<li><button type="button" class="row" ${opens(thing.at)}><span class="mark" aria-hidden="true">⚠</span><strong>Too early, line ${lineOf(thing.at)}:</strong> ${withCode(thing.text)}</button></li>`,
          )
          .join('\n')}\n</ul>`;
  const harmed = early.length === 0 ? '' : ' harmed';
  return `<li class="module ${state} depth-${depth}${harmed}"><span class="state" title="${words}">${state}</span><button type="button" class="row" ${opens(step.at)}><span class="name">${escaped(name)}</span><span class="unseen">, ${words}${level}</span></button>${origin}${list}</li>`;
}

/** The line across the list: what stands above runs before it. */
function patchRow(step: Step<'patch'>, opens: (at: UriPlace) => string): string {
  const verb = step.certain ? (step.adds ? 'Patch' : 'Patch again') : 'Perhaps a patch';
  const call = step.call === undefined ? '' : `<code>${escaped(step.call)}</code> at `;
  const weak = step.adds ? '' : ' weak';
  return `<li class="patch${weak}"><button type="button" class="row" ${opens(step.at)}><span class="badge">${verb}</span><span class="words">${call}${withCode(step.by)}: ${withCode(step.what)}</span></button></li>`;
}

function link({ text, at }: Said<UriPlace>, opens: (at: UriPlace) => string): string {
  return `<button type="button" class="origin" ${opens(at)}>${withCode(capitalised(text))} (${escaped(placeName(at))})</button>`;
}

/** `serve.py:6`. */
function placeName(at: UriPlace): string {
  const last = at.uri.split('/').at(-1) ?? '';
  return `${decoded(last)}:${lineOf(at)}`;
}

function lineOf({ range }: UriPlace): number {
  return range.start.line + 1;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

function things(count: number): string {
  return count === 1 ? 'One thing' : `${count} things`;
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Text with code in backticks, as HTML. */
function withCode(text: string): string {
  return escaped(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

/** Text as HTML, also within quotes of an attribute; control characters are shown as unknown. */
export function escaped(text: string): string {
  return text
    .replace(/\p{Cc}/gu, '\u{fffd}')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
