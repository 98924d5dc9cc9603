import type { Expression } from '../facts/expression.ts';
import type { ScopeView, UnitView } from './model.ts';

/** An expression without its place, as far as somebody may follow it. */
export function words(expression: Expression, unit: UnitView, depth = 0): string {
  const deeper = (inner: Expression): string => words(inner, unit, depth + 1);
  if (depth > 20) return '…';
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${deeper(expression.base)}.${expression.name}`;
    case 'call': {
      const fact = unit.facts.calls[expression.call];
      if (fact === undefined) return '…';
      const given = fact.arguments.map(({ keyword, star, value }) => {
        return `${star}${keyword}=${deeper(value)}`;
      });
      return `${deeper(fact.callee)}(${given})`;
    }
    case 'constant':
      return expression.value;
    case 'number':
      return expression.text;
    case 'string':
      return JSON.stringify(expression.value);
    case 'lambda':
      return `lambda ${expression.child}`;
    case 'sequence':
      return `${expression.type}[${expression.items.map(deeper)}]`;
    case 'dictionary':
      return `dictionary{${JSON.stringify(expression.keys)}:${expression.values.map(deeper)}}`;
    case 'not':
    case 'await':
      return `${expression.kind} ${deeper(expression.value)}`;
    case 'boolean':
    case 'comparison':
    case 'binary':
      return `(${deeper(expression.left)} ${expression.operator} ${deeper(expression.right)})`;
    case 'conditional':
      return `(${deeper(expression.then)} if ${deeper(expression.test)} else ${deeper(expression.otherwise)})`;
    case 'subscript':
      return `${deeper(expression.base)}[${deeper(expression.index)}]`;
    case 'other':
      return `${expression.syntax} ${expression.inner ? deeper(expression.inner) : ''}`;
  }
}

const identities = new WeakMap<ScopeView, string>();
let named = 0;

/** A word for this very scope: two may share one qualified name. */
export function identity(scope: ScopeView): string {
  let word = identities.get(scope);
  if (word === undefined) {
    named += 1;
    word = `#${named}`;
    identities.set(scope, word);
  }
  return word;
}
