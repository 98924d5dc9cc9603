import { childOf, childOfType, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import type { FunctionRecord } from './memory.ts';
import { operandsOf } from './operands.ts';
import { readArguments, readExpression } from './read-expression.ts';
import { readParameters } from './read-parameters.ts';
import { type Scope, Use } from './scope.ts';
import { ownCopy, ScopeBuilder } from './scope-builder.ts';

type ReadBlock = (scope: ScopeBuilder, block: SyntaxNode) => void;

/** A `def` or `class`, decorated or not: evaluates its header, reads its body, binds its name. */
export function readDefinition(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): void {
  const definition = childOf(node, 'definition') ?? node;
  const decorators: Expression[] = [];
  for (const child of node.children) {
    if (child.type !== 'decorator') continue;
    const [operand] = operandsOf(child);
    if (operand !== undefined) {
      decorators.push(readExpression(scope, operand, Use.decorator, 'decorator'));
    }
  }
  const child =
    definition.type === 'class_definition'
      ? readClass(scope, node, definition, decorators, readBlock)
      : readFunction(scope, node, definition, decorators, readBlock);
  if (child.broken) scope.broken = true;
  const index = scope.children.length;
  scope.children.push({ start: node.start - scope.origin, scope: child });
  scope.emit({ kind: 'define', span: scope.span(node), child: index });
}

function readClass(
  scope: ScopeBuilder,
  node: SyntaxNode,
  definition: SyntaxNode,
  decorators: readonly Expression[],
  readBlock: ReadBlock,
): Scope {
  const superclasses = childOf(definition, 'superclasses');
  const bases = superclasses === undefined ? [] : readArguments(scope, superclasses, Use.base);
  const inner = new ScopeBuilder(scope.reading, 'class', node.start, scope.textOf(node));
  const body = childOf(definition, 'body');
  if (body !== undefined) readBlock(inner, body);
  scope.functions.push(...inner.functions);
  return inner.finish({ ...nameOf(inner, definition), bases, decorators });
}

function readFunction(
  scope: ScopeBuilder,
  node: SyntaxNode,
  definition: SyntaxNode,
  decorators: readonly Expression[],
  readBlock: ReadBlock,
): Scope {
  const list = childOf(definition, 'parameters');
  const parameters = list === undefined ? [] : readParameters(scope, list, readExpression);
  const returned = childOf(definition, 'return_type');
  if (returned !== undefined) readExpression(scope, returned, Use.annotation);
  const known = scope.reading.known(node);
  if (known !== undefined) {
    const record = withHeader(known, parameters, decorators);
    scope.functions.push(record);
    return record.scope;
  }
  const text = ownCopy(scope.textOf(node));
  const inner = new ScopeBuilder(scope.reading, 'function', node.start, text);
  const body = childOf(definition, 'body');
  if (body !== undefined) readBlock(inner, body);
  const isAsync = childOfType(definition, 'async') !== undefined;
  const result = inner.finish({ ...nameOf(inner, definition), parameters, decorators, isAsync });
  if (result.broken) scope.functions.push(...inner.functions);
  else scope.functions.push({ text, scope: result, inner: inner.functions });
  return result;
}

function nameOf(inner: ScopeBuilder, definition: SyntaxNode): Pick<Scope, 'name' | 'nameSpan'> {
  const name = childOf(definition, 'name');
  return name === undefined
    ? { name: '', nameSpan: [0, 0] }
    : { name: inner.textOf(name), nameSpan: inner.span(name) };
}

/**
 * A known function where it stands now. Its body depends on its text alone, but defaults,
 * annotations and decorators are the parent's, and count from there.
 */
function withHeader(
  known: FunctionRecord,
  parameters: Scope['parameters'],
  decorators: Scope['decorators'],
): FunctionRecord {
  const { scope } = known;
  const same =
    JSON.stringify([scope.parameters, scope.decorators]) ===
    JSON.stringify([parameters, decorators]);
  return same ? known : { ...known, scope: { ...scope, parameters, decorators } };
}
