import type { FilePath } from '../facts/file-path.ts';
import type { FixSource, OrderGuard, SourceFile } from '../fixes/source.ts';
import type { ProjectView } from '../project/model.ts';
import type { PythonParser, Tree } from '../syntax/python-parser.ts';
import { isUnread } from './module-checks.ts';
import { leadingComments } from './source-reader.ts';

/** Texts with trees for building fixes. Whoever makes one disposes of it. */
export class FixSources implements FixSource {
  readonly project: ProjectView;
  readonly #parser: PythonParser;
  readonly #texts: ReadonlyMap<FilePath, string>;
  readonly #guards: ReadonlyMap<FilePath, OrderGuard>;
  readonly #trees = new Map<FilePath, Tree>();

  constructor(
    project: ProjectView,
    parser: PythonParser,
    texts: ReadonlyMap<FilePath, string>,
    guards: ReadonlyMap<FilePath, OrderGuard>,
  ) {
    this.project = project;
    this.#parser = parser;
    this.#texts = texts;
    this.#guards = guards;
  }

  file(path: FilePath): SourceFile | undefined {
    const module = this.project.moduleAt(path);
    if (module === undefined || module.facts.problems.length > 0) return undefined;
    return this.brokenFile(path);
  }

  /** As `file`, also where the text holds a syntax error: for comments, which harm nothing. */
  brokenFile(path: FilePath): SourceFile | undefined {
    const whole = this.#texts.get(path);
    const module = this.project.moduleAt(path);
    if (whole === undefined || module === undefined) return undefined;
    // What was not parsed for its facts is not parsed for its comments either.
    const text = isUnread(module) ? leadingComments(whole) : whole;
    const tree = this.#trees.get(path) ?? this.#parser.parse(text);
    if (tree === undefined) return undefined;
    this.#trees.set(path, tree);
    return { path, text, tree, module };
  }

  deploymentText(path: FilePath): string | undefined {
    return this.#texts.get(path);
  }

  orderGuard(path: FilePath): OrderGuard {
    return this.#guards.get(path) ?? { isort: false, e402: false, autopep8: false };
  }

  dispose(): void {
    for (const tree of this.#trees.values()) tree.delete();
    this.#trees.clear();
  }
}
