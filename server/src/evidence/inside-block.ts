import type { BlockView } from '../project/model.ts';

/** Whether a block is `outer`, or stands in it. */
export function isInside(block: BlockView | undefined, outer: BlockView | undefined): boolean {
  for (let at = block; at !== undefined; at = at.parent) if (at === outer) return true;
  return false;
}

/** Something that has a place in a function. Spans are absolute. */
export interface Placed {
  readonly span: readonly [number, number];
  readonly block: BlockView | undefined;
}
