import type { Expression } from '../../facts/expression.ts';
import { unknown } from '../value.ts';
import type { LinkedUnit } from '../views.ts';
import { isClassPath } from './external-names.ts';
import { agreed, asValue, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/** Generic types that say something of how a value is used, and not what it is. */
const transparent =
  /^typing(?:_extensions)?\.(?:Annotated|ClassVar|Final|Optional|Required|NotRequired|ReadOnly|Union)$/;

/** Types that say nothing of a value. */
const anything = /^(?:typing(?:_extensions)?\.(?:Any|AnyStr)|builtins\.object)$/;

/**
 * What a name with this annotation stands for: an instance of the class that it names, also
 * through `X | None`, `Optional[X]` and `"X"`. What is really bound may be of a subclass.
 */
export function annotated(resolver: Resolving, annotation: Expression, unit: LinkedUnit): Resolved {
  switch (annotation.kind) {
    case 'constant':
      return { kind: 'constant', value: annotation.value };
    case 'string': {
      const named = expressionIn(annotation.value, annotation.span);
      return named === undefined ? unknown : annotated(resolver, named, unit);
    }
    case 'binary':
      if (annotation.operator !== '|') return unknown;
      return agreed(
        [annotation.left, annotation.right].map((side) => annotated(resolver, side, unit)),
      );
    case 'subscript': {
      const base = resolver.resolve(annotation.base, unit);
      if (base.kind !== 'external') return unknown;
      const { index } = annotation;
      const given = index.kind === 'sequence' ? index.items : [index];
      if (!transparent.test(base.path)) return container(resolver, base.path, given, unit);
      const items = base.path.endsWith('.Union') ? given : given.slice(0, 1);
      return agreed(items.map((item) => annotated(resolver, item, unit)));
    }
    default: {
      const named = evaluatedLater(resolver, annotation, unit);
      if (named.kind === 'class') return { kind: 'instance', scope: named.scope };
      return named.kind === 'external' && isClassPath(named.path) && !anything.test(named.path)
        ? { kind: 'external-instance', path: named.path }
        : unknown;
    }
  }
}

/** What annotations call the containers that are walked over, and those with keys. */
const listLike =
  /\.(?:Collection|Deque|deque|FrozenSet|frozenset|Generator|Iterable|Iterator|List|list|Sequence|MutableSequence|Set|set|AbstractSet)$/;
const dictionaries = /\.(?:DefaultDict|defaultdict|Dict|dict|Mapping|MutableMapping|OrderedDict)$/;
const builtinOf: ReadonlyMap<string, string> = new Map([
  ['typing.List', 'builtins.list'],
  ['typing.Set', 'builtins.set'],
  ['typing.Tuple', 'builtins.tuple'],
]);

/** `list[X]`, `Iterator[X]`, `tuple[X, ...]`, `dict[K, X]`: a container of instances of `X`. */
function container(
  resolver: Resolving,
  named: string,
  given: readonly Expression[],
  unit: LinkedUnit,
): Resolved {
  const path = dictionaries.test(named) ? 'builtins.dict' : (builtinOf.get(named) ?? named);
  const isOfOne = given.length === 2 && given[1]?.kind === 'other';
  const isWalked = listLike.test(path) || (path === 'builtins.tuple' && isOfOne);
  const item = path === 'builtins.dict' ? given[1] : isWalked ? given[0] : undefined;
  const of = item && asValue(annotated(resolver, item, unit));
  return of === undefined || of.kind === 'unknown'
    ? unknown
    : { kind: 'external-instance', path, of };
}

/** Annotations in quotes may name what is bound further down in the module. */
function evaluatedLater(resolver: Resolving, annotation: Expression, unit: LinkedUnit): Resolved {
  const named = resolver.resolve(annotation, unit);
  if (named.kind !== 'unknown' || annotation.kind !== 'name') return named;
  return resolver.memberOf({ kind: 'module', module: unit.scope.module }, annotation.name);
}

/** The expression that a text like `shop.db.Client`, `Client | None` or `list[Client]` is. */
function expressionIn(text: string, span: Expression['span']): Expression | undefined {
  const sides = splitOutside(text, '|');
  if (sides.length > 1) {
    const [first, ...rest] = sides.map((side) => expressionIn(side, span));
    return rest.reduce<Expression | undefined>(
      (left, right) => left && right && { kind: 'binary', operator: '|', left, right, span },
      first,
    );
  }
  const [, outer, inside] = /^([\w.]+)\[(.+)\]$/s.exec(text.trim()) ?? [];
  const base = nameIn(outer ?? text.trim(), span);
  if (base === undefined || inside === undefined) return base;
  const items = splitOutside(inside, ',').map((item) => expressionIn(item, span));
  if (items.some((item) => item === undefined)) return undefined;
  const known = items as readonly Expression[];
  const [first] = known;
  const index: Expression =
    known.length === 1 && first ? first : { kind: 'sequence', type: 'tuple', items: known, span };
  return { kind: 'subscript', base, index, span };
}

/** The parts of a text between separators that stand in no brackets. */
function splitOutside(text: string, separator: string): readonly string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '[') depth++;
    else if (character === ']') depth--;
    else if (character === separator && depth === 0) {
      parts.push(text.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, text.slice(from)];
}

/** The expression that a dotted text is. */
function nameIn(text: string, span: Expression['span']): Expression | undefined {
  if (text === 'None') return { kind: 'constant', value: 'None', span };
  if (text === '...') return { kind: 'other', syntax: 'ellipsis', span };
  if (!/^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/.test(text)) return undefined;
  const [first, ...rest] = text.split('.');
  return rest.reduce<Expression>((base, name) => ({ kind: 'attribute', base, name, span }), {
    kind: 'name',
    name: first!,
    span,
  });
}
