import { describe, expect, it } from 'vitest';
import { analysisOf } from '../support/analysis.ts';
import { findingsOf } from '../support/fix-cases.ts';

const bad = 'monkey.patch_all';
const file = (line: string, head = '') => `${head}from gevent import monkey\n\n${line}\n`;

async function codes(text: string): Promise<readonly string[]> {
  return (await findingsOf({ 'a.py': text })).map((finding) => finding.code);
}

async function fixed(text: string): Promise<string> {
  const analysis = await analysisOf({ 'a.py': text });
  const { files } = await analysis.fixAll('/ws/a.py', { unsafe: false });
  return files[0]?.after ?? text;
}

describe('silences', () => {
  it.each([
    [`${bad}  # greenlint: ignore[uncalled-monkey-patch]`],
    [`${bad}  # greenlint: ignore[GVT109] a reason`],
    [`${bad}  # GreenLint:ignore[ gvt109 ,GVT109]`],
    [`${bad}  # type: ignore # greenlint: ignore[GVT109]`],
    [`${bad}  # noqa: GVT109`],
    [`${bad}  # noqa: E501, gvt109`],
    [`# greenlint: ignore-file[uncalled-monkey-patch]\n${bad}`],
  ])('%s', async (line) => {
    expect((await codes(file(line))).filter((code) => code === 'GVT109')).toEqual([]);
  });
});

describe('does not silence', () => {
  it.each([
    [`${bad}  # noqa`, ['GVT109']],
    [`${bad}  # noqa: E501`, ['GVT109']],
    [`${bad}  # greenlint: ignore`, ['GVT109', 'GVT904']],
    [`${bad}  # greenlint: ignore[]`, ['GVT109', 'GVT904']],
    [`${bad}  # greenlint: ignore[uncalled-monkey-pach]`, ['GVT109', 'GVT904']],
    [`# greenlint: ignore[GVT109]\n${bad}`, ['GVT901', 'GVT109']],
    [`${bad}  # greenlint: ignore-file[GVT109]`, ['GVT109', 'GVT901']],
    [`${bad}  # we say: greenlint: ignore is a comment`, ['GVT109']],
  ])('%s', async (line, expected) => {
    expect(await codes(file(line))).toEqual(expected);
  });
});

describe('takes an unused name away', () => {
  const good = 'monkey.patch_all()';
  it.each([
    [`${good}  # greenlint: ignore[GVT109]`, good],
    [`${good}  # greenlint: ignore[GVT109] reason # type: ignore`, `${good}  # type: ignore`],
    [`${good}  # noqa: GVT109`, good],
    [`${good}  # noqa: GVT109, E501`, `${good}  # noqa: GVT109, E501`],
    [`${bad}  # greenlint: ignore[GVT201, GVT109] why`, `${bad}  # greenlint: ignore[GVT109] why`],
    [`${bad}  # greenlint: ignore[GVT109, GVT201]`, `${bad}  # greenlint: ignore[GVT109]`],
    [`${good}  # greenlint: ignore[GVT109, GVT201]`, good],
    [`# greenlint: ignore-file[GVT109]\n${good}`, good],
  ])('%s', async (line, expected) => {
    expect(await fixed(file(line))).toBe(file(expected));
  });
});

it('does not call a comment unused while its rule is off', async () => {
  const analysis = await analysisOf(
    { 'a.py': file('monkey.patch_all()  # greenlint: ignore[GVT109]') },
    { ignore: ['GVT109'] },
  );
  const { files } = await analysis.audit(() => {}, { cancelled: false });
  expect(files).toEqual([]);
});
