import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  parseAllDocuments,
  visit,
  type YAMLMap,
} from 'yaml';
import type { Span } from '../syntax/span.ts';
import { aligned, SourceText } from './source-text.ts';

/** Longer files are generated; reading them would cost seconds. */
const LONGEST = 300_000;
/** Merge keys and aliases behind one another are followed so far. */
const DEPTH = 10;

/** A key of a mapping and what stands behind it. */
export interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlValue;
}

/** A node of a YAML file, aliases and merge keys resolved. */
export class YamlValue {
  private readonly file: YamlFile;
  private readonly node: Node | undefined;

  constructor(file: YamlFile, node: unknown) {
    this.file = file;
    this.node = file.resolve(node);
  }

  /** The entries of a mapping, merged ones first; nothing for other nodes. */
  get entries(): readonly YamlEntry[] {
    return isMap(this.node) ? [...this.file.entriesOf(this.node).values()] : [];
  }

  /** What stands behind a key, or a row of keys. */
  get(...path: readonly string[]): YamlValue | undefined {
    let value: YamlValue | undefined = this;
    for (const key of path) {
      if (value === undefined || !isMap(value.node)) return undefined;
      value = value.file.entriesOf(value.node).get(key)?.value;
    }
    return value;
  }

  /** The items of a sequence; nothing for other nodes. */
  get items(): readonly YamlValue[] {
    return isSeq(this.node) ? this.node.items.map((item) => new YamlValue(this.file, item)) : [];
  }

  get isList(): boolean {
    return isSeq(this.node);
  }

  get isMapping(): boolean {
    return isMap(this.node);
  }

  /** What a scalar means, with the places of its text; undefined for null and other nodes. */
  get scalar(): SourceText | undefined {
    const { node } = this;
    if (!isScalar(node) || node.value === null || node.range == null) return undefined;
    const value = typeof node.value === 'string' ? node.value : (node.source ?? String(node.value));
    const [start, end] = node.range;
    const written = this.file.text;
    if (node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE') {
      const inner = SourceText.piece(written, start + 1, Math.max(start + 1, end - 1));
      return aligned(inner, value, node.type === 'QUOTE_DOUBLE');
    }
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      const newline = written.indexOf('\n', start);
      const inner = newline < 0 || newline >= end ? start : newline + 1;
      return aligned(SourceText.piece(written, inner, end), value, false);
    }
    return aligned(SourceText.piece(written, start, end), value, false);
  }

  /** The text of a scalar. */
  get text(): string | undefined {
    return this.scalar?.text;
  }

  /** Where it stands in the file. */
  get span(): Span {
    const range = this.node?.range;
    return range == null ? [0, 0] : [range[0], range[1]];
  }
}

/** The documents of a YAML file. */
export class YamlFile {
  readonly text: string;
  /** Why it is no YAML. */
  readonly problem: { readonly message: string; readonly span: Span } | undefined;
  readonly documents: readonly YamlValue[];
  private readonly targets = new Map<Alias, Node>();
  private readonly maps = new Map<YAMLMap, Map<string, YamlEntry>>();

  /** Reads a text; never throws. `name` is what messages call the file: `compose file`. */
  constructor(text: string, name: string) {
    this.text = text;
    if (text.length > LONGEST) {
      this.problem = { message: `This ${name} is too long to be read.`, span: [0, 0] };
      this.documents = [];
      return;
    }
    let documents: readonly Document[] = [];
    let problem: YamlFile['problem'];
    try {
      documents = [...parseAllDocuments(text, { keepSourceTokens: false, prettyErrors: false })];
      for (const { errors } of documents) {
        const [error] = errors;
        if (error === undefined || problem !== undefined) continue;
        const [start, end] = error.pos;
        const message = `This ${name} is no valid YAML: ${sentence(error.message)}`;
        problem = { message, span: [Math.min(start, text.length), Math.min(end, text.length)] };
      }
      for (const document of documents) this.findTargets(document);
    } catch {
      // The parser is recursive: only nesting far beyond what people write ends here.
      problem = { message: `This ${name} is nested too deeply to be read.`, span: [0, 0] };
    }
    this.problem = problem;
    this.documents =
      problem === undefined
        ? documents.map((document) => new YamlValue(this, document.contents))
        : [];
  }

  /** The node that an alias stands for; other nodes are themselves. */
  resolve(node: unknown): Node | undefined {
    let found = node as Node | undefined | null;
    for (let depth = 0; isAlias(found); depth++) {
      if (depth > DEPTH) return undefined;
      found = this.targets.get(found);
    }
    return found ?? undefined;
  }

  /** The entries of a mapping by their keys; its own count more than merged ones. */
  entriesOf(map: YAMLMap, depth = 0): ReadonlyMap<string, YamlEntry> {
    const known = this.maps.get(map);
    if (known !== undefined) return known;
    const entries = new Map<string, YamlEntry>();
    // Put in place first: a mapping that merges itself ends here.
    this.maps.set(map, entries);
    const own = new Map<string, YamlEntry>();
    for (const { key, value } of map.items) {
      if (!isScalar(key)) continue;
      const name = String(key.value);
      if (name === '<<' && depth < DEPTH) {
        const merged = this.resolve(value);
        for (const source of isSeq(merged) ? [...merged.items].reverse() : [merged]) {
          const node = this.resolve(source);
          if (!isMap(node)) continue;
          for (const [inherited, entry] of this.entriesOf(node, depth + 1)) {
            entries.set(inherited, entry);
          }
        }
      } else {
        const quote = key.type === 'QUOTE_DOUBLE' || key.type === 'QUOTE_SINGLE' ? 1 : 0;
        const keySpan: Span =
          key.range == null ? [0, 0] : [key.range[0] + quote, key.range[1] - quote];
        own.set(name, { key: name, keySpan, value: new YamlValue(this, value) });
      }
    }
    for (const [name, entry] of own) entries.set(name, entry);
    return entries;
  }

  /** `Alias.resolve` looks through the whole document each time; this does it once. */
  private findTargets(document: Document): void {
    const anchors = new Map<string, Node>();
    visit(document, {
      Alias: (_, alias) => {
        const target = anchors.get(alias.source);
        if (target !== undefined) this.targets.set(alias, target);
      },
      Value: (_, node) => {
        if (node.anchor !== undefined) anchors.set(node.anchor, node as Node);
      },
    });
  }
}

function sentence(message: string): string {
  const [first] = message.split('\n');
  return `${first!.replace(/[.:\s]+$/, '')}.`;
}
