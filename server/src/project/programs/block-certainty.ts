import { dottedPath, type Expression } from '../../facts/expression.ts';
import type { Block, Scope } from '../../facts/scope.ts';
import { keptFor } from '../kept-answers.ts';
import type { BlockView, CallView, ModuleView, UnitView } from '../model.ts';
import { possibleNames } from '../names/name-hints.ts';

/** Whether code runs when the scope around it does. */
export type Certainty = 'yes' | 'maybe' | 'no';

/** The weaker of two: `no` before `maybe` before `yes`. */
export function weaker(a: Certainty, b: Certainty): Certainty {
  if (a === 'no' || b === 'no') return 'no';
  return a === 'maybe' || b === 'maybe' ? 'maybe' : 'yes';
}

/**
 * The value of a condition as far as the text settles it: `__name__ == "__main__"`,
 * `TYPE_CHECKING`, constants, Python 2 questions, and what and, or, not make of them.
 * `isMain`: whether the module runs as the entry script. Undefined: not known.
 */
export function conditionValue(test: Expression, isMain: boolean): boolean | undefined {
  switch (test.kind) {
    case 'constant':
      return test.value === 'True';
    case 'number':
      return /^\d+$/.test(test.text) ? Number(test.text) !== 0 : undefined;
    case 'name':
      return test.name === 'TYPE_CHECKING' ? false : undefined;
    case 'attribute':
      return test.name === 'TYPE_CHECKING' ? false : undefined;
    case 'not': {
      const value = conditionValue(test.value, isMain);
      return value === undefined ? undefined : !value;
    }
    case 'boolean': {
      const left = conditionValue(test.left, isMain);
      const right = conditionValue(test.right, isMain);
      const decisive = test.operator === 'or';
      if (left === decisive || right === decisive) return decisive;
      return left === undefined || right === undefined ? undefined : !decisive;
    }
    case 'comparison':
      return (
        mainComparison(test.operator, test.left, test.right, isMain) ??
        mainComparison(test.operator, test.right, test.left, isMain) ??
        versionComparison(test.operator, test.left, test.right)
      );
    default:
      return undefined;
  }
}

function mainComparison(
  operator: string,
  name: Expression,
  other: Expression,
  isMain: boolean,
): boolean | undefined {
  if (name.kind !== 'name' || name.name !== '__name__') return undefined;
  if (other.kind === 'string') {
    if (other.value !== '__main__') {
      // No module of a file is called so; multiprocessing alone runs the main one as another.
      const isMade = /^__\w+__$/.test(other.value) && other.value !== '__mp_main__';
      return operator === '==' && (isMain || isMade) ? false : undefined;
    }
    if (operator === '==' || operator === 'is') return isMain;
    return operator === '!=' || operator === 'is not' ? !isMain : undefined;
  }
  if (other.kind !== 'sequence' || operator !== 'in') return undefined;
  const named = other.items.some((item) => item.kind === 'string' && item.value === '__main__');
  if (!named) return undefined;
  if (isMain) return true;
  return other.items.length === 1 ? false : undefined;
}

/** Questions that every Python since 3.8 answers alike: `sys.version_info >= (3,)`. */
function versionComparison(
  operator: string,
  left: Expression,
  right: Expression,
): boolean | undefined {
  const versionInfo = left.kind === 'subscript' ? left.base : left;
  if (dottedPath(versionInfo)?.endsWith('version_info') !== true) return undefined;
  const parts = right.kind === 'sequence' ? right.items : [right];
  const numbers = parts.map((part) => (part.kind === 'number' ? Number(part.text) : Number.NaN));
  const [major, minor = 0] = numbers;
  if (major === undefined || numbers.some(Number.isNaN)) return undefined;
  const old = major < 3 || (major === 3 && minor < 8 && numbers.length < 3);
  if (!old) return undefined;
  if (operator === '>=') return true;
  if (operator === '<') return false;
  if (major < 3 && operator === '==') return false;
  return major < 3 && operator === '>' ? true : undefined;
}

/** Whether a block's code runs when the code around the block does. */
export function blockCertainty(block: Block, isMain: boolean): Certainty {
  switch (block.kind) {
    case 'try':
    case 'try-else':
    case 'finally':
    case 'with':
      return 'yes';
    case 'if':
    case 'while':
      return asCertainty(block.test && conditionValue(block.test, isMain));
    case 'else': {
      const value = block.test && conditionValue(block.test, isMain);
      return asCertainty(value === undefined ? undefined : !value);
    }
    default:
      return 'maybe';
  }
}

