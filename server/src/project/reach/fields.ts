import type { Expression } from '../../facts/expression.ts';
import type { Scope } from '../../facts/scope.ts';

/** An annotated name of a class body. */
export interface Field {
  readonly name: string;
  readonly annotation: Expression;
}

/** The annotated names of a class body, in the order in which a data class takes them. */
export function fieldsOf({ events }: Scope): readonly Field[] {
  return events.flatMap((event) => {
    const target =
      event.kind === 'declare'
        ? event.target
        : event.kind === 'assign'
          ? event.targets[0]
          : undefined;
    if (target?.kind !== 'name') return [];
    const annotation =
      event.kind === 'declare' || event.kind === 'assign' ? event.annotation : undefined;
    return annotation === undefined ? [] : [{ name: target.name, annotation }];
  });
}
