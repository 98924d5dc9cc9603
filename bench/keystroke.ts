import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectFolder, realProjects } from '../scripts/real-projects.ts';
import { largeService } from './large-service.ts';
import { printTable, quantile } from './measure.ts';
import { ServerProcess, type TypedText } from './server-process.ts';

const keystrokes = 200;
const warmUp = 60;
const fileLines = 5000;

/**
 * From sending an edit of one character to the diagnostics of that version, through the built
 * server: in a file of 5,000 lines, and in the largest file of a workspace of hundreds.
 */
export async function benchKeystroke(script = resolve('dist/server.js')): Promise<void> {
  console.log(`\nKeystroke to diagnostics, ${keystrokes} single characters (ms)`);
  const rows: string[][] = [['file', 'lines', 'findings', 'p50', 'p95', 'longest']];
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'greenlint-bench-')));
  try {
    const file = join(folder, 'office.py');
    writeFileSync(file, largeService(fileLines));
    rows.push(await measure(script, folder, file, 'one large file'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const celery = realProjects.find(({ name }) => name === 'celery');
  const workspace = celery && projectFolder(celery);
  if (workspace === undefined) rows.push(['celery', 'could not be fetched', '', '', '', '']);
  else {
    const modules = pythonFiles(workspace);
    const file = join(workspace, 'celery', 'app', 'base.py');
    rows.push(await measure(script, workspace, file, `celery, ${modules} modules: app/base.py`));
  }
  printTable(rows);
}

function pythonFiles(folder: string): number {
  return readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.py'))
    .length;
}

async function measure(
  script: string,
  folder: string,
  file: string,
  label: string,
): Promise<string[]> {
  const text = readFileSync(file, 'utf8');
  const uri = pathToFileURL(file).href;
  const server = await ServerProcess.start(script, folder);
  try {
    const findings = await server.open(uri, text);
    const times: number[] = [];
    let version = 1;
    for (const edit of edits(text, warmUp + keystrokes)) {
      version += 1;
      const start = performance.now();
      await server.type(uri, version, edit);
      times.push(performance.now() - start);
      // A person's pause, so that what is left for later is not measured with the next key.
      await new Promise((done) => setTimeout(done, 5));
    }
    const measured = times.slice(warmUp);
    return [
      label,
      `${text.split('\n').length}`,
      `${findings.length}`,
      ...[0.5, 0.95, 1].map((share) => quantile(measured, share).toFixed(1)),
    ];
  } finally {
    await server.stop();
  }
}

/**
 * A letter after the last word of lines inside functions, spread over the file, whatever these
 * words are: names, keywords, numbers, text in strings; the next key takes it away again.
 */
function edits(text: string, count: number): TypedText[] {
  const places = text.split('\n').flatMap((line, at) => {
    const end = /^\s{8,}[^#]*\w(?=\W*$)/.exec(line)?.[0].length;
    return end === undefined ? [] : [{ line: at, character: end }];
  });
  const found: TypedText[] = [];
  for (let number = 0; found.length < count; number++) {
    const place = places[(number * 37) % places.length];
    if (place === undefined) throw new Error('no line to type in');
    found.push({ ...place, removed: 0, text: 'x' }, { ...place, removed: 1, text: '' });
  }
  return found.slice(0, count);
}
