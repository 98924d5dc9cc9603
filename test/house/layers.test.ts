import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type SourceText, sourcesBelow } from './sources.ts';

/** A folder may import itself and those to its left. */
const order = [
  'knowledge',
  'syntax',
  'facts',
  'deployment',
  'project',
  'evidence',
  'fixes',
  'rules',
  'analysis',
  'report',
  'protocol',
  'lsp',
  'cli',
  'node',
  'browser',
] as const;

/** `report` and `protocol` stand beside each other, and so do the two hosts and the two entries. */
const strangers: readonly (readonly [string, string])[] = [
  ['protocol', 'report'],
  ['protocol', 'analysis'],
  ['cli', 'lsp'],
  ['browser', 'node'],
  ['browser', 'cli'],
];

/** Packages that a layer may use; the hosts and entries may use what they need. */
const packages: Readonly<Record<string, readonly string[]>> = {
  knowledge: ['@renovatebot/pep440'],
  syntax: ['web-tree-sitter'],
  facts: [],
  deployment: ['toml-eslint-parser', 'yaml', 'dockerfile-ast', 'jsonc-parser'],
  project: [],
  evidence: [],
  fixes: ['jsonc-parser', 'toml-eslint-parser'],
  rules: [],
  analysis: ['toml-eslint-parser', 'ignore', 'picomatch'],
  report: ['diff'],
  protocol: [],
};

const sources = sourcesBelow(['server/src', 'client/src']);

describe('layers', () => {
  it('finds the sources', () => {
    expect(sources.length).toBeGreaterThan(60);
  });

  it('lets a folder import only itself and those to its left', () => {
    expect(sources.flatMap(wrongImports)).toEqual([]);
  });

  it('has no circular imports', () => {
    expect(cycles()).toEqual([]);
  });
});

function wrongImports(source: SourceText): readonly string[] {
  const layer = layerOf(source.path);
  return importsOf(source).flatMap((specifier) => {
    if (!specifier.startsWith('.')) {
      const allowed = packages[layer];
      const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
      return allowed === undefined || allowed.includes(name)
        ? []
        : [`${source.path} imports the package ${specifier}`];
    }
    // The manifest is nobody's layer: versions and addresses come from it.
    if (specifier.endsWith('/package.json')) return [];
    const target = layerOf(normalize(join(dirname(source.path), specifier)));
    return mayImport(layer, target)
      ? []
      : [`${source.path} (${layer}) imports ${specifier} (${target})`];
  });
}

function mayImport(from: string, to: string): boolean {
  if (from === to) return true;
  if (from === 'client') return to === 'protocol';
  if (strangers.some(([a, b]) => a === from && b === to)) return false;
  return (
    order.indexOf(to as never) >= 0 && order.indexOf(to as never) < order.indexOf(from as never)
  );
}

function layerOf(path: string): string {
  return path.startsWith('client/') ? 'client' : (path.split('/')[2] ?? '');
}

function importsOf({ text }: SourceText): readonly string[] {
  return [
    ...text.matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]\s*\)|(?:^|\n)import\s*['"]([^'"]+)['"]/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '');
}

/** Circles among imports that exist at run time (`import type` is erased). */
function cycles(): readonly string[] {
  const graph = new Map(
    sources.map((source) => [
      source.path,
      [
        ...source.text.matchAll(
          /(?:^|\n)(?:import|export)\s+(?!type\b)[^'"`;]*?from\s*['"](\.[^'"]+)['"]/g,
        ),
      ].map((match) => normalize(join(dirname(source.path), match[1] ?? ''))),
    ]),
  );
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, trail: readonly string[]): void => {
    const at = trail.indexOf(path);
    if (at >= 0) {
      found.push([...trail.slice(at), path].join(' → '));
      return;
    }
    if (done.has(path)) return;
    for (const next of graph.get(path) ?? []) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of graph.keys()) visit(path, []);
  return found;
}
