import type { BlockView } from './model.ts';

/** The loops and comprehensions that a block is or stands in, innermost first. */
export function* loopsAround(block: BlockView | undefined): Iterable<BlockView> {
  for (let at = block; at !== undefined; at = at.parent) {
    if (/^(?:for|while|comprehension)$/.test(at.block.kind)) yield at;
  }
}

/** Whether a block is a loop's or a comprehension's, or inside of one. */
export function isInLoop(block: BlockView | undefined): boolean {
  for (const _ of loopsAround(block)) return true;
  return false;
}
