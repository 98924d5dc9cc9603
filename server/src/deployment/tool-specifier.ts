/**
 * A version constraint as Poetry and conda write it, in the words of PEP 440: `^24.2` is
 * `>=24.2,<25`, a bare `24.2.1` is `==24.2.1`. Undefined where any version will do, and where it
 * cannot be said so (`^1 || ^2`).
 */
export function poetrySpecifier(text: string): string | undefined {
  if (text.includes('|')) return undefined;
  const clauses = text
    .split(/[\s,]+(?=[\^~<>=!\d*])(?<![<>=!~^]\s*)/)
    .map((clause) => clause.replace(/\s+/g, ''))
    .filter((clause) => clause !== '' && clause !== '*')
    .map(poetryClause);
  return clauses.length === 0 ? undefined : clauses.join(',');
}

function poetryClause(clause: string): string {
  if (clause.startsWith('^')) return between(clause.slice(1), caretPart);
  if (/^~[^=]/.test(clause)) return between(clause.slice(1), tildePart);
  if (/^=[^=]/.test(clause)) return `=${clause}`;
  return /^\d/.test(clause) ? `==${clause}` : clause;
}

/** The versions from this one up to the one in which the chosen part is greater by one. */
function between(version: string, partOf: (parts: readonly number[]) => number): string {
  const parts = (/^\d+(?:\.\d+)*/.exec(version)?.[0] ?? '').split('.').map(Number);
  const part = partOf(parts);
  const next = parts.slice(0, part + 1).map((number, at) => (at === part ? number + 1 : number));
  return `>=${version.replace(/\.\*$/, '')},<${next.join('.')}`;
}

/** The first part that is not zero; of zeros the last. */
function caretPart(parts: readonly number[]): number {
  const first = parts.findIndex((number) => number > 0);
  return first < 0 ? parts.length - 1 : first;
}

function tildePart(parts: readonly number[]): number {
  return Math.min(1, parts.length - 1);
}

/**
 * A version as conda writes it: `=24.2` is any that begins so, `==24.2.1` and a version with a
 * build (`=24.2.1=py311_0`) are exact.
 */
export function condaSpecifier(text: string): string | undefined {
  if (text.includes('|')) return undefined;
  const built = /^==?([^=,<>!\s]+)=[^=,<>\s]+$/.exec(text)?.[1];
  if (built !== undefined) return built.endsWith('*') ? fuzzy(built) : `==${built}`;
  const clauses = text.split(',').map((clause) => {
    const trimmed = clause.replace(/\s+/g, '');
    if (/^=[^=]/.test(trimmed)) return fuzzy(trimmed.slice(1));
    if (/^[\d]/.test(trimmed)) return trimmed.endsWith('*') ? fuzzy(trimmed) : `==${trimmed}`;
    return trimmed;
  });
  const said = clauses.filter((clause) => clause !== '' && clause !== '*');
  return said.length === 0 ? undefined : said.join(',');
}

function fuzzy(version: string): string {
  return `==${version.replace(/\.?\*$/, '')}.*`;
}
