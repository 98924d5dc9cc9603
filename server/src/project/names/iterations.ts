import { EventQuery } from '../event-query.ts';

/** Where a module goes through the items of something: loops and comprehensions. */
export const iterations = new EventQuery(({ kind }) => kind === 'iterate');
