import type { Dependency } from './deployment-file.ts';
import type { SourceText } from './source-text.ts';

const NAME = /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)[ \t]*(?:\[([^[\]\n]*)\])?[ \t]*/;
const CLAUSE = String.raw`(?:===|~=|==|!=|<=|>=|<|>)\s*[^\s,;()"'=<>!~]+`;
const SPECIFIER = new RegExp(String.raw`^${CLAUSE}(?:\s*,\s*${CLAUSE})*`);
const EXACT = /^={2,3}\s*([^\s*]+)$/;

/** The name of a distribution as PEP 503 normalises it: `Flask_SocketIO` is `flask-socketio`. */
export function normalisedName(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** The version that a specifier set leaves as the only one: `==24.2.1`, never `==24.*`. */
export function exactVersion(specifier: string | undefined): string | undefined {
  for (const clause of specifier?.split(',') ?? []) {
    const version = EXACT.exec(clause.trim())?.[1];
    if (version !== undefined) return version;
  }
  return undefined;
}

/**
 * One requirement as PEP 508 writes it: `gunicorn[gevent]>=23,<24 ; python_version > "3.8"`, or
 * with a URL behind `@`, which leaves the version unknown. Undefined for any other text.
 */
export function requirement(
  source: SourceText,
  { group }: { readonly group?: string | undefined } = {},
): Dependency | undefined {
  const line = source.trim();
  const { text } = line;
  const head = NAME.exec(text);
  if (head === null) return undefined;
  const [whole, written, extras] = head;
  let at = whole.length;
  const bracket = text[at] === '(' ? 1 : 0;
  const inside = /^\s*/.exec(text.slice(at + bracket))![0].length + bracket;
  const specifier = SPECIFIER.exec(text.slice(at + inside))?.[0];
  const from = at + inside;
  if (specifier !== undefined) {
    at = from + specifier.length;
    // A comma at the end is taken by pip.
    at += /^(?:\s*,)?\s*/.exec(text.slice(at))![0].length;
    if (bracket > 0 && text[at] === ')') at++;
    else if (bracket > 0) return undefined;
  } else if (bracket > 0) {
    return undefined;
  }
  const marker = markerOf(text.slice(at));
  if (marker === undefined) return undefined;
  const end = specifier === undefined ? whole.trimEnd().length : from + specifier.length;
  return {
    name: normalisedName(written!),
    extras: (extras ?? '').split(',').flatMap((one) => {
      const extra = one.trim();
      return extra === '' ? [] : [normalisedName(extra)];
    }),
    specifier,
    version: exactVersion(specifier),
    span: line.spanOf(0, end),
    nameSpan: line.spanOf(0, written!.length),
    ...(specifier !== undefined && { specifierSpan: line.spanOf(from, end) }),
    kind: 'declared',
    ...(group !== undefined && { group }),
    ...(marker !== '' && { marker }),
  };
}

/** What stands behind `;`, empty where nothing does; undefined for a text that is no requirement. */
function markerOf(rest: string): string | undefined {
  const url = /^@\s*\S+(?:\s+|$)/.exec(rest);
  const behind = rest.slice(url?.[0].length ?? 0).trim();
  if (behind === '') return '';
  return behind.startsWith(';') ? behind.slice(1).trim() : undefined;
}
