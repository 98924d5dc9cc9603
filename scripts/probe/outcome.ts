import type { Measurement } from './measure.ts';

/** What a run showed, in a word or two: `509 ms`, `hangs` (the loop, too), `never returns`, `raises X`. */
export function outcomeOf({ verdict, gap, error = '' }: Measurement): string {
  if (verdict === 'hangs') return gap === 0 ? 'never returns' : 'hangs';
  if (verdict === 'raises') return `raises ${error.split(':', 1)[0]}`;
  return `${gap} ms`;
}
