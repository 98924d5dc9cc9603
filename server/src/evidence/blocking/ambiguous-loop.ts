import type { PatternNode } from './pattern-syntax.ts';

/** Characters that a part matches: index is the code, the last stands for all above 127. */
export type Characters = readonly boolean[];

/** Places of a pattern, and in how many ways they are meant: none, one, or several. */
type Places = ReadonlyMap<number, number>;

/** How a part of a pattern begins and ends. */
interface Part {
  readonly first: Places;
  readonly last: Places;
  /** In how many ways it matches nothing. */
  readonly empty: number;
}

/** Patterns with more places for characters are left alone. */
const mostPlaces = 40;

class TooLarge extends Error {}

/**
 * Whether a loop over `body` can go through some text of `allowed` characters and come back to
 * where it was in two ways: then the ways double each time that the text is repeated, and a regular
 * expression that fails behind them all tries each of them.
 *
 * The loop is read as an automaton with one state for each place that matches a character
 * (Glushkov's), which keeps how many ways lead from one to the next: in `(a+)+` both loops lead
 * from `a` to `a`. Two different ways round are a circle in the product of the automaton with
 * itself that leaves the diagonal. What is not understood leads nowhere, so a yes can be relied on.
 */
export function isAmbiguousLoop(body: PatternNode, allowed: (code: number) => boolean): boolean {
  const automaton = new Automaton(allowed);
  try {
    automaton.loop(body);
  } catch (error) {
    if (error instanceof TooLarge) return false;
    throw error;
  }
  return automaton.isAmbiguous();
}

class Automaton {
  readonly #allowed: (code: number) => boolean;
  readonly #characters: Characters[] = [];
  readonly #next: Map<number, number>[] = [];

  constructor(allowed: (code: number) => boolean) {
    this.#allowed = allowed;
  }

  /** Reads a body, and leads from its end back to its beginning. */
  loop(body: PatternNode): Part {
    const part = this.#read(body);
    this.#connect(part.last, part.first);
    // An iteration that matches nothing ends a loop in Python.
    return { ...part, empty: Math.min(part.empty, 1) };
  }

  isAmbiguous(): boolean {
    const size = this.#characters.length;
    const meet = this.#characters.map((one) =>
      this.#characters.map((other) => one.some((is, code) => is && other[code] === true)),
    );
    const components = componentsOf(size * size, (pair) => {
      const found: number[] = [];
      for (const a of this.#next[Math.floor(pair / size)]!.keys()) {
        for (const b of this.#next[pair % size]!.keys()) if (meet[a]![b]) found.push(a * size + b);
      }
      return found;
    });
    const onDiagonal = new Set<number>();
    for (let at = 0; at < size; at += 1) onDiagonal.add(components[at * (size + 1)]!);
    for (let from = 0; from < size; from += 1) {
      for (const [to, ways] of this.#next[from]!) {
        const isCircle = components[from * (size + 1)] === components[to * (size + 1)];
        if (ways > 1 && isCircle) return true;
      }
      for (let other = 0; other < size; other += 1) {
        if (other !== from && onDiagonal.has(components[from * size + other]!)) return true;
      }
    }
    return false;
  }

  #read(node: PatternNode): Part {
    switch (node.kind) {
      case 'characters':
        return this.#place(node.characters);
      case 'sequence':
        return node.items.reduce<Part>(
          (part, item) => this.#behind(part, this.#read(item)),
          nothing,
        );
      case 'choice':
        return this.#choice(node.options);
      case 'repeat':
        return this.#repeat(node);
      default:
        return impossible;
    }
  }

  #place(characters: Characters): Part {
    const possible = characters.map((is, code) => is && this.#allowed(code));
    if (!possible.includes(true)) return impossible;
    const place = this.#characters.push(possible) - 1;
    if (place >= mostPlaces) throw new TooLarge();
    this.#next.push(new Map());
    const only = new Map([[place, 1]]);
    return { first: only, last: only, empty: 0 };
  }

  #choice(options: readonly PatternNode[]): Part {
    const rests = options.map((option) => (option.kind === 'sequence' ? option.items : [option]));
    const common = commonStart(rests);
    const begun = common.reduce<Part>(
      (before, item) => this.#behind(before, this.#read(item)),
      nothing,
    );
    const behind = rests.map((items) => items.slice(common.length));
    const set = oneSet(behind);
    const parts =
      set === undefined
        ? behind.map((items) => this.#read({ kind: 'sequence', items }))
        : [this.#place(set)];
    const choice = {
      first: sum(parts.map(({ first }) => first)),
      last: sum(parts.map(({ last }) => last)),
      empty: Math.min(
        parts.reduce((ways, { empty }) => ways + empty, 0),
        2,
      ),
    };
    return this.#behind(begun, choice);
  }

  #repeat({ body, min, max, possessive }: Extract<PatternNode, { kind: 'repeat' }>): Part {
    // What gives nothing back goes one way only.
    if (possessive) return min === 0 ? nothing : impossible;
    const isEndless = max === Number.POSITIVE_INFINITY;
    let rest = nothing;
    // `a{2,4}` is `aa(a(a)?)?`.
    if (!isEndless) {
      for (let copy = min; copy < max; copy += 1) {
        const longer = this.#behind(this.#read(body), rest);
        rest = { ...longer, empty: 1 };
      }
    } else {
      const looped = this.loop(body);
      rest = min === 0 ? { ...looped, empty: 1 } : looped;
    }
    for (let copy = isEndless ? 1 : 0; copy < min; copy += 1) {
      rest = this.#behind(this.#read(body), rest);
    }
    return rest;
  }

  #behind(before: Part, after: Part): Part {
    this.#connect(before.last, after.first);
    return {
      first: sum([before.first, times(after.first, before.empty)]),
      last: sum([after.last, times(before.last, after.empty)]),
      empty: Math.min(before.empty * after.empty, 2),
    };
  }

  #connect(from: Places, to: Places): void {
    for (const [place, ways] of from) {
      const next = this.#next[place]!;
      for (const [one, more] of to) next.set(one, Math.min((next.get(one) ?? 0) + ways * more, 2));
    }
  }
}

