import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/** Characters that a part matches: index is the code, the last stands for all above 127. */
type Characters = readonly boolean[];

/** A loop that can cut a run of characters into turns in many ways. */
interface Loop {
  /** The characters of such a run. */
  readonly run: Characters;
  /** All that the loop can get past: behind it stands the end, or another character. */
  readonly eaten: Characters;
}

/**
 * Whether a regular expression certainly needs exponential time on some texts: a repetition
 * whose body can match the same run of characters in many ways (`(a+)+`, `(a|a)*`,
 * `(\w+\s?)*`), followed by something that can fail. Says no where the pattern is not fully
 * understood, so a yes can be relied on.
 *
 * `whole`: the whole text must match, as for `re.fullmatch`.
 */
export function backtracks(pattern: string, whole: boolean): boolean {
  const tree = parsePattern(pattern);
  return tree !== undefined && explodes(tree, ({ eaten }) => whole && eaten.includes(false));
}

/** Whether what stands behind a loop can fail after it. */
type CanFail = (loop: Loop) => boolean;

function explodes(node: PatternNode, canFail: CanFail): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.some((item, index) =>
        explodes(
          item,
          (loop) => node.items.slice(index + 1).some((next) => fails(next, loop)) || canFail(loop),
        ),
      );
    case 'choice':
      return node.options.some((option) => explodes(option, canFail));
    case 'repeat': {
      if (node.possessive) return false;
      const run = node.max === Number.POSITIVE_INFINITY ? ambiguous(node.body) : undefined;
      if (run !== undefined && canFail({ run, eaten: charactersIn(node.body) })) return true;
      return explodes(node.body, canFail);
    }
    default:
      return false;
  }
}

/** Whether a part may fail to match behind a loop, whatever of its run the loop gives back. */
function fails(node: PatternNode, loop: Loop): boolean {
  switch (node.kind) {
    case 'assertion':
      return loop.eaten.includes(false);
    case 'characters':
      return loop.run.some((is, code) => is && !node.characters[code]);
    case 'sequence':
      return node.items.some((item) => fails(item, loop));
    case 'choice':
      return node.options.every((option) => fails(option, loop));
    case 'repeat':
      return node.min > 0 && fails(node.body, loop);
    default:
      return false;
  }
}

/** Every character that stands somewhere in a part. */
function charactersIn(node: PatternNode): Characters {
  switch (node.kind) {
    case 'characters':
      return node.characters;
    case 'sequence':
      return union(node.items.map(charactersIn));
    case 'choice':
      return union(node.options.map(charactersIn));
    case 'repeat':
      return charactersIn(node.body);
    default:
      return [false];
  }
}

function union(sets: readonly Characters[]): Characters {
  const length = Math.max(1, ...sets.map((set) => set.length));
  return Array.from({ length }, (_, code) => sets.some((set) => set[code] === true));
}

/** The characters of which a run can be cut into turns of this body in many ways. */
function ambiguous(node: PatternNode): Characters | undefined {
  return innerLoop(node) ?? sharedByOptions(node);
}

/** The characters of an unbounded loop that alone can make up the node's whole match. */
function innerLoop(node: PatternNode): Characters | undefined {
  switch (node.kind) {
    case 'repeat': {
      if (node.possessive || node.max === 0) return undefined;
      const endless = node.max === Number.POSITIVE_INFINITY && node.min <= 1;
      if (endless && node.body.kind === 'characters') return node.body.characters;
      return node.min <= 1 ? innerLoop(node.body) : undefined;
    }
    case 'sequence':
      return alone(node.items, innerLoop);
    case 'choice':
      return firstOf(node.options, innerLoop);
    default:
      return undefined;
  }
}

/** The characters that two options of a choice have in common. */
function sharedByOptions(node: PatternNode): Characters | undefined {
  if (node.kind === 'sequence') return alone(node.items, sharedByOptions);
  if (node.kind !== 'choice') return undefined;
  const [first] = node.options;
  const same = node.options.every(
    (option) =>
      option.kind === 'characters' &&
      first?.kind === 'characters' &&
      option.characters.every((is, code) => is === first.characters[code]),
  );
  // Python makes one set of options that are sets, but not where a dot is among them.
  if (!same && !node.options.some((option) => option.kind === 'characters' && option.dot)) {
    return undefined;
  }
  for (const [index, one] of node.options.entries()) {
    for (const other of node.options.slice(index + 1)) {
      if (one.kind !== 'characters' || other.kind !== 'characters') continue;
      const shared = one.characters.map((is, code) => is && other.characters[code] === true);
      if (shared.includes(true)) return shared;
    }
  }
  return undefined;
}

/** What `find` sees in one item while all others may be left out. */
function alone(
  items: readonly PatternNode[],
  find: (node: PatternNode) => Characters | undefined,
): Characters | undefined {
  return firstOf(
    items.filter((item) => items.every((other) => other === item || canBeLeftOut(other))),
    find,
  );
}

function firstOf(
  nodes: readonly PatternNode[],
  find: (node: PatternNode) => Characters | undefined,
): Characters | undefined {
  for (const node of nodes) {
    const found = find(node);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Whether a part can match nothing without asking what stands around it. */
function canBeLeftOut(node: PatternNode): boolean {
  if (node.kind === 'repeat') return node.min === 0 || canBeLeftOut(node.body);
  if (node.kind === 'sequence') return node.items.every(canBeLeftOut);
  return node.kind === 'choice' && node.options.some(canBeLeftOut);
}
