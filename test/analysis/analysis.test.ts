import { expect, it } from 'vitest';
import { findingsOf } from '../support/fix-cases.ts';

it('reports a finding', async () => {
  const findings = await findingsOf({
    'main.py': 'from gevent import monkey\n\nmonkey.patch_all\n',
    'old.py': 'x = 1  # greenlint: ignore[GVT101]\n',
  });
  console.log(findings);
  expect(findings.length).toBeGreaterThan(0);
});
