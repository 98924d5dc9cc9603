import table from './tables/orm-calls.json' with { type: 'json' };

/** Calls of Django's ORM, by a regular expression of their paths. */
export interface OrmCall {
  /** `^django\.db\.connections\.close_all$`. */
  readonly pattern: string;
  /** `queries`: opens the greenlet's connection where it has none; `closes` closes it. */
  readonly does: 'queries' | 'closes';
  readonly evidence: string;
}

/** Every row, sorted by pattern. */
export const ormCalls = table as readonly OrmCall[];

const compiled = ormCalls.map(({ pattern, does }) => ({ pattern: new RegExp(pattern), does }));

/** What a call of this path does with the connection of its greenlet. */
export function ormCall(path: string): OrmCall['does'] | undefined {
  if (!path.startsWith('django.')) return undefined;
  return compiled.find(({ pattern }) => pattern.test(path))?.does;
}
