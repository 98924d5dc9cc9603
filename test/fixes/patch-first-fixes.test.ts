import { expect, it } from 'vitest';
import { analysisOf } from '../support/analysis.ts';

const ENTRY =
  'import shop\nimport gevent\n\nif __name__ == "__main__":\n    gevent.spawn(shop.wait).join()\n';

it('one fix is offered where the same edit cures several programs', async () => {
  const analysis = await analysisOf({
    'serve.py': ENTRY,
    'admin.py': ENTRY,
    'shop.py':
      'from time import sleep\nfrom gevent import monkey\nmonkey.patch_all()\n\ndef wait():\n    sleep(1)\n',
  });
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  const findings = files.flatMap((file) => file.findings);
  expect(findings.map(({ code, path }) => `${code} ${path}`)).toEqual(['GVT101 /ws/shop.py']);
  expect(findings[0]!.message).toMatch(/Move the patch to the first line\.$/);
  const offers = await analysis.fixesAt('/ws/shop.py', null, findings[0]!.span);
  await analysis.dispose();
  const titles = offers.flatMap(({ fixes }) => fixes.map(({ title }) => title));
  expect(titles.filter((title) => title.startsWith('Move'))).toEqual([
    'Move monkey.patch_all() to the first line (imports run patched)',
  ]);
});
