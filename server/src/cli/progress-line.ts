import type { AuditProgress } from '../analysis/service.ts';
import type { TextOutput } from './environment.ts';

const phases: Readonly<Record<AuditProgress['phase'], string>> = {
  listing: 'Listing folders',
  reading: 'Reading files',
  linking: 'Linking modules',
  checking: 'Checking files',
};

/** One line on a terminal that is written over and over; nothing elsewhere. */
export class ProgressLine {
  readonly #output: TextOutput;
  #shown = '';

  constructor(output: TextOutput) {
    this.#output = output;
  }

  show({ phase, done, total }: AuditProgress): void {
    if (!this.#output.isTerminal) return;
    const text = `${phases[phase]} ${done} of ${total}`;
    if (text === this.#shown) return;
    this.#output.write(`\r\u001b[K${text}`);
    this.#shown = text;
  }

  clear(): void {
    if (this.#shown !== '') this.#output.write('\r\u001b[K');
    this.#shown = '';
  }
}
