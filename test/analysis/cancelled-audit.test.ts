import { expect, it } from 'vitest';
import { emptyAnalysis } from '../support/analysis.ts';
import { MemoryWorkspace } from '../support/memory-workspace.ts';

const files = Object.fromEntries(
  Array.from({ length: 100 }, (_, index) => [`/ws/m${index}.py`, 'import gevent\n']),
);
const harmful = 'from gevent import monkey\nmonkey.patch_all\n';
const folders = [{ path: '/ws', name: 'ws', settings: {} }];

/** A disk whose reads, from the 40th on, wait until somebody lets them go on. */
class StuckWorkspace extends MemoryWorkspace {
  letGo: () => void = () => {};
  readonly #free = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });

  override async read(path: string, limit: number): Promise<Uint8Array> {
    if (this.reads.length >= 40) await this.#free;
    return super.read(path, limit);
  }
}

it('a cancelled audit does not wait until the folders are read', async () => {
  const disk = new StuckWorkspace(files);
  const analysis = await emptyAnalysis(disk);
  const token = { cancelled: false };
  disk.beforeRead = () => {
    token.cancelled ||= disk.reads.length === 10;
  };
  const loading = analysis.setFolders(folders);
  const result = await analysis.audit(() => {}, token);
  expect(result.cancelled).toBe(true);
  expect(disk.reads.length).toBeLessThan(100);
  // Reading goes on for those who come later; closed files are not looked at for one who left.
  disk.letGo();
  await loading;
  await analysis.settled();
  expect(disk.reads.filter((path) => path.endsWith('.py'))).toHaveLength(100);
  await analysis.dispose();
});

it('an audit that was cancelled before it began looks at no closed file', async () => {
  const analysis = await emptyAnalysis(new MemoryWorkspace({ '/ws/a.py': harmful }));
  const said: string[] = [];
  analysis.onFindings(({ path }) => said.push(path));
  await analysis.setFolders(folders);
  const cancelled = await analysis.audit(() => {}, { cancelled: true });
  expect(cancelled).toMatchObject({ cancelled: true, files: [] });
  await analysis.settled();
  expect(said).toEqual([]);
  const whole = await analysis.audit(() => {}, { cancelled: false });
  expect(whole.files.map(({ path }) => path)).toEqual(['/ws/a.py']);
  await analysis.dispose();
});

it.each([1, 10, 30, 50, 70])(
  'a file whose check a cancelled audit left, at pause %i, is looked at by the next',
  async (last) => {
    const names = ['a', 'b', 'c', 'd', 'e'];
    let now = 0;
    let pauses = 0;
    // Every slice is used up at once: each check pauses after each of its rules.
    const scheduler = {
      now: () => (now += 30),
      yield: () => {
        pauses += 1;
        return new Promise<void>((resolve) => setImmediate(resolve));
      },
    };
    const disk = new MemoryWorkspace(
      Object.fromEntries(names.map((name) => [`/ws/${name}.py`, harmful])),
    );
    const analysis = await emptyAnalysis(disk, {}, { scheduler });
    await analysis.setFolders(folders);
    const before = pauses;
    const calledOff = await analysis.audit(() => {}, {
      get cancelled() {
        return pauses - before >= last;
      },
    });
    expect(calledOff.cancelled).toBe(true);
    await analysis.settled();
    expect((await analysis.status()).findings).toBe(0);
    const whole = await analysis.audit(() => {}, { cancelled: false });
    expect(whole.files).toHaveLength(names.length);
    await analysis.dispose();
  },
);
