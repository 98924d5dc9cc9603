/** The tables against gevent itself, where the repository's `.venv` has it. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { aliases } from '../../server/src/knowledge/aliases.ts';
import {
  patchFunctions,
  positionalParameters,
} from '../../server/src/knowledge/patch-functions.ts';
import { patchedNames } from '../../server/src/knowledge/patched-names.ts';
import { removedGeventApi } from '../../server/src/knowledge/removed-gevent-api.ts';

const python = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));
const available = existsSync(python);
if (!available) console.warn('SKIPPED: asking gevent needs .venv; `npm test` makes it.');

/** Runs a script with `value` as JSON on its standard input; gives what it prints as JSON. */
function ask<T>(script: string, value: unknown): T {
  const out = execFileSync(python, ['-W', 'ignore', '-c', script], {
    input: JSON.stringify(value),
    encoding: 'utf8',
  });
  return JSON.parse(out) as T;
}

const resolve = `
import importlib, json, sys
def resolve(path):
    parts = path.split('.')
    for end in range(len(parts), 0, -1):
        try:
            found = importlib.import_module('.'.join(parts[:end]))
        except ImportError:
            continue
        for name in parts[end:]:
            found = getattr(found, name)
        return found
    raise ImportError(path)
`;

describe.skipIf(!available)('gevent as installed', () => {
  it('replaces and removes what patched-names says', () => {
    const script = `
import importlib, json, sys
names = json.load(sys.stdin)
modules = {m: importlib.import_module(m) for m, _ in names}
before = {m: dict(vars(module)) for m, module in modules.items()}
from gevent import monkey
monkey.patch_all()
seen = {}
for m, module in modules.items():
    for name, value in before[m].items():
        now = vars(module)
        if name not in now:
            seen[m + '.' + name] = 'removed'
        elif now[name] is not value:
            seen[m + '.' + name] = 'replaced'
        elif [m, name] in names:
            seen[m + '.' + name] = 'unchanged'
print(json.dumps(seen))
`;
    const seen = ask<Record<string, string>>(
      script,
      patchedNames.map((row) => [row.module, row.name]),
    );
    // Rows of other Python versions and platforms are not there to be seen.
    const known = patchedNames
      .map((row) => [`${row.module}.${row.name}`, row.change] as const)
      .filter(([path]) => path in seen);
    expect(known.length).toBeGreaterThan(50);
    expect(Object.fromEntries(known)).toEqual(seen);
  });

  it('has the signatures that the patch tables say', () => {
    const script = `
import inspect, json, sys
from gevent import monkey
print(json.dumps({p: [[k, v.default] for k, v in inspect.signature(getattr(monkey, p.split('.')[-1])).parameters.items()
    if not k.startswith('_') or k == '_threading_local' if v.kind is v.POSITIONAL_OR_KEYWORD] for p in json.load(sys.stdin)}))
`;
    const paths = patchFunctions.map((row) => row.path);
    const expected = Object.fromEntries(
      paths.map((path) => [
        path,
        positionalParameters(path).map((row) => [row.keyword, row.default]),
      ]),
    );
    expect(ask(script, paths)).toEqual(expected);
  });

  it('patches nothing in the functions called no-ops', () => {
    const script = `
import json, sys
from gevent import monkey
for path in json.load(sys.stdin):
    getattr(monkey, path.split('.')[-1])()
print(json.dumps(sorted(monkey.saved)))
`;
    const noops = patchFunctions.filter((row) => row.noop).map((row) => row.path);
    expect(noops).toHaveLength(3);
    expect(ask(script, noops)).toEqual([]);
  });

  it('lacks the removed names, and has their replacements', () => {
    const script = `${resolve}
gone, there = json.load(sys.stdin)
def fails(path):
    try:
        resolve(path)
    except (AttributeError, ImportError):
        return True
    return False
print(json.dumps([[p for p in gone if not fails(p)], [p for p in there if fails(p)]]))
`;
    // The key of a call is a module today: only calling it fails.
    const gone = removedGeventApi.filter((row) => row.kind !== 'call').map((row) => row.path);
    const there = removedGeventApi.flatMap((row) => row.replacement ?? []);
    expect(ask(script, [gone, there])).toEqual([[], []]);
  });

  it('has one object under the spellings of its own names', () => {
    const script = `${resolve}
print(json.dumps([a for a, c in json.load(sys.stdin) if resolve(a) is not resolve(c) and resolve(a) != resolve(c)]))
`;
    const own = aliases
      .filter((row) => row.alias.startsWith('gevent.'))
      .map((row) => [row.alias, row.canonical]);
    expect(own.length).toBeGreaterThan(20);
    expect(ask(script, own)).toEqual([]);
  });
});
