import type { LinkingView } from '../linking-view.ts';
import type { ModuleView } from '../model.ts';
import { type EntryTraits, entryTraits } from './entry-traits.ts';

/** A module in the graph. */
export interface GraphNode {
  readonly module: ModuleView;
  readonly traits: EntryTraits;
  /** The nodes that import it, by their numbers, in no particular order. */
  readonly importers: readonly number[];
}

interface MutableNode extends GraphNode {
  traits: EntryTraits;
  imported: readonly number[];
  readonly importers: number[];
}

/**
 * Who imports whom, anywhere in a file. It outlives the edits of a project: bringing it up to
 * date costs a look at every module, and work only for those whose imports changed. Nodes go by
 * numbers, since a large workspace has a hundred thousand imports to follow.
 */
export class ImportGraph {
  readonly #numbers = new Map<ModuleView, number>();
  #nodes: MutableNode[] = [];

  /** Takes what the modules of the project import now. */
  update(project: LinkingView): void {
    const { modules } = project;
    for (const module of modules) this.#take(module, entryTraits(module, project));
    // Few files go; then all is built anew.
    if (this.#numbers.size > modules.length) {
      this.#numbers.clear();
      this.#nodes = [];
      this.update(project);
    }
  }

  get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  node(number: number): GraphNode {
    return this.#nodes[number]!;
  }

  /** By number: 1 for these modules and all that import them, directly or not. */
  reaching(isStart: (node: GraphNode) => boolean): Uint8Array {
    const starts = [...this.#nodes.keys()].filter((number) => isStart(this.node(number)));
    return this.#closure(starts, (number) => this.#nodes[number]!.importers);
  }

  /** By number: 1 for a module and all that it imports, directly or not. */
  below({ module }: GraphNode): Uint8Array {
    const start = this.#numbers.get(module);
    return this.#closure(start === undefined ? [] : [start], (one) => this.#nodes[one]!.imported);
  }

  #closure(starts: readonly number[], edges: (number: number) => readonly number[]): Uint8Array {
    const isReached = new Uint8Array(this.#nodes.length);
    const open: number[] = [];
    const take = (numbers: readonly number[]): void => {
      for (const number of numbers) {
        if (isReached[number] === 1) continue;
        isReached[number] = 1;
        open.push(number);
      }
    };
    take(starts);
    for (let next = open.pop(); next !== undefined; next = open.pop()) take(edges(next));
    return isReached;
  }

  #take(module: ModuleView, traits: EntryTraits): void {
    const node = this.#nodes[this.#numberOf(module)]!;
    const before = node.traits;
    if (before === traits) return;
    node.traits = traits;
    if (isEqual(before.imported, traits.imported)) return;
    const number = this.#numberOf(module);
    for (const target of node.imported) {
      const { importers } = this.#nodes[target]!;
      importers.splice(importers.indexOf(number), 1);
    }
    node.imported = traits.imported.map((target) => this.#numberOf(target));
    for (const target of node.imported) this.#nodes[target]!.importers.push(number);
  }

  #numberOf(module: ModuleView): number {
    let number = this.#numbers.get(module);
    if (number === undefined) {
      number = this.#nodes.length;
      this.#numbers.set(module, number);
      this.#nodes.push({ module, traits: notAsked, imported: [], importers: [] });
    }
    return number;
  }
}

const notAsked: EntryTraits = {
  imported: [],
  usesGevent: false,
  patches: false,
  isScript: false,
};

function isEqual(a: readonly ModuleView[], b: readonly ModuleView[]): boolean {
  return a.length === b.length && a.every((module, index) => module === b[index]);
}
