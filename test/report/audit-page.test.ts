import { expect, it } from 'vitest';
import type { Finding } from '../../server/src/analysis/finding.ts';
import { auditPage } from '../../server/src/report/audit-page.ts';

function openingOf(severities: readonly Finding['severity'][]): string | undefined {
  const findings = severities.map(
    (severity, index): Finding => ({
      key: `GVT114 /ws/a.py ${index}`,
      code: 'GVT114',
      name: 'implicit-aggressive-patch',
      severity,
      message: 'Write the choice down.',
      path: '/ws/a.py',
      span: [index, index + 1],
      related: [],
      tags: [],
      fixable: true,
    }),
  );
  const files = [{ path: '/ws/a.py', version: null, findings, lineStarts: [0] }];
  const result = { cancelled: false, usesGevent: true, filesRead: 3, files };
  const page = auditPage(result, { uriOf: (path) => path, rulePage: (name) => name });
  return page.split('\n')[2];
}

it('says how many of its findings the Problems view does not list', () => {
  expect(openingOf(['warning', 'hint', 'hint'])).toBe(
    '3 findings in 1 file; 3 files read. Hints (2) stand in the text, not in the Problems view.',
  );
  expect(openingOf(['warning'])).toBe('1 finding in 1 file; 3 files read.');
});
