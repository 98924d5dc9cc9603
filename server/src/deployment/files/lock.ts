import { type Node, parseTree } from 'jsonc-parser';
import type { Span } from '../../syntax/span.ts';
import { type Dependency, type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { normalisedName } from '../requirement.ts';

/** The head of a package in poetry.lock, uv.lock, pdm.lock, and (PEP 751) pylock.toml. */
const PACKAGE = /^\[\[packages?\]\][^\n]*\n/gm;
/** `key = "text"`; the text ends where the match does, but for its quote. */
const TEXT =
  /^[ \t]*(name|version|marker|markers)[ \t]*=[ \t]*(?:"((?:\\.|[^"\\\n])*)"|'([^'\n]*)')/gm;
/** The project itself and what lies beside it: nobody chose their versions. */
const OWN = /^[ \t]*source[ \t]*=[ \t]*\{[ \t]*(?:editable|virtual|directory)[ \t]*=/m;

/**
 * poetry.lock, uv.lock, pdm.lock and pylock.toml. These are large and written by programs in one
 * shape, so only the heads of their packages are read; a TOML parser would take a second.
 */
export function readTomlLock(text: string): DeploymentFile {
  const dependencies: Dependency[] = [];
  for (const { 0: head, index } of text.matchAll(PACKAGE)) {
    const start = index + head.length;
    const next = text.slice(start).search(/^\[/m);
    const found = packageOf(text, start, next < 0 ? text.length : start + next);
    if (found !== undefined) dependencies.push(found);
  }
  return { ...emptyDeploymentFile('lock'), dependencies };
}

function packageOf(text: string, start: number, end: number): Dependency | undefined {
  const body = text.slice(start, end);
  if (OWN.test(body)) return undefined;
  const found = new Map<string, { readonly text: string; readonly span: Span }>();
  for (const { 0: all, 1: key, 2: double, 3: single, index } of body.matchAll(TEXT)) {
    const value = double ?? single!;
    const to = start + index + all.length - 1;
    if (!found.has(key!)) found.set(key!, { text: value, span: [to - value.length, to] });
  }
  const name = found.get('name');
  const version = found.get('version');
  if (name === undefined || version === undefined || name.text === '') return undefined;
  const marker = (found.get('marker') ?? found.get('markers'))?.text.replaceAll('\\"', '"');
  return locked(name, version, { ...(marker !== undefined && { marker }) });
}

/** Pipfile.lock: JSON, with the versions under `default`, `develop` and further categories. */
export function readPipfileLock(text: string): DeploymentFile {
  const root = parseTree(text, [], { disallowComments: true });
  const dependencies = membersOf(root).flatMap(([category, packages]) => {
    if (category.value === '_meta') return [];
    const group = category.value === 'default' ? {} : { group: String(category.value) };
    return membersOf(packages).flatMap(([key, entry]) => {
      const members = new Map(membersOf(entry).map(([{ value }, node]) => [value as string, node]));
      const version = textOf(members.get('version'));
      const name = textOf(key);
      if (name === undefined || version === undefined || name.text === '') return [];
      const sign = /^={2,3}/.exec(version.text)?.[0].length ?? 0;
      if (sign === 0) return [];
      const exact = {
        text: version.text.slice(sign),
        span: [version.span[0] + sign, version.span[1]] as const,
      };
      const marker = textOf(members.get('markers'))?.text;
      const items = members.get('extras')?.children ?? [];
      const extras = items.flatMap((item) => textOf(item)?.text ?? []).map(normalisedName);
      const more = { ...group, ...(marker !== undefined && { marker }) };
      return [{ ...locked(name, exact, more), extras }];
    });
  });
  return { ...emptyDeploymentFile('lock'), dependencies };
}

/** The keys of a JSON object with their values. */
function membersOf(node: Node | undefined): (readonly [key: Node, value: Node])[] {
  if (node?.type !== 'object') return [];
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key === undefined || value === undefined ? [] : [[key, value] as const];
  });
}

/** A string with the place of what stands between its quotes. */
function textOf(
  node: Node | undefined,
): { readonly text: string; readonly span: Span } | undefined {
  if (node?.type !== 'string') return undefined;
  const { value, offset, length } = node;
  return { text: String(value), span: [offset + 1, offset + Math.max(1, length - 1)] };
}

function locked(
  name: { readonly text: string; readonly span: Span },
  version: { readonly text: string; readonly span: Span },
  more: Pick<Dependency, 'group' | 'marker'>,
): Dependency {
  const start = Math.min(name.span[0], version.span[0]);
  return {
    name: normalisedName(name.text),
    extras: [],
    specifier: `==${version.text}`,
    version: version.text,
    span: [start, Math.max(name.span[1], version.span[1])],
    nameSpan: name.span,
    specifierSpan: version.span,
    kind: 'locked',
    ...more,
  };
}
