import type { Block, Scope } from '../../facts/scope.ts';
import type { LinkedUnit, PlacedSite } from '../views.ts';

/** The indices of the blocks around a point of a piece of facts, the innermost first. */
export function blocksAround(facts: Scope, offset: number): readonly number[] {
  // Blocks are listed in order of their start; the last that holds the point is the innermost.
  let innermost = -1;
  let size = Number.POSITIVE_INFINITY;
  facts.blocks.forEach((block, index) => {
    const [start, end] = block.span;
    if (start <= offset && offset < end && end - start <= size) {
      innermost = index;
      size = end - start;
    }
  });
  return chainOf(facts, innermost);
}

function chainOf(facts: Scope, block: number): readonly number[] {
  const chain: number[] = [];
  for (let at = block; at >= 0; at = facts.blocks[at]!.parent) chain.push(at);
  return chain;
}

/**
 * The bindings that may hold at a point: `sites` are all bindings of one name in one scope, in
 * order of execution; the point is `offset` in `unit`, or the scope's end where both are missing.
 */
export function reaching(
  sites: readonly PlacedSite[],
  unit: LinkedUnit | undefined,
  offset: number,
): readonly PlacedSite[] {
  const around = unit && unit.facts.blocks.length > 0 ? blocksAround(unit.facts, offset) : [];
  const found: PlacedSite[] = [];
  for (let at = sites.length - 1; at >= 0; at--) {
    const placed = sites[at]!;
    const { site } = placed;
    const sameUnit = placed.unit === unit;
    const shared = sameUnit ? around : [];
    if (site.within !== undefined) {
      if (shared.includes(site.within)) return [placed];
      continue;
    }
    const { facts } = placed.unit;
    const own = chainOf(facts, site.block).filter((block) => !shared.includes(block));
    if (unit && (sameUnit ? site.from > offset : placed.unit.start > unit.start)) {
      // What comes later reaches the point only by another turn of a loop around both.
      if (sameUnit && sharesLoop(facts, site.block, shared)) found.push(placed);
      continue;
    }
    if (own.some((block) => leaves(facts.blocks[block]!))) continue;
    if (isOtherBranch(facts, own.at(-1), shared)) continue;
    found.push(placed);
    if (isCertain(facts, own, found)) break;
  }
  return found;
}

function leaves(block: Block): boolean {
  return block.leaves === true;
}

function sharesLoop(facts: Scope, block: number, shared: readonly number[]): boolean {
  return chainOf(facts, block).some((index) => {
    const kind = facts.blocks[index]?.kind;
    return (kind === 'for' || kind === 'while') && shared.includes(index);
  });
}

/** Whether a binding stands in the branch of an `if` that the point is not in. */
function isOtherBranch(
  facts: Scope,
  outermost: number | undefined,
  shared: readonly number[],
): boolean {
  const block = outermost === undefined ? undefined : facts.blocks[outermost];
  if (!block) return false;
  return shared.some((index) => areBranches(block, facts.blocks[index]!));
}

function areBranches(a: Block, b: Block): boolean {
  const pair = a.kind === 'if' && b.kind === 'else' ? [a, b] : [b, a];
  const [yes, no] = pair as [Block, Block];
  if (yes.kind !== 'if' || no.kind !== 'else' || yes.parent !== no.parent) return false;
  return yes.test !== undefined && yes.test.span[0] === no.test?.span[0];
}

const alwaysRun: ReadonlySet<Block['kind']> = new Set(['with', 'try', 'try-else', 'finally']);

/** Whether nothing that was bound before the last of `found` can still hold. */
function isCertain(facts: Scope, own: readonly number[], found: readonly PlacedSite[]): boolean {
  const doubtful = own.filter((index) => !alwaysRun.has(facts.blocks[index]!.kind));
  if (doubtful.length === 0) return true;
  // Both branches of one `if` bind the name.
  if (doubtful.length > 1) return false;
  const block = facts.blocks[doubtful[0]!]!;
  return found.some(
    ({ unit, site }) =>
      unit.facts === facts &&
      chainOf(facts, site.block).some((index) => areBranches(block, facts.blocks[index]!)),
  );
}
