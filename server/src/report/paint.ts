import type { Severity } from '../rules/rule.ts';

/** Colours for a terminal; without them every function returns its text. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly severity: (severity: Severity, text: string) => string;
  readonly added: (text: string) => string;
  readonly removed: (text: string) => string;
}

const codes: Readonly<Record<Severity, string>> = {
  error: '31',
  warning: '33',
  information: '36',
  hint: '2',
};

/** Paint for a terminal (`colours`), or none. */
export function paintFor(colours: boolean): Paint {
  const painted = (code: string, text: string) =>
    colours ? `\u001b[${code}m${text}\u001b[0m` : text;
  return {
    bold: (text) => painted('1', text),
    dim: (text) => painted('2', text),
    severity: (severity, text) => painted(codes[severity], text),
    added: (text) => painted('32', text),
    removed: (text) => painted('31', text),
  };
}
