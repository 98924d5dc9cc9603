import type { BlockView } from '../project/model.ts';

/** The handlers of a try statement, in order. */
export function handlersOf(tried: BlockView): readonly BlockView[] {
  const { blocks } = tried.unit;
  const found: BlockView[] = [];
  for (const block of blocks.slice(blocks.indexOf(tried) + 1)) {
    if (block.block.parent !== tried.block.parent || block.span[0] < tried.span[1]) continue;
    if (block.block.kind !== 'except') break;
    found.push(block);
  }
  return found;
}
