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
  const child =
    readKnown(scope, node) ??
    ((childOf(node, 'definition') ?? node).type === 'class_definition'
      ? readClass(scope, node, readBlock)
      : readFunction(scope, node, readBlock));
  if (child.broken) scope.broken = true;
  const index = scope.children.length;
  scope.children.push({ start: node.start - scope.origin, scope: child });
  scope.emit({ kind: 'define', span: scope.span(node), child: index });
}

/** A function that was read before and whose header does nothing but load names. */
function readKnown(scope: ScopeBuilder, node: SyntaxNode): Scope | undefined {
  const known = scope.reading.known(node);
  if (known?.headerUses === undefined) return undefined;
  for (const [name, bits] of known.headerUses) scope.use(name, bits);
  const start = node.start - scope.origin;
  const by = start - known.start;
  const record =
    by === 0
      ? known
      : withHeader(
          known,
          start,
          shifted(known.scope.parameters, by),
          shifted(known.scope.decorators, by),
          shifted(known.scope.returns, by),
        );
  scope.functions.push(record);
  return record.scope;
}

function readDecorators(scope: ScopeBuilder, node: SyntaxNode): Expression[] {
  const decorators: Expression[] = [];
  for (const child of node.children) {
    const operand = child.type === 'decorator' ? operandsOf(child)[0] : undefined;
    if (operand !== undefined) {
      decorators.push(readExpression(scope, operand, Use.decorator, 'decorator'));
    }
  }
  return decorators;
}

function readClass(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): Scope {
  const definition = childOf(node, 'definition') ?? node;
  const decorators = readDecorators(scope, node);
  const superclasses = childOf(definition, 'superclasses');
  const bases = superclasses === undefined ? [] : readArguments(scope, superclasses, Use.base);
  const inner = new ScopeBuilder(scope.reading, 'class', node.start, scope.textOf(node));
  const body = childOf(definition, 'body');
  if (body !== undefined) readBlock(inner, body);
  scope.functions.push(...inner.functions);
  return inner.finish({ ...nameOf(inner, definition), bases, decorators });
}

function readFunction(scope: ScopeBuilder, node: SyntaxNode, readBlock: ReadBlock): Scope {
  const definition = childOf(node, 'definition') ?? node;
  const events = scope.events.length;
  const children = scope.children.length;
  const headerUses: [string, number][] = [];
  const brokenBefore = scope.broken;
  scope.noted = headerUses;
  const decorators = readDecorators(scope, node);
  const list = childOf(definition, 'parameters');
  const parameters = list === undefined ? [] : readParameters(scope, list, readExpression);
  const returned = childOf(definition, 'return_type');
  const annotation = returned && readExpression(scope, returned, Use.annotation);
  const returns = annotation?.kind === 'constant' ? undefined : annotation;
  scope.noted = undefined;
  const headerBroke = scope.broken && !brokenBefore;
  const start = node.start - scope.origin;
  const known = scope.reading.known(node);
  if (known !== undefined) {
    const record = withHeader(known, start, parameters, decorators, returns);
    scope.functions.push(record);
    return record.scope;
  }
  const text = ownCopy(scope.textOf(node));
  const inner = new ScopeBuilder(scope.reading, 'function', node.start, text);
  const body = childOf(definition, 'body');
  if (body !== undefined) readBlock(inner, body);
  const isAsync = childOfType(definition, 'async') !== undefined;
  const header = { parameters, decorators, isAsync, returns };
  const result = inner.finish({ ...nameOf(inner, definition), ...header });
  if (result.broken || headerBroke) {
    scope.functions.push(...inner.functions);
    return result;
  }
  const quiet = scope.events.length === events && scope.children.length === children;
  scope.functions.push({
    text,
    scope: result,
    start,
    headerUses: quiet ? headerUses : undefined,
    inner: inner.functions,
  });
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
  start: number,
  parameters: Scope['parameters'],
  decorators: Scope['decorators'],
  returns: Scope['returns'],
): FunctionRecord {
  const { scope } = known;
  const bare =
    decorators.length === 0 &&
    returns === undefined &&
    parameters.every((each) => !each.default && !each.annotation);
  const same =
    bare ||
    JSON.stringify([scope.parameters, scope.decorators, scope.returns]) ===
      JSON.stringify([parameters, decorators, returns]);
  if (same) return { ...known, start };
  const header = { parameters, decorators, ...(returns === undefined ? {} : { returns }) };
  return { ...known, start, scope: { ...scope, ...header } };
}

/** The same plain data with every span moved. */
function shifted<T>(data: T, by: number): T {
  if (Array.isArray(data)) return data.map((item) => shifted(item, by)) as T;
  if (typeof data !== 'object' || data === null) return data;
  const copy: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(data)) {
    copy[key] = key === 'span' ? [value[0] + by, value[1] + by] : shifted(value, by);
  }
  return copy as T;
}
