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
  markers?: string;
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
    const [name, option] = [path[depth], path[depth + 1]];
    const nameSpan = pathSpans[depth];
    // `python` is the interpreter in Poetry's tables.
    if (name === undefined || nameSpan === undefined || normalisedName(name) === 'python') continue;
    if (!/^[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?$/.test(name)) continue;
    const key = JSON.stringify(path.slice(0, depth + 1));
    const one: Found = found.get(key) ?? { name, nameSpan, group };
    found.set(key, one);
    if (option === undefined || option === 'version') one.version = scalar;
    else if (option === 'extras') one.extras = items;
    else if (option === 'markers' && scalar !== undefined) one.markers = scalar.text;
  }
  return [...found.values()].map(dependencyOf);
}

function dependencyOf({ name, nameSpan, group, version, extras, markers }: Found): Dependency {
  const specifier = version === undefined ? undefined : poetrySpecifier(version.text);
  const said = specifier === undefined ? undefined : version!.span;
  return {
    name: normalisedName(name),
    extras: (extras ?? []).map(({ text }) => normalisedName(text)),
    specifier,
    version: exactVersion(specifier),
    // A table of its own may stand far from its version.
    span: [nameSpan[0], Math.max(nameSpan[1], said?.[1] ?? 0)],
    nameSpan,
    ...(said !== undefined && { specifierSpan: said }),
    kind: 'declared',
    ...(group !== undefined && { group }),
    ...(markers !== undefined && { marker: markers }),
  };
}
