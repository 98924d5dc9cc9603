import { describe, expect, test } from 'vitest';
import { orderAgreements, realProgramFiles } from '../../bench/order-agreement.ts';
import { findingsOf } from '../support/fix-cases.ts';
import { whyNotTraced } from '../support/traced-run.ts';

describe.skipIf(whyNotTraced() !== undefined)('the order of imports in real programs', () => {
  test('is the true one for 99 % of the modules, but for those that Celery loads lazily', {
    timeout: 240_000,
  }, async () => {
    const agreements = (await orderAgreements()) ?? [];
    for (const { name, modules, agreeing, missing } of agreements) {
      // NOTE: Celery and kombu load their own modules lazily, when an attribute is asked for, and
      // fixups by names in strings: the model has 70 of these 96 modules in their places.
      const least = name === 'Celery in a script' ? 0.7 : 0.985;
      expect(agreeing / modules, `${name}: ${missing.join(' ')}`).toBeGreaterThanOrEqual(least);
    }
  });

  test('gives no finding about patching: all of them patch first', {
    timeout: 240_000,
  }, async () => {
    for (const { name, files } of realProgramFiles()) {
      const findings = await findingsOf(files);
      const told = findings.map(({ code, path, message }) => `${code} ${path} ${message}`);
      expect(
        told.filter((line) => /^GVT[16]/.test(line)),
        name,
      ).toEqual([]);
    }
  });
});
