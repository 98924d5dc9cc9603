import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { FactsReaders } from '../../server/src/analysis/facts-readers.ts';
import { nodeFactsReaders } from '../../server/src/node/facts-readers.ts';
import { emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';
import { factsOf } from '../support/parser.ts';

const source = new URL('../../server/src/node/', import.meta.url);
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'greenlint-readers-'));
  copyFileSync('node_modules/web-tree-sitter/tree-sitter.wasm', join(folder, 'tree-sitter.wasm'));
  copyFileSync(
    'node_modules/tree-sitter-wasms/out/tree-sitter-python.wasm',
    join(folder, 'tree-sitter-python.wasm'),
  );
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Threads as Node has them, from the sources; as many as on a machine with three cores. */
function threads(): FactsReaders {
  const readers = nodeFactsReaders(
    pathToFileURL(`${folder}/`),
    new URL('facts-worker.ts', source),
    3,
  );
  if (readers === undefined) throw new Error('no readers');
  return readers;
}

const program = 'from gevent import monkey\nmonkey.patch_all()\nimport os, gevent\n';
const deadly = 'KILL THE READER';

/** A program of many modules, each with a finding that follows from the first. */
function manyFiles(): Record<string, string> {
  const files: Record<string, string> = {};
  const names = Array.from({ length: 90 }, (_, number) => `part${number}`);
  for (const name of names)
    files[`/ws/${name}.py`] = `import os\n\ndef work():\n    os.system("${name}")\n`;
  files['/ws/main.py'] = `${program}${names
    .map((name) => `import ${name}\ngevent.spawn(${name}.work)\n`)
    .join('')}`;
  return files;
}

async function audited(files: Record<string, string>, readers: FactsReaders | undefined) {
  const analysis = await emptyAnalysis(new MemoryWorkspace(files), {}, { readers });
  const log: string[] = [];
  analysis.onLog(({ message }) => log.push(message));
  await analysis.setFolders([{ path: '/ws', name: 'ws', settings: {} }]);
  const result = await analysis.audit(() => {}, { cancelled: false });
  await analysis.dispose();
  return { result, log };
}

function codesOf({ result }: Awaited<ReturnType<typeof audited>>): Record<string, string[]> {
  return Object.fromEntries(
    result.files.map(({ path, findings }) => [path, findings.map(({ code }) => code)]),
  );
}

describe('many files', () => {
  it('have the same findings with threads as without', async () => {
    const readers = threads();
    const start = vi.spyOn(readers, 'start');
    const alone = await audited(manyFiles(), undefined);
    const beside = await audited(manyFiles(), readers);
    expect(start).toHaveBeenCalledTimes(2);
    expect(alone.result.files).toHaveLength(90);
    expect(beside).toEqual(alone);
  });

  it('are parsed by nobody while nothing uses gevent', async () => {
    const files = manyFiles();
    delete files['/ws/main.py'];
    const readers = threads();
    const start = vi.spyOn(readers, 'start');
    const { result } = await audited(files, readers);
    expect(start).not.toHaveBeenCalled();
    expect(result).toMatchObject({ usesGevent: false, filesRead: 90, files: [] });
  });

  it('are read but for the one that kills threads', async () => {
    vi.stubEnv('GREENLINT_TEST_DEADLY_TEXT', deadly);
    const files = { ...manyFiles(), '/ws/part7.py': `# ${deadly}\n` };
    const beside = await audited(files, threads());
    vi.unstubAllEnvs();
    const expected = Object.fromEntries(
      Object.keys(manyFiles())
        .filter((path) => path !== '/ws/main.py')
        .map((path) => [path, [path === '/ws/part7.py' ? 'GVT903' : 'GVT201']]),
    );
    expect(codesOf(beside)).toEqual(expected);
    expect(beside.log.join()).toContain('a thread that reads files died');
  });

  it('are read where a thread dies of something else', async () => {
    let deaths = 0;
    const unlucky: FactsReaders = {
      count: 3,
      async start() {
        let left = 10 + deaths;
        return {
          read(text) {
            left -= 1;
            if (left > 0 || deaths >= 5) return factsOf(text);
            deaths += 1;
            return Promise.reject(new Error('killed'));
          },
          close() {},
        };
      },
    };
    const beside = await audited(manyFiles(), unlucky);
    expect(deaths).toBe(5);
    expect(codesOf(beside)).toEqual(codesOf(await audited(manyFiles(), undefined)));
  });

  it('are read here where no thread can be started', async () => {
    const none: FactsReaders = { count: 2, start: () => Promise.reject(new Error('no threads')) };
    const beside = await audited(manyFiles(), none);
    expect(beside.log).toContain('no threads');
    expect(codesOf(beside)).toEqual(codesOf(await audited(manyFiles(), undefined)));
  });
});

it('a machine with one core has no threads', () => {
  expect(nodeFactsReaders(pathToFileURL(`${folder}/`), undefined, 1)).toBeUndefined();
});
