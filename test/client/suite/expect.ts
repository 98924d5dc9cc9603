/** Throws, showing both, where `actual` is not `expected`. Node's `assert` is not to be had in a browser. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [show(actual), show(expected)];
  if (left !== right) throw new Error(`${what}\n--- expected\n${right}\n--- got\n${left}`);
}

/** Throws, saying `what` was expected, where `value` is false. */
export function expectThat(value: boolean, what: string): void {
  if (!value) throw new Error(`expected: ${what}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
