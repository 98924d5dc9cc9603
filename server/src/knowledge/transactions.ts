import table from './tables/transactions.json' with { type: 'json' };

/** Something that opens or ends a transaction of a database. */
export interface TransactionRow {
  /** `django.db.transaction.atomic`. */
  readonly path: string;
  /**
   * `call`: what it gives is entered by `with` or decorates a function, which is then one
   * transaction. `object`: so does an instance of the class, from its first statement that writes.
   * `statement`: takes SQL. `write`: begins or writes without SQL, where nothing is done with what
   * it gives. `end`: ends what was open.
   */
  readonly how: 'call' | 'object' | 'statement' | 'write' | 'end';
  /** `sqlite`: one writer at a time; the next one waits in C. */
  readonly database?: 'sqlite';
  readonly evidence: string;
}

/** Every row, sorted by path and how. */
export const transactions = table as readonly TransactionRow[];

const byKey = new Map(transactions.map((row) => [`${row.path} ${row.how}`, row]));

/** The row of a canonical path, for what is done there with it. */
export function transactionRow(
  path: string,
  how: TransactionRow['how'],
): TransactionRow | undefined {
  return byKey.get(`${path} ${how}`);
}
