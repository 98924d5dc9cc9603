import table from './tables/kept-connections.json' with { type: 'json' };

/** A connection on which questions and answers are matched by their order alone. */
export interface KeptConnection {
  /** The class: `smtplib.SMTP`. */
  readonly path: string;
  /** Methods that wait for an answer. */
  readonly asks: readonly string[];
  /** Methods that send the question, where that is another call; without one before it nothing is asked. */
  readonly after?: readonly string[];
  /** The attribute beside it that these belong to, where it is another: a child's `stdin`. */
  readonly sentTo?: string;
  /** The method that gives the connection up. */
  readonly close: string;
  readonly evidence: string;
}

const byPath = new Map((table as readonly KeptConnection[]).map((row) => [row.path, row]));

/** The row of a class, and the method that is called: `smtplib.SMTP.noop`. */
export function keptConnectionCall(
  path: string,
): { readonly row: KeptConnection; readonly method: string } | undefined {
  const dot = path.lastIndexOf('.');
  const row = byPath.get(path.slice(0, dot));
  return row && { row, method: path.slice(dot + 1) };
}
