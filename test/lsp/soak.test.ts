import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { Parser, Tree } from 'web-tree-sitter';
import { Analysis } from '../../server/src/analysis/analysis.ts';
import type { FindingsEvent } from '../../server/src/analysis/service.ts';
import { FileProblem, type Workspace } from '../../server/src/analysis/workspace.ts';
import { PythonParser } from '../../server/src/syntax/python-parser.ts';
import { shellProgram } from './server-workspace.ts';

const edits = 2_500;
const warmUp = 1_000;
/** Bytes that may be added between the two measurements: 1 KB an edit would be a leak. */
const tolerance = (edits - warmUp) * 1024;

/** What is typed and taken back. */
const typing = '\n    x = call(1)';

/** Pseudo-random numbers below `limit`, the same in every run. */
function dice(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/**
 * How many trees live in the parser's own memory, which no measure of JavaScript's memory shows:
 * those parsed and not deleted.
 */
function liveTrees(): () => number {
  const alive = { count: 0 };
  const { parse } = Parser.prototype;
  const { delete: free } = Tree.prototype;
  Parser.prototype.parse = function (...args) {
    const tree = parse.apply(this, args);
    if (tree !== null) alive.count++;
    return tree;
  };
  Tree.prototype.delete = function () {
    alive.count--;
    free.call(this);
  };
  return () => alive.count;
}

/** A module of some size whose functions can be edited alone. */
function moduleText(name: string): string {
  const functions = Array.from(
    { length: 40 },
    (_, index) =>
      `\n\ndef ${name}_${index}(value):\n    for item in range(value):\n        print(item)\n    return value\n`,
  );
  return shellProgram + functions.join('');
}

async function loadAnalysis(): Promise<Analysis> {
  const parserFile = (name: string) =>
    readFile(fileURLToPath(new URL(`../../node_modules/${name}`, import.meta.url)));
  const nothing: Workspace = {
    read: () => Promise.reject(new FileProblem('gone', 'no disk')),
    list: () => Promise.resolve([]),
  };
  return new Analysis({
    parser: await PythonParser.load({
      runtime: await parserFile('web-tree-sitter/tree-sitter.wasm'),
      grammar: await parserFile('tree-sitter-wasms/out/tree-sitter-python.wasm'),
    }),
    workspace: nothing,
    scheduler: {
      now: () => performance.now(),
      yield: () => new Promise((resolve) => setImmediate(resolve)),
    },
    decode: (bytes, label) => new TextDecoder(label).decode(bytes),
  });
}

describe('a long day of typing', () => {
  it('leaves memory as it was after the warm-up', { timeout: 300_000 }, async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const trees = liveTrees();
    const analysis = await loadAnalysis();
    const last = new Map<string, FindingsEvent>();
    let heard = () => {};
    analysis.onFindings((event) => {
      last.set(event.path, event);
      heard();
    });
    /** What is typed next waits for what was typed before: each edit is analysed. */
    const analysed = async (path: string, version: number) => {
      while (last.get(path)?.version !== version) {
        await new Promise<void>((resolve) => {
          heard = resolve;
        });
      }
    };
    await analysis.setFolders([{ path: '/soak', name: 'soak', settings: {} }]);
    const texts = new Map<string, string>();
    for (const name of ['one', 'two', 'three', 'four']) {
      texts.set(`/soak/${name}.py`, moduleText(name));
    }
    for (const [path, text] of texts) {
      await analysis.open({ path, version: 0, text, languageId: 'python' });
      await analysed(path, 0);
    }
    const roll = dice(7);
    const paths = [...texts.keys()];
    const measure = () => {
      collect();
      const { heapUsed, external } = process.memoryUsage();
      return heapUsed + external;
    };
    let before = 0;
    for (let version = 1; version <= edits; version++) {
      const path = paths[roll(paths.length)] ?? '';
      const text = texts.get(path) ?? '';
      // What was typed is taken back by the next edit of the file: the texts do not grow.
      const at = text.indexOf(typing);
      const end = text.indexOf('\n    return', roll(text.length / 2));
      const change =
        at >= 0
          ? { span: [at, at + typing.length] as const, text: '' }
          : { span: [end, end] as const, text: typing };
      texts.set(path, text.slice(0, change.span[0]) + change.text + text.slice(change.span[1]));
      await analysis.change(path, version, [change]);
      await analysed(path, version);
      if (roll(100) === 0) await analysis.saved(path);
      if (version === warmUp) before = measure();
    }
    const after = measure();
    for (const path of paths) {
      const event = last.get(path);
      expect(event?.findings.map(({ code }) => code)).toContain('GVT201');
    }
    // One tree for each open file at most.
    expect(trees()).toBeGreaterThanOrEqual(0);
    expect(trees()).toBeLessThanOrEqual(paths.length);
    expect(after - before).toBeLessThan(tolerance);
    await analysis.dispose();
  });
});
