import type { Measurement } from './measure.ts';

/** What a run showed, in two words: `509 ms`, `hangs`, `raises ProgrammingError`. */
export function outcomeOf({ verdict, gap, error = '' }: Measurement): string {
  if (verdict === 'hangs') return 'hangs';
  if (verdict === 'raises') return `raises ${error.split(':', 1)[0]}`;
  return `${gap} ms`;
}
