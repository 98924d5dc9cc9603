import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const mit = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and
associated documentation files (the "Software"), to deal in the Software without restriction,
including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense,
and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial
portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT
LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN
NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY,
WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE
SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** What ships inside a WebAssembly file, which no bundle lists. */
const insideWebAssembly = [
  {
    title: 'tree-sitter-python (the grammar in tree-sitter-python.wasm), MIT',
    text: `Copyright (c) 2016 Max Brunsfeld\n\n${mit}`,
  },
  {
    title: 'tree-sitter (in tree-sitter.wasm), MIT',
    text: `Copyright (c) 2018 Max Brunsfeld\n\n${mit}`,
  },
];

/** Packages whose files are copied, not bundled. */
const copied = ['web-tree-sitter', 'tree-sitter-wasms'];

/**
 * The licences of all packages among `inputs` (paths of bundled files, relative to `root`). Rejects
 * where a package carries no licence text: it must not ship then.
 */
export async function thirdPartyNotices(root: string, inputs: readonly string[]): Promise<string> {
  const names = new Set(copied);
  for (const input of inputs) {
    const name = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1];
    if (name !== undefined) names.add(name);
  }
  const parts = await Promise.all([...names].sort().map((name) => noticeOf(root, name)));
  const head = 'Greenlint contains the following third-party software.';
  const all = [...parts, ...insideWebAssembly];
  const rule = '-'.repeat(80);
  return `${[head, ...all.map(({ title, text }) => `${title}\n\n${text.trim()}`)].join(`\n\n${rule}\n\n`)}\n`;
}

async function noticeOf(root: string, name: string): Promise<{ title: string; text: string }> {
  const folder = path.join(root, 'node_modules', name);
  const { version, license } = JSON.parse(
    await readFile(path.join(folder, 'package.json'), 'utf8'),
  ) as { version: string; license?: string };
  const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined) throw new Error(`${name} has no licence file: it must not be bundled`);
  const text = await readFile(path.join(folder, file), 'utf8');
  return { title: `${name} ${version}, ${license ?? 'see below'}`, text };
}
