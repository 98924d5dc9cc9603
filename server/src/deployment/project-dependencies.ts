import type { Dependency } from './deployment-file.ts';
import { requirement } from './requirement.ts';
import { type DependencyTable, tableDependencies } from './toml-dependencies.ts';
import type { TomlValue } from './toml-values.ts';

/** Lists of requirements in pyproject.toml; `*` is the group that the list is of. */
const LISTS: readonly (readonly string[])[] = [
  ['project', 'dependencies'],
  ['project', 'optional-dependencies', '*'],
  ['dependency-groups', '*'],
  ['tool', 'uv', 'dev-dependencies'],
  ['tool', 'uv', 'constraint-dependencies'],
  ['tool', 'uv', 'override-dependencies'],
  ['tool', 'pdm', 'dev-dependencies', '*'],
  ['tool', 'hatch', 'envs', '*', 'dependencies'],
  ['tool', 'hatch', 'envs', '*', 'extra-dependencies'],
  ['tool', 'flit', 'metadata', 'requires'],
];

/** What pyproject.toml asks for, by the standard and by the tables of tools. */
export function projectDependencies(values: readonly TomlValue[]): Dependency[] {
  const listed = values.flatMap(({ path, items }) => {
    const list = LISTS.find((keys) => isAt(path, keys));
    if (list === undefined) return [];
    const dev = path.includes('dev-dependencies') ? 'dev' : undefined;
    const group = path[list.indexOf('*')] ?? dev;
    return items.flatMap((item) => requirement(item, { group }) ?? []);
  });
  return [...listed, ...tableDependencies(values, poetryTable)];
}

function isAt(path: readonly string[], keys: readonly string[]): boolean {
  return path.length === keys.length && keys.every((key, at) => key === '*' || key === path[at]);
}

function poetryTable(path: readonly string[]): DependencyTable | undefined {
  if (path[0] !== 'tool' || path[1] !== 'poetry') return undefined;
  if (path[2] === 'dependencies') return { depth: 3, group: undefined };
  if (path[2] === 'dev-dependencies') return { depth: 3, group: 'dev' };
  const isGroup = path[2] === 'group' && path[4] === 'dependencies';
  return isGroup ? { depth: 5, group: path[3] } : undefined;
}
