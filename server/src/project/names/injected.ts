import type { Argument, Expression } from '../../facts/expression.ts';
import { unknown } from '../value.ts';
import type { LinkedScope, LinkedUnit } from '../views.ts';
import { agreed, type Resolved } from './resolved.ts';
import type { Resolving } from './resolving.ts';

/**
 * What a parameter stands for that a decorator of the workspace passes: `cursor` of a function
 * below `@with_cursor`, where that calls the function as `f(connection.cursor(), …)`. The decorator
 * next to the function counts, as long as it passes that argument itself.
 */
export function injected(resolver: Resolving, scope: LinkedScope, index: number): Resolved {
  const { facts, outer } = scope;
  const parameter = facts?.parameters[index];
  if (!facts || !outer || !parameter || parameter.star !== 0) return unknown;
  for (const decorator of facts.decorators.toReversed()) {
    const made = decoratorOf(resolver, decorator, outer);
    if (made === undefined) return unknown;
    const calls = callsOf(made);
    if (calls.length === 0) return unknown;
    const values = calls.map(({ unit, given }) => {
      const argument = argumentFor(given, index, parameter.name);
      if (argument === 'passed on') return argument;
      return argument ? resolver.resolve(argument.value, unit) : unknown;
    });
    if (values.every((value) => value === 'passed on')) continue;
    return agreed(values.map((value) => (value === 'passed on' ? unknown : value)));
  }
  return unknown;
}

/** The function of the workspace that a decorator is, or that its call returns. */
function decoratorOf(
  resolver: Resolving,
  decorator: Expression,
  outer: LinkedUnit,
): LinkedScope | undefined {
  const value = resolver.resolve(decorator, outer);
  if (value.kind !== 'function') return undefined;
  const scope = value.scope as LinkedScope;
  resolver.looksAt(scope.module);
  return scope;
}

interface GivenCall {
  readonly unit: LinkedUnit;
  readonly given: readonly Argument[];
}

/** The calls of a decorator's first parameter in it and in the functions inside. */
function callsOf(decorator: LinkedScope): readonly GivenCall[] {
  const first = decorator.facts?.parameters[0];
  if (first === undefined || first.star !== 0) return [];
  const found: GivenCall[] = [];
  const visit = ({ units, facts }: LinkedScope, isOuter: boolean): void => {
    // A function inside may have a parameter of this name itself.
    if (!isOuter && facts?.parameters.some(({ name }) => name === first.name)) return;
    for (const unit of units) {
      for (const { call } of unit.calls) {
        const { callee, arguments: given } = call;
        if (callee.kind === 'name' && callee.name === first.name) found.push({ unit, given });
      }
      for (const child of unit.children) visit(child, false);
    }
  };
  visit(decorator, true);
  return found;
}

/** What a call passes for a parameter; whether it only passes on what the wrapper is given. */
function argumentFor(
  given: readonly Argument[],
  index: number,
  name: string,
): Argument | 'passed on' | undefined {
  const named = given.find(({ keyword }) => keyword === name);
  if (named) return named;
  const before = given.slice(0, index + 1).filter(({ keyword }) => keyword === undefined);
  const star = before.findIndex((one) => one.star !== undefined);
  if (star === 0) return 'passed on';
  return star > 0 ? undefined : before[index];
}