function asCertainty(value: boolean | undefined): Certainty {
  if (value === undefined) return 'maybe';
  return value ? 'yes' : 'no';
}

/** Whether code in `block` (and so in all blocks around it) runs when its scope does. */
export function certaintyIn(block: BlockView | undefined, isMain: boolean): Certainty {
  let certainty: Certainty = 'yes';
  for (let at = block; at !== undefined; at = at.parent) {
    certainty = weaker(certainty, blockCertainty(at.block, isMain));
  }
  return certainty;
}

/**
 * As `certaintyIn`, and code after a branch that leaves its function (`if x: return`) runs only
 * where that branch does not. `start`: absolute offset of the code.
 */
export function certaintyAt(
  unit: UnitView,
  block: BlockView | undefined,
  start: number,
  isMain: boolean,
): Certainty {
  let certainty = certaintyIn(block, isMain);
  if (unit.scope.kind === 'module') {
    const { module } = unit.scope;
    if (start >= scriptEnd(module, isMain)) return 'no';
  }
  for (const place of leavingBranches(unit.facts)) {
    const other = unit.blocks[place]!;
    if (other.span[1] > start || !isAround(other.parent, block)) continue;
    const left = certaintyIn(other, isMain);
    if (left === 'yes') return 'no';
    if (left === 'maybe') certainty = weaker(certainty, 'maybe');
  }
  return certainty;
}

const leaving = new WeakMap<Scope, readonly number[]>();

/** The places of the branches after which their function does not go on. */
function leavingBranches(facts: Scope): readonly number[] {
  let known = leaving.get(facts);
  if (known === undefined) {
    known = facts.blocks.flatMap(({ kind, leaves }, place) =>
      leaves === true && (kind === 'if' || kind === 'else') ? place : [],
    );
    leaving.set(facts, known);
  }
  return known;
}

const exits: ReadonlySet<string> = new Set([
  'sys.exit',
  'builtins.exit',
  'builtins.quit',
  'os._exit',
  'os.abort',
]);
const exitNames: ReadonlySet<string> = new Set([...exits].map((path) => path.replace(/^.*\./, '')));

/** Whether a call ends the script that it stands in: `sys.exit()` and its kin. */
export function endsScript(call: CallView): boolean {
  if (call.scope.kind !== 'module') return false;
  const named = possibleNames(call.scope.module, call.call.callee);
  return named.some((name) => exitNames.has(name)) && exits.has(call.path ?? '');
}

/**
 * The absolute offset from which a script certainly does not run on: behind a `raise` or
 * `sys.exit()` at its own level, or in a branch that is certainly taken. Infinity where there is
 * none; what stands in a `try` or `with` may be caught.
 */
export function scriptEnd(module: ModuleView, isMain: boolean): number {
  return keptFor(module, `script's end ${isMain}`, () => {
    for (const unit of module.script.units) {
      const ends = [
        ...unit.blocks.filter(({ block }) => block.leaves === true),
        ...unit.calls.filter(endsScript),
      ].flatMap((view) =>
        isTaken('call' in view ? view.block : view, isMain) ? view.span[1] : [],
      );
      if (ends.length > 0) return Math.min(...ends);
    }
    return Number.POSITIVE_INFINITY;
  });
}

/** Whether a branch is certainly taken, and nothing around it catches what leaves it. */
function isTaken(block: BlockView | undefined, isMain: boolean): boolean {
  for (let at = block; at !== undefined; at = at.parent) {
    if (at.block.kind !== 'if' && at.block.kind !== 'else') return false;
    if (blockCertainty(at.block, isMain) !== 'yes') return false;
  }
  return true;
}

/** Whether conditions around a call or an event leave it out on every Python: `if False`, `if PY2`, after `return`. */
export function isDead({ unit, block, span }: Pick<CallView, 'unit' | 'block' | 'span'>): boolean {
  if (unit.scope.kind !== 'module' && block === undefined && unit.blocks.length === 0) return false;
  return [true, false].every((isMain) => certaintyAt(unit, block, span[0], isMain) === 'no');
}

function isAround(outer: BlockView | undefined, inner: BlockView | undefined): boolean {
  if (outer === undefined) return true;
  for (let at = inner; at !== undefined; at = at.parent) {
    if (at === outer || at.block === outer.block) return true;
  }
  return false;
}
