/** A run of lines that stays, goes or comes; indices into the two lists of lines. */
export interface LineStep {
  readonly kind: 'same' | 'removed' | 'added';
  /** Index into the old lines (for `added`: where they would stand). */
  readonly before: number;
  /** Index into the new lines (for `removed`: where they would stand). */
  readonly after: number;
}

/** The fewest removals and additions that turn one list of lines into the other (Myers 1986). */
export function lineSteps(before: readonly string[], after: readonly string[]): LineStep[] {
  const trace: Map<number, number>[] = [];
  const total = before.length + after.length;
  let furthest = new Map<number, number>([[1, 0]]);
  let found = false;
  for (let edits = 0; edits <= total && !found; edits += 1) {
    trace.push(new Map(furthest));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const left = furthest.get(diagonal - 1) ?? -1;
      const right = furthest.get(diagonal + 1) ?? -1;
      let x = diagonal === -edits || (diagonal !== edits && left < right) ? right : left + 1;
      while (
        x < before.length &&
        x - diagonal < after.length &&
        before[x] === after[x - diagonal]
      ) {
        x += 1;
      }
      furthest.set(diagonal, x);
      if (x >= before.length && x - diagonal >= after.length) {
        found = true;
        break;
      }
    }
    furthest = new Map(furthest);
  }
  return walkBack(trace, before.length, after.length);
}

function walkBack(trace: readonly Map<number, number>[], x: number, y: number): LineStep[] {
  const steps: LineStep[] = [];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const furthest = trace[edits]!;
    const diagonal = x - y;
    const left = furthest.get(diagonal - 1) ?? -1;
    const right = furthest.get(diagonal + 1) ?? -1;
    const down = diagonal === -edits || (diagonal !== edits && left < right);
    const fromX = down ? right : left;
    const fromY = fromX - (down ? diagonal + 1 : diagonal - 1);
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      if (edits > 0 && x === (down ? fromX : fromX + 1) && y === (down ? fromY + 1 : fromY)) break;
      x -= 1;
      y -= 1;
      steps.push({ kind: 'same', before: x, after: y });
    }
    if (edits === 0) break;
    if (down) {
      y -= 1;
      steps.push({ kind: 'added', before: x, after: y });
    } else {
      x -= 1;
      steps.push({ kind: 'removed', before: x, after: y });
    }
  }
  return steps.reverse();
}
