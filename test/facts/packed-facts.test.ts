import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packFacts } from '../../server/src/facts/pack-facts.ts';
import { unpackFacts } from '../../server/src/facts/unpack-facts.ts';
import { factsOf } from '../support/parser.ts';

function textsBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
}

const library = execFileSync('python3', [
  '-c',
  'import sysconfig; print(sysconfig.get_paths()["stdlib"])',
])
  .toString()
  .trim();

it.each([
  'examples',
  'test/rules',
  ...['json', 'asyncio', 'email', 'unittest'].map((name) => join(library, name)),
])('what was packed comes out as it was: %s', async (folder) => {
  const texts = textsBelow(folder);
  expect(texts.length).toBeGreaterThan(3);
  for (const text of texts) {
    const facts = await factsOf(text);
    const packed = structuredClone(packFacts(facts));
    // Not only equal: the order of fields is the same, too.
    expect(JSON.stringify(unpackFacts(packed))).toBe(JSON.stringify(facts));
  }
});

it.each([
  ['nothing', ''],
  ['a syntax error', 'import gevent\ndef (:\n  x =\nclass A(: pass\n'],
  ['dictionaries', 'x = {"a": {}, **b, "__proto__": {"c": [1]}}\ny = {1: f}\nz = {}\n'],
  ['directives', 'import os  # noqa: GVT101\n# greenlint: ignore-file\n'],
  [
    'names of all objects',
    '__proto__ = constructor = toString\nprint(__proto__, hasOwnProperty)\n',
  ],
  [
    'every kind of statement',
    `from . import a as b, c
from x import *
import m.n as o, p
async def f(a, *b: int, c=1, **d) -> str:
    global g
    nonlocal h
    async with a as b, c: await d
    for x in y: continue
    else: pass
    while z: break
    else: del q[1], r.s
    try: raise
    except* (A, B) as e: raise
    else: yield
    finally: return lambda t=1: t if u else v
    match w:
        case {"k": [k, *_]} if k: pass
    l: int = -1 + (not 2 and 3.0 or None) @ {True, "s" 't', b"u"} < [i for i in j if (n := i)]
class K(B, metaclass=M): "doc"
@d.e(1)
def g(): x += f"{y!r}"; assert x
`,
  ],
])('what was packed comes out as it was: %s', async (_, text) => {
  const facts = await factsOf(text);
  expect(JSON.stringify(unpackFacts(packFacts(facts)))).toBe(JSON.stringify(facts));
});
