import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** How many modules there are besides `serve.py`; each has one finding. */
const modules = 200;

/** Writes a workspace that takes seconds to audit: long enough to call the audit off. */
export async function writeLargeWorkspace(folder: string): Promise<void> {
  await mkdir(path.join(folder, 'pages'), { recursive: true });
  const names = Array.from({ length: modules }, (_, index) => `page_${index}`);
  const imports = names.map((name) => `from pages import ${name}\n`).join('');
  await writeFile(
    path.join(folder, 'serve.py'),
    `from gevent import monkey\n\nmonkey.patch_all()\n\n${imports}`,
  );
  for (const name of names) {
    await writeFile(path.join(folder, 'pages', `${name}.py`), pageModule());
  }
}

function pageModule(): string {
  const functions = Array.from(
    { length: 200 },
    (_, index) => `
def part_${index}(request):
    rows = [row for row in request.rows if row.kind == ${index} and row.text]
    return {"kind": ${index}, "rows": rows, "total": sum(row.price * row.amount for row in rows)}

`,
  );
  return `import os

import gevent

${functions.join('')}
def work(request):
    os.system("true")


gevent.spawn(work, None)
`;
}