const nothing: Part = { first: new Map(), last: new Map(), empty: 1 };
const impossible: Part = { first: new Map(), last: new Map(), empty: 0 };

function sum(all: readonly Places[]): Places {
  const whole = new Map<number, number>();
  for (const places of all) {
    for (const [place, ways] of places)
      whole.set(place, Math.min((whole.get(place) ?? 0) + ways, 2));
  }
  return whole;
}

function times(places: Places, by: number): Places {
  return new Map(
    by === 0 ? [] : [...places].map(([place, ways]) => [place, Math.min(ways * by, 2)]),
  );
}

/** What all options begin with: Python takes it out of a choice. */
function commonStart(options: readonly (readonly PatternNode[])[]): readonly PatternNode[] {
  const [first = []] = options;
  const end = first.findIndex(
    (item, at) => !options.every((option) => isSameSet(option[at], item)),
  );
  return end < 0 ? first : first.slice(0, end);
}

function isSameSet(one: PatternNode | undefined, other: PatternNode): boolean {
  if (one?.kind !== 'characters' || other.kind !== 'characters') return false;
  return one.characters.every((is, code) => is === other.characters[code]);
}

/** The one set that Python makes of options which are sets, but neither dots nor negated. */
function oneSet(options: readonly (readonly PatternNode[])[]): Characters | undefined {
  const sets = options.map(([item, more]) => (more === undefined ? setOf(item) : undefined));
  const [first] = sets;
  if (first === undefined || sets.includes(undefined)) return undefined;
  return first.map((_, code) => sets.some((set) => set?.[code]));
}

/** A set, or the one that a choice is made. */
function setOf(item: PatternNode | undefined): Characters | undefined {
  if (item?.kind === 'characters') return item.apart ? undefined : item.characters;
  return item?.kind === 'choice' ? oneSet(item.options.map((option) => [option])) : undefined;
}

/** For each node the number of its strongly connected component (Tarjan's, without recursion). */
function componentsOf(size: number, next: (node: number) => readonly number[]): readonly number[] {
  const component = new Array<number>(size).fill(-1);
  const order = new Array<number>(size).fill(-1);
  const low = new Array<number>(size).fill(0);
  const open: number[] = [];
  let visited = 0;
  for (let root = 0; root < size; root += 1) {
    if (order[root] !== -1) continue;
    const path: { node: number; next: readonly number[]; at: number }[] = [];
    const enter = (node: number): void => {
      order[node] = visited;
      low[node] = visited;
      visited += 1;
      open.push(node);
      path.push({ node, next: next(node), at: 0 });
    };
    enter(root);
    for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
      const { node } = top;
      const to = top.next[top.at];
      top.at += 1;
      if (to !== undefined) {
        if (order[to] === -1) enter(to);
        else if (component[to] === -1) low[node] = Math.min(low[node]!, order[to]!);
        continue;
      }
      path.pop();
      const above = path.at(-1)?.node;
      if (above !== undefined) low[above] = Math.min(low[above]!, low[node]!);
      if (low[node] !== order[node]) continue;
      for (let one = open.pop(); one !== undefined; one = open.pop()) {
        component[one] = node;
        if (one === node) break;
      }
    }
  }
  return component;
}
