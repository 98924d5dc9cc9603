import { expect, it } from 'vitest';
import { analysisOf } from '../support/analysis.ts';

const patching = 'import pytest\nfrom gevent import monkey\n\nmonkey.patch_all()\n';

async function findingsBeside(test: string) {
  const analysis = await analysisOf({ 'tests/test_a.py': test, 'tests/test_b.py': patching });
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  return files.flatMap(({ findings }) =>
    findings.map(({ code, severity, path }) => `${path} ${code} ${severity}`),
  );
}

it('warns of a name that a greenlet of the earlier tests waits with', async () => {
  const test = `from time import sleep
import gevent

def test_a():
    gevent.spawn(wait).join()

def wait():
    sleep(0.1)
`;
  expect(await findingsBeside(test)).toEqual(['/ws/tests/test_b.py GVT104 warning']);
});

it('informs of a name that only the tests themselves call', async () => {
  const test = 'from time import sleep\n\ndef test_a():\n    sleep(0.1)\n';
  expect(await findingsBeside(test)).toEqual(['/ws/tests/test_b.py GVT104 information']);
});

it('says nothing where the earlier tests take nothing', async () => {
  const test = 'import time\n\ndef test_a():\n    time.sleep(0.1)\n';
  expect(await findingsBeside(test)).toEqual([]);
});

it('says nothing of what the tests import: how that runs, a session does not tell', async () => {
  const analysis = await analysisOf({
    'shop.py': 'from time import sleep\nimport gevent\ndef go():\n    sleep(1)\ngevent.spawn(go)\n',
    'tests/test_a.py': 'import shop\n\ndef test_a():\n    shop.go()\n',
    'tests/test_b.py': patching,
  });
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files.flatMap(({ findings }) => findings.filter(({ code }) => code < 'GVT110'))).toEqual(
    [],
  );
});
