import type { Span } from '../syntax/span.ts';
import type { Dependency } from './deployment-file.ts';
import { exactVersion, normalisedName } from './requirement.ts';
import type { SourceText } from './source-text.ts';
import type { TomlValue } from './toml-values.ts';
import { poetrySpecifier } from './tool-specifier.ts';

/** A table of dependencies as Poetry and Pipenv have it: `name = "^1"`, `name = { version = "^1" }`. */
export interface DependencyTable {
  /** How many keys lead to the names. */
  readonly depth: number;
  readonly group: string | undefined;
}

interface Found {
  readonly name: string;
  readonly nameSpan: Span;
  readonly group: string | undefined;
  version?: SourceText | undefined;
  extras?: readonly SourceText[];
  /** Where it is asked for, each by PEP 508. */
  readonly conditions: string[];
  /** It is one of several, each in a table of a list: `[{ version = "^1" }, { version = "^2" }]`. */
  readonly listed: boolean;
}

/** The dependencies of such tables; `tableOf` says which values belong to one. */
export function tableDependencies(
  values: readonly TomlValue[],
  tableOf: (path: readonly string[]) => DependencyTable | undefined,
): Dependency[] {
  const found = new Map<string, Found>();
  for (const { path, pathSpans, scalar, items } of values) {
    const table = tableOf(path);
    if (table === undefined) continue;
    const { depth, group } = table;
    const [name, ...rest] = path.slice(depth);
    const listed = /^\d+$/.test(rest[0] ?? '');
    const option = rest[listed ? 1 : 0];
    // A list as a whole: what it holds comes by itself.
    if (option === undefined && scalar === undefined) continue;
    const nameSpan = pathSpans[depth];
    // `python` is the interpreter in Poetry's tables.
    if (name === undefined || nameSpan === undefined || normalisedName(name) === 'python') continue;
    if (!/^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(name)) continue;
    const key = JSON.stringify(path.slice(0, depth + (listed ? 2 : 1)));
    const one: Found = found.get(key) ?? { name, nameSpan, group, conditions: [], listed };
    found.set(key, one);
    if (option === undefined || option === 'version') one.version = scalar;
    else if (option === 'extras') one.extras = items;
    else if (scalar !== undefined) one.conditions.push(...conditionsOf(option, scalar.text));
  }
  return [...found.values()].map(dependencyOf);
}

/** What an option of Poetry's says of where a dependency is asked for. */
function conditionsOf(option: string, text: string): readonly string[] {
  switch (option) {
    case 'markers':
      return [text];
    case 'platform':
      return [`sys_platform == "${text}"`];
    case 'python':
      return (poetrySpecifier(text) ?? '').split(',').flatMap((clause) => {
        const [, sign, version] = /^([<>=!~]+)(.+)$/.exec(clause) ?? [];
        return sign === undefined ? [] : [`python_version ${sign} "${version}"`];
      });
    default:
      return [];
  }
}

function dependencyOf(found: Found): Dependency {
  const { name, nameSpan, group, version, extras, conditions, listed } = found;
  const specifier = version === undefined ? undefined : poetrySpecifier(version.text);
  const said = specifier === undefined ? undefined : version!.span;
  return {
    name: normalisedName(name),
    extras: (extras ?? []).map(({ text }) => normalisedName(text)),
    specifier,
    version: exactVersion(specifier),
    // A table of its own may stand far from its version; of several each has its own line.
    span: listed && said ? said : [nameSpan[0], Math.max(nameSpan[1], said?.[1] ?? 0)],
    nameSpan,
    ...(said !== undefined && { specifierSpan: said }),
    kind: 'declared',
    ...(group !== undefined && { group }),
    ...(conditions.length > 0 && { marker: allOf(conditions) }),
  };
}

function allOf([first = '', ...more]: readonly string[]): string {
  return more.length === 0 ? first : [first, ...more].map((one) => `(${one})`).join(' and ');
}
