import { expect, it } from 'vitest';
import type { Project } from '../../server/src/project/project.ts';
import type { DictionaryView } from '../../server/src/project/settings/dictionary.ts';
import { dictionaryNamed } from '../../server/src/project/settings/read-dictionary.ts';
import { projectOf, workspace } from '../support/project.ts';

/** `a="x" b={c=1 …} …`: texts and numbers, dictionaries, `…` where more may stand there. */
function words({ entries, open }: DictionaryView, project: Project): string {
  const texts = [...entries].map(([key, { value, unit, dictionary }]) => {
    if (dictionary !== undefined) return `${key}={${words(dictionary, project)}}`;
    const known = project.valueOf(value, unit);
    if (known.kind === 'string') return `${key}="${known.value}"`;
    return `${key}=${value.kind === 'number' ? value.text : '?'}`;
  });
  return [...texts, ...(open ? ['…'] : [])].join(' ');
}

async function held(files: Record<string, string> | string): Promise<string | undefined> {
  const all = typeof files === 'string' ? { 'main.py': files } : files;
  const project = await projectOf(all);
  const found = dictionaryNamed('D', project.moduleAt(`${workspace}/main.py`)!, project);
  return typeof found === 'object' ? words(found, project) : found;
}

it.each([
  ['a display', 'D = {"a": "x", "b": {"c": 1}}', 'a="x" b={c=1}'],
  ['the last of equal keys', 'D = {"a": "x", "a": "y"}', 'a="y"'],
  ['a value behind a name', 'X = "x"\nD = {"a": X}', 'a="x"'],
  ['a dictionary behind a name', 'X = {"b": "x"}\nD = {"a": X}', 'a={b="x"}'],
  ['dict()', 'D = dict(a="x", b=dict({"c": 1}, d=2))', 'a="x" b={c=1 d=2}'],
  ['unpacked', 'X = {"a": "x", "b": 1}\nD = {"c": 1, **X, "a": "y"}', 'c=1 a="y" b=1'],
  ['unpacked unknown', 'D = {"c": 1, **f(), "a": "y"}', 'a="y" …'],
  ['joined', 'D = {"a": 1, "b": 2} | {"a": 3}', 'a=3 b=2'],
  ['|=', 'D = {"a": 1}\nD |= {"b": 2}\nD |= dict(c=3)', 'a=1 b=2 c=3'],
  ['+=', 'D = {"a": {"b": 1}}\nD["a"] |= {"c": 2}', 'a={b=1 c=2}'],
  ['item', 'D = {}\nD["a"] = "x"\nD["b"] = {}\nD["b"]["c"] = 1', 'a="x" b={c=1}'],
  ['an item of a new dictionary', 'D = {"a": 1}\nD = {"b": 2}', 'b=2'],
  ['update', 'D = {"a": {"b": 1}}\nD.update(c=2)\nD["a"].update({"b": 3}, d=4)', 'a={b=3 d=4} c=2'],
  ['update with unknown', 'D = {"a": 1}\nD.update(x)\nD["b"] = 2', 'b=2 …'],
  ['update of what is not there', 'D = {"a": 1}\nD["b"].update(c=2)', 'a=1'],
  ['setdefault', 'D = {"a": 1}\nD.setdefault("a", 2)\nD.setdefault("b", 3)', 'a=1 …'],
  ['pop', 'D = {"a": 1, "b": 2}\nD.pop("a")', 'b=2 …'],
  ['del', 'D = {"a": 1, "b": {"c": 2, "d": 3}}\ndel D["a"], D["b"]["c"]', 'b={d=3}'],
  ['a key that is not known', 'D = {"a": 1}\nD[k] = 2\nD["b"] = 3', 'b=3 …'],
  ['under a condition', 'D = {"a": 1, "b": 2}\nif x: D["a"] = 3', 'b=2 …'],
  ['bound under a condition', 'D = {"a": 1}\nif x: D = {"a": 2}', undefined],
  ['under a condition that never holds', 'D = {"a": 1}\nif False: D = {"a": 2}', 'a=1'],
  ['in a try', 'D = {"a": 1}\ntry: D["b"] = 2\nexcept E: pass', 'a=1 b=2'],
  ['in a handler', 'D = {"a": 1}\ntry: x\nexcept E: D["a"] = 2', ' …'.trim()],
  ['in a loop', 'D = {"a": 1}\nfor k in l: D[k] = 1', '…'],
  ['given away', 'D = {"a": 1}\nprint(D)\nlen(D)\nfill(D)', '…'],
  ['a part given away', 'D = {"a": {"b": 1}, "c": 2}\nfill(D["a"])', 'a={…} c=2'],
  ['all names given away', 'D = {"a": 1}\nfill(locals())', undefined],
  ['a copy', 'X = {"a": 1}\nD = X.copy()\nD["b"] = 2', 'a=1 b=2'],
  ['bound to something else', 'D = {"a": 1}\nD = f()', undefined],
  ['no dictionary', 'D = 1', undefined],
  ['a tuple', 'D, E = {"a": 1}, 2', undefined],
  ['another name', 'E = {"a": 1}', 'unbound'],
  ['itself', 'D = D', undefined],
  ['annotated', 'D: dict = {"a": 1}', 'a=1'],
  ['its own dict()', 'def dict(**k): ...\nD = dict(a=1)', undefined],
])('%s', async (_, text, wanted) => {
  expect(await held(`${text}\n`)).toBe(wanted);
});

const base = 'D = {"a": "x", "b": {"c": 1}}\n';
it.each([
  ['a star import', 'from base import *\nD["b"]["d"] = 2\n', base, 'a="x" b={c=1 d=2}'],
  ['a relative one', 'from .base import *\n', base, 'a="x" b={c=1}'],
  ['a name of another module', 'from base import D\n', base, 'a="x" b={c=1}'],
  ['another name of it', 'from base import X as D\n', 'X = {"a": 1}\n', 'a=1'],
  ['an attribute of it', 'import base\nD = {**base.D, "a": "y"}\n', base, 'a="y" b={c=1}'],
  ['a star import that binds it not', 'D = {"a": 1}\nfrom base import *\n', 'X = 1\n', 'a=1'],
  ['a star import of who knows what', 'D = {"a": 1}\nfrom other import *\n', '', undefined],
  ['a circle', 'from base import *\n', 'from main import *\nD = {"a": 1}\n', 'a=1'],
  ['a circle of names', 'import base\nD = base.D\n', 'import main\nD = main.D\n', undefined],
])('%s', async (_, main, other, wanted) => {
  expect(await held({ 'main.py': main, 'base.py': other })).toBe(wanted);
});
