import { describe, expect, test } from 'vitest';
import { CallQuery } from '../../server/src/project/call-query.ts';
import { EventQuery } from '../../server/src/project/event-query.ts';
import { callsExternal, externalCalls } from '../../server/src/project/external-calls.ts';
import { projectOf, workspace } from '../support/project.ts';

const text = `
import os, time
from gevent import spawn

class Shop:
    def open(self):
        import json
        def clean():
            time.sleep(1)
            return lambda: os.getpid()
        os.getpid()
        self.close(clean)
        return json.loads("1")

    def close(self, job):
        from math import pi
        time.sleep(pi)

os.getpid()
for name in os.listdir("."):
    print(name)

def serve():
    spawn(Shop().open)
    os.getpid()

import sys
sys.exit()
`;

async function moduleOf(content: string) {
  const project = await projectOf({ 'app.py': content });
  return project.moduleAt(`${workspace}/app.py`)!;
}

describe('queries of a module', () => {
  const imports = new EventQuery(({ kind }) => kind === 'import' || kind === 'from-import');
  const sleeps = new CallQuery(
    ({ callee }) => callee.kind === 'attribute' && callee.name === 'sleep',
  );

  test('find what a look at everything finds, in the same order', async () => {
    const module = await moduleOf(text);
    const isImport = (kind: string) => kind === 'import' || kind === 'from-import';
    const all = module.scopes.flatMap(({ events }) => events);
    expect(imports.in(module)).toHaveLength(5);
    expect(imports.in(module)).toEqual(all.filter(({ event }) => isImport(event.kind)));
    expect(sleeps.in(module)).toEqual(module.calls.filter(({ path }) => path === 'time.sleep'));
  });

  test('say whether there is anything', async () => {
    expect(sleeps.isIn(await moduleOf(text))).toBe(true);
    expect(sleeps.isIn(await moduleOf('def wait():\n    return time.time()\n'))).toBe(false);
    expect(imports.in(await moduleOf(''))).toEqual([]);
  });

  test('find calls by their path, in the order of all calls', async () => {
    const module = await moduleOf(text);
    const wanted = (path: string) => path === 'os.getpid' || path.startsWith('time.');
    const calls = module.calls.filter(({ path }) => path !== undefined && wanted(path));
    expect(calls).toHaveLength(6);
    expect(externalCalls(module, wanted)).toEqual(calls);
    expect(callsExternal(module, wanted)).toBe(true);
    expect(externalCalls(module, (path) => path === 'os.system')).toEqual([]);
    expect(callsExternal(module, (path) => path === 'os.system')).toBe(false);
  });
});
