import { EventQuery } from '../event-query.ts';

/** The import statements of a module, wherever they stand. */
export const importStatements = new EventQuery(
  ({ kind }) => kind === 'import' || kind === 'from-import',
);
