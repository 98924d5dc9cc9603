import type { Expression } from '../../server/src/facts/expression.ts';
import type { FileFacts } from '../../server/src/facts/facts.ts';
import type { Call, Event, Scope } from '../../server/src/facts/scope.ts';

/** An expression in short: names as written, `#n` for the n-th call of the scope. */
export function describeExpression(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name;
    case 'attribute':
      return `${describeExpression(expression.base)}.${expression.name}`;
    case 'call':
      return `#${expression.call}`;
    case 'string':
      return JSON.stringify(expression.value);
    case 'number':
      return expression.text;
    case 'constant':
      return expression.value;
    case 'lambda':
      return `lambda#${expression.child}`;
    case 'sequence':
      return `${expression.type}(${expression.items.map(describeExpression).join(', ')})`;
    case 'dictionary':
      return `{${expression.values
        .map((value, at) => {
          const key = expression.keys?.[at];
          const text = describeExpression(value);
          if (key === undefined) return text;
          return key === null ? `**${text}` : `${JSON.stringify(key)}: ${text}`;
        })
        .join(', ')}}`;
    case 'await':
    case 'not':
      return `${expression.kind} ${describeExpression(expression.value)}`;
    case 'boolean':
    case 'comparison':
    case 'binary':
      return `(${describeExpression(expression.left)} ${expression.operator} ${describeExpression(expression.right)})`;
    case 'subscript':
      return `${describeExpression(expression.base)}[${describeExpression(expression.index)}]`;
    case 'conditional':
      return `(${describeExpression(expression.test)} ? ${describeExpression(expression.then)} : ${describeExpression(expression.otherwise)})`;
    case 'other':
      return `<${expression.syntax}>`;
  }
}

function describeCall(call: Call): string {
  const args = call.arguments.map(
    ({ keyword, star, value }) =>
      `${keyword === undefined ? '' : `${keyword}=`}${'*'.repeat(star ?? 0)}${describeExpression(value)}`,
  );
  const awaited = call.awaited ? ' awaited' : '';
  return `${describeExpression(call.callee)}(${args.join(', ')}) ${call.usage}${awaited}`;
}

function describeEvent(scope: Scope, event: Event): string {
  switch (event.kind) {
    case 'import':
      return event.names.map(({ module, as }) => (as ? `${module} as ${as}` : module)).join(', ');
    case 'from-import': {
      const names = event.names.map(({ name, as }) => (as ? `${name} as ${as}` : name));
      return `${'.'.repeat(event.level)}${event.module}: ${event.star ? '*' : names.join(', ')}`;
    }
    case 'call':
      return describeCall(scope.calls[event.call]!);
    case 'assign':
      return `${event.targets.map(describeExpression).join(' = ')} ${event.augmented ? '+=' : '='} ${describeExpression(event.value)}`;
    case 'read':
      return `${describeExpression(event.expression)} use ${event.use}`;
    case 'define':
      return scope.children[event.child]!.scope.name;
    case 'enter':
      return `${describeExpression(event.manager)}${event.target === undefined ? '' : ` as ${describeExpression(event.target)}`}`;
    case 'iterate':
      return `${describeExpression(event.target)} in ${describeExpression(event.iterable)}`;
    case 'return':
      return event.value === undefined ? '' : describeExpression(event.value);
    case 'delete':
      return describeExpression(event.target);
    case 'expression':
      return describeExpression(event.value);
    case 'bind':
      return event.name;
    case 'declare':
      return `${describeExpression(event.target)}: ${describeExpression(event.annotation)}`;
    case 'yield':
      return event.value === undefined ? '' : describeExpression(event.value);
  }
}

/** Where an event stands: the kinds of its blocks from the outermost to the innermost. */
function describeBlock(scope: Scope, index: number): string {
  if (index === -1) return '';
  const block = scope.blocks[index]!;
  return `${describeBlock(scope, block.parent)}${block.kind}> `;
}

/** The events of a scope and of those inside it, one a line, children indented below. */
export function describeScope(scope: Scope, indent = ''): string[] {
  const lines = scope.events.map((event) => {
    const words = `${indent}${describeBlock(scope, event.block)}${event.kind} ${describeEvent(scope, event)}`;
    return words.trimEnd();
  });
  for (const { scope: child } of scope.children) {
    lines.push(`${indent}  [${child.kind} ${child.name}]`.trimEnd().replace(' ]', ']'));
    lines.push(...describeScope(child, `${indent}  `));
  }
  return lines;
}

/** The whole file in the words of `describeScope`. */
export function describeFacts(facts: FileFacts): string[] {
  return facts.statements.flatMap(({ unit }) => describeScope(unit));
}
