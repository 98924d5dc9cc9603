import { childOf, type SyntaxNode } from '../syntax/syntax-node.ts';
import type { Expression } from './expression.ts';
import { type Parameter, Use } from './scope.ts';
import type { ScopeBuilder } from './scope-builder.ts';

type Read = (scope: ScopeBuilder, node: SyntaxNode, use?: number) => Expression;

/** The parameters of a `def` or lambda; defaults and annotations are evaluated in `scope`. */
export function readParameters(scope: ScopeBuilder, list: SyntaxNode, read: Read): Parameter[] {
  const parameters: Parameter[] = [];
  let keywordOnly = false;
  for (const node of list.children) {
    if (node.type === 'keyword_separator') {
      keywordOnly = true;
      continue;
    }
    const written = nameOf(node);
    if (written === undefined) continue;
    const star =
      written.type === 'list_splat_pattern'
        ? 1
        : written.type === 'dictionary_splat_pattern'
          ? 2
          : 0;
    const name =
      star === 0 ? written : written.children.find((child) => child.type === 'identifier');
    const defaultNode = childOf(node, 'value');
    const annotationNode = childOf(node, 'type');
    parameters.push({
      name: name === undefined ? '' : scope.textOf(name),
      star,
      keywordOnly: keywordOnly && star === 0,
      ...(defaultNode === undefined ? {} : { default: read(scope, defaultNode, Use.default) }),
      ...(annotationNode === undefined
        ? {}
        : { annotation: read(scope, annotationNode, Use.annotation) }),
    });
    if (star === 1) keywordOnly = true;
  }
  return parameters;
}

function nameOf(node: SyntaxNode): SyntaxNode | undefined {
  switch (node.type) {
    case 'identifier':
    case 'list_splat_pattern':
    case 'dictionary_splat_pattern':
    case 'tuple_pattern':
      return node;
    case 'default_parameter':
    case 'typed_default_parameter':
      return childOf(node, 'name');
    case 'typed_parameter':
      return node.children[0];
    default:
      return undefined;
  }
}
