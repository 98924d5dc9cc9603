import { defineRule, type Found } from '../rule.ts';

/** A file that was left out, and why. Found while files are read. */
export interface UnreadableFile extends Found {
  /** One sentence. */
  readonly problem: string;
}

export const unreadableFile = defineRule<UnreadableFile>({
  meta: {
    code: 'GVT903',
    name: 'unreadable-file',
    severity: 'information',
    enabled: true,
    summary: 'A file is not analysed: too large, unreadable, or not text.',
    why: 'Imports and calls in this file are unknown, so pitfalls that lead through it stay unseen.',
    cure: 'Exclude a generated file (`exclude`), raise `largest-file`, or declare the encoding in the first line (PEP 263).',
    notWhen: 'The file only looks like Python, as test data does; then exclude it.',
    sources: ['PEP 263, for how Python decodes source.'],
    since: '0.1.0',
    bad: '# a file in Latin-1 that does not say so: café',
    good: ['# -*- coding: latin-1 -*-', '# café'].join('\n'),
    proof: { none: 'Reports what Greenlint cannot read; claims nothing about the program.' },
  },
  // The analysis yields these findings when it reads files.
  check: () => [],
  word: (found) => `This file is not analysed. ${found.problem}`,
});
