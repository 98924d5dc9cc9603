import type { FilePath } from '../facts/file-path.ts';
import { applyEdits, type Fix, type TextEdit } from '../fixes/edit.ts';
import type { FixAllOptions } from './service.ts';

/** Rounds of fixing after which it ends, whatever is left. */
export const mostRounds = 10;

/** The fix of a finding to apply unattended; undefined where none may be. */
export function fixToApply(
  fixes: readonly Fix[],
  code: string,
  options: FixAllOptions,
): Fix | undefined {
  if (options.code !== undefined && options.code !== code) return undefined;
  // One that is not preferred asks for a choice: `--unsafe-fixes` is no answer to that.
  return fixes.find((fix) => fix.preferred && (fix.safe || options.unsafe) && fix.files.length > 0);
}

/** Edits of one round: the first fix wins where two touch, the other waits for the next round. */
export class EditRound {
  readonly #edits = new Map<FilePath, TextEdit[]>();
  readonly #taken = new Set<string>();
  #fixed = 0;

  /** How many findings the round mends. */
  get fixed(): number {
    return this.#fixed;
  }

  get files(): ReadonlyMap<FilePath, readonly TextEdit[]> {
    return this.#edits;
  }

  /** Takes all of a fix or nothing. Two findings whose fix is the same edit are both mended. */
  offer(fix: Fix): void {
    const text = JSON.stringify(fix.files);
    if (this.#taken.has(text)) {
      this.#fixed += 1;
      return;
    }
    const free = fix.files.every(({ path, edits }) => {
      const taken = this.#edits.get(path) ?? [];
      return edits.every((edit) => !taken.some((other) => touch(edit, other)));
    });
    if (!free) return;
    this.#taken.add(text);
    this.#fixed += 1;
    for (const { path, edits } of fix.files) {
      this.#edits.set(path, [...(this.#edits.get(path) ?? []), ...edits]);
    }
  }

  /** The text of a file after the round. */
  apply(path: FilePath, text: string): string {
    return applyEdits(text, this.#edits.get(path) ?? []);
  }
}

/** Overlapping, or an insertion at the other's rim: their order would matter. */
function touch(a: TextEdit, b: TextEdit): boolean {
  const insertion = a.span[0] === a.span[1] || b.span[0] === b.span[1];
  return insertion
    ? a.span[0] <= b.span[1] && b.span[0] <= a.span[1]
    : a.span[0] < b.span[1] && b.span[0] < a.span[1];
}
