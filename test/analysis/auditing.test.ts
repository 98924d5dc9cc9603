import { expect, it } from 'vitest';
import type { AnalysisStatus } from '../../server/src/analysis/service.ts';
import { analysisOf } from '../support/analysis.ts';

const harmful = 'from gevent import monkey\n\nmonkey.patch_all\n';
const names = ['a', 'b', 'c', 'd', 'e'];
const files = Object.fromEntries(names.map((name) => [`${name}.py`, harmful]));

it('takes back what it found of closed files when it is called off, and finds it again', async () => {
  const analysis = await analysisOf(files);
  await analysis.open({ path: '/ws/a.py', version: 1, text: harmful, languageId: 'python' });
  await analysis.settled();
  let asked = 0;
  const calledOff = await analysis.audit(() => {}, {
    get cancelled() {
      asked += 1;
      return asked > 3;
    },
  });
  expect(calledOff.cancelled).toBe(true);
  expect(calledOff.files.length).toBeGreaterThan(1);
  expect(await analysis.findings('/ws/a.py')).toHaveLength(1);
  for (const name of ['b', 'c', 'd', 'e']) {
    expect(await analysis.findings(`/ws/${name}.py`)).toEqual([]);
  }
  expect((await analysis.status()).findings).toBe(1);
  await analysis.filesChanged(['/ws/b.py']);
  await analysis.settled();
  expect(await analysis.findings('/ws/b.py')).toEqual([]);
  const whole = await analysis.audit(() => {}, { cancelled: false });
  expect(whole.files).toHaveLength(names.length);
});

it('keeps what an earlier audit found when a later one is called off', async () => {
  const analysis = await analysisOf(files);
  await analysis.audit(() => {}, { cancelled: false });
  await analysis.audit(() => {}, { cancelled: true });
  expect((await analysis.status()).findings).toBe(names.length);
});

it('says that it analyses while it does, and afterwards that it is ready', async () => {
  const analysis = await analysisOf(files);
  const asked: Promise<AnalysisStatus>[] = [];
  analysis.onStatus(() => asked.push(analysis.status()));
  await analysis.audit(() => {}, { cancelled: false });
  await analysis.settled();
  const states = (await Promise.all(asked)).map(({ state }) => state);
  expect(states[0]).toBe('analysing');
  expect(states.at(-1)).toBe('ready');
});

it('tells that gevent came into the workspace, and that the patch moved', async () => {
  const analysis = await analysisOf({ 'a.py': 'x = 1\n' });
  const path = '/ws/a.py';
  const asked: Promise<AnalysisStatus>[] = [];
  analysis.onStatus(() => asked.push(analysis.status(path)));
  const said = async (version: number, text: string) => {
    await analysis.change(path, version, [{ text }]);
    await analysis.settled();
    return asked.at(-1);
  };
  await analysis.open({ path, version: 1, text: 'x = 1\n', languageId: 'python' });
  await analysis.settled();
  expect(await asked.at(-1)).toMatchObject({ usesGevent: false });
  const patch = 'from gevent import monkey\n\nmonkey.patch_all()\n';
  expect(await said(2, patch)).toMatchObject({
    usesGevent: true,
    program: 'Patched by a.py, line 3, with everything',
  });
  expect(await said(3, `\n${patch}`)).toMatchObject({
    program: 'Patched by a.py, line 4, with everything',
  });
  expect(await said(4, 'x = 1\n')).toMatchObject({ usesGevent: false });
});
