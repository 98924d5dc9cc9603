import { type Characters, isAmbiguousLoop } from './ambiguous-loop.ts';
import { type PatternNode, parsePattern } from './pattern-syntax.ts';

/** What makes a pattern fail behind a loop. */
interface Obstacle {
  /** The text holds none of these: then a part that needs one of them fails. */
  readonly needed: Characters;
  /** Set where the text must end: what is eaten before, so that something else may stand there. */
  readonly eaten?: Characters;
}

/** So many turns of a loop with another one inside take as long as one without end. */
const manyTurns = 10;

/**
 * Whether a regular expression certainly needs exponential time on some texts: a repetition that
 * can go through one text in many ways (`(a+)+`, `(a|aa)*`, `(\w+\s?)*`), followed by something
 * that can fail. Says no where the pattern is not fully understood, so a yes can be relied on.
 *
 * `whole`: the whole text must match, as for `re.fullmatch`.
 */
export function backtracks(pattern: string, whole: boolean): boolean {
  const key = `${whole}${pattern}`;
  let answer = known.get(key);
  if (answer === undefined) {
    const tree = parsePattern(pattern);
    answer = tree !== undefined && explodes(tree, whole ? [atTheEnd] : []);
    if (known.size > 1000) known.clear();
    known.set(key, answer);
  }
  return answer;
}

/** Programs match with few patterns, but are asked for them at every key. */
const known = new Map<string, boolean>();

const none: Characters = [];
const atTheEnd: Obstacle = { needed: none, eaten: none };

/** Whether a loop in `node` is ambiguous, and one of the obstacles behind it makes all ways fail. */
function explodes(node: PatternNode, behind: readonly Obstacle[]): boolean {
  switch (node.kind) {
    case 'sequence': {
      let obstacles = behind;
      // From the last item on: what follows is known then.
      return node.items.toReversed().some((item) => {
        const found = explodes(item, obstacles);
        obstacles = [...obstaclesIn(item), ...past(obstacles, charactersIn(item))];
        return found;
      });
    }
    case 'choice':
      return node.options.some((option) => explodes(option, behind));
    case 'repeat': {
      if (node.possessive) return false;
      const eaten = charactersIn(node.body);
      const obstacles = node.max > 1 ? past(behind, eaten) : behind;
      const isLong =
        node.max === Number.POSITIVE_INFINITY || (node.max >= manyTurns && hasLoop(node.body));
      const isBlown = (one: Obstacle): boolean =>
        canStop(one) && isAmbiguousLoop(node.body, (code) => one.needed[code] !== true);
      // One character at a time goes one way only.
      if (isLong && node.body.kind !== 'characters' && obstacles.some(isBlown)) return true;
      return explodes(node.body, obstacles);
    }
    default:
      return false;
  }
}

/** Whether there is a character that nothing eats before the end. */
function canStop({ eaten }: Obstacle): boolean {
  return eaten === undefined || eaten.length === 0 || eaten.includes(false);
}

function past(obstacles: readonly Obstacle[], more: Characters): readonly Obstacle[] {
  return obstacles.map((one) =>
    one.eaten === undefined ? one : { ...one, eaten: union([one.eaten, more]) },
  );
}

/** More ways to fail than these are not looked at. */
const mostObstacles = 16;

/** In which ways a part can fail to match. */
function obstaclesIn(node: PatternNode): readonly Obstacle[] {
  switch (node.kind) {
    case 'assertion':
      return node.end ? [atTheEnd] : [];
    case 'characters':
      return [{ needed: node.characters }];
    case 'sequence':
      return node.items.reduceRight<readonly Obstacle[]>(
        (found, item) => [...obstaclesIn(item), ...past(found, charactersIn(item))],
        [],
      );
    case 'choice':
      return node.options
        .map(obstaclesIn)
        .reduce((found, option) =>
          found.flatMap((one) => option.map((other) => bothOf(one, other))).slice(0, mostObstacles),
        );
    case 'repeat':
      return node.min > 0 ? obstaclesIn(node.body) : [];
    default:
      return [];
  }
}

function bothOf(one: Obstacle, other: Obstacle): Obstacle {
  const needed = union([one.needed, other.needed]);
  if (one.eaten === undefined && other.eaten === undefined) return { needed };
  return { needed, eaten: union([one.eaten ?? none, other.eaten ?? none]) };
}

/** Whether a part holds a loop without end. */
function hasLoop(node: PatternNode): boolean {
  switch (node.kind) {
    case 'sequence':
      return node.items.some(hasLoop);
    case 'choice':
      return node.options.some(hasLoop);
    case 'repeat':
      return (!node.possessive && node.max === Number.POSITIVE_INFINITY) || hasLoop(node.body);
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
    case 'opaque':
      return everything;
    default:
      return none;
  }
}

/** What is not understood may eat anything. */
const everything: Characters = Array.from({ length: 129 }, () => true);

function union(sets: readonly Characters[]): Characters {
  const length = Math.max(0, ...sets.map((set) => set.length));
  return Array.from({ length }, (_, code) => sets.some((set) => set[code] === true));
}
