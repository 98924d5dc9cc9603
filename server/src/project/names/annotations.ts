import type { Expression } from '../../facts/expression.ts';
import { unknown } from '../value.ts';
import type { LinkedUnit } from '../views.ts';
import { isClassPath } from './external-names.ts';
import { agreed, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** Generic types that say something of how a value is used, and not what it is. */
const transparent =
  /^typing(?:_extensions)?\.(?:Annotated|ClassVar|Final|Optional|Required|NotRequired|ReadOnly|Union)$/;

/**
 * What a name with this annotation stands for: an instance of the class that it names, also
 * through `X | None`, `Optional[X]` and `"X"`. What is really bound may be of a subclass.
 */
export function annotated(resolver: Resolving, annotation: Expression, unit: LinkedUnit): Resolved {
  switch (annotation.kind) {
    case 'constant':
      return { kind: 'constant', value: annotation.value };
    case 'string': {
      const named = nameIn(annotation.value, annotation.span);
      return named === undefined ? unknown : annotated(resolver, named, unit);
    }
    case 'binary':
      if (annotation.operator !== '|') return unknown;
      return agreed(
        [annotation.left, annotation.right].map((side) => annotated(resolver, side, unit)),
      );
    case 'subscript': {
      const base = resolver.resolve(annotation.base, unit);
      if (base.kind !== 'external' || !transparent.test(base.path)) return unknown;
      const { index } = annotation;
      if (index.kind !== 'sequence') return annotated(resolver, index, unit);
      const items = base.path.endsWith('.Union') ? index.items : index.items.slice(0, 1);
      return agreed(items.map((item) => annotated(resolver, item, unit)));
    }
    default: {
      const named = resolver.resolve(annotation, unit);
      if (named.kind === 'class') return { kind: 'instance', scope: named.scope };
      return named.kind === 'external' && isClassPath(named.path)
        ? { kind: 'external-instance', path: named.path }
        : unknown;
    }
  }
}

/** The expression that a text like `shop.db.Client` is. */
function nameIn(text: string, span: Expression['span']): Expression | undefined {
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text)) return undefined;
  const [first, ...rest] = text.split('.');
  return rest.reduce<Expression>((base, name) => ({ kind: 'attribute', base, name, span }), {
    kind: 'name',
    name: first!,
    span,
  });
}
