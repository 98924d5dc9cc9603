/**
 * A half-open range of text in UTF-16 code units. What its numbers count from is said
 * where it is used: the start of the file, or the start of the scope that owns it.
 */
export type Span = readonly [start: number, end: number];

/** The same range, counted from a point that lies `by` units earlier. */
export function shift(span: Span, by: number): Span {
  return [span[0] + by, span[1] + by];
}
