/** Throws, showing both, where `actual` is not `expected`. Node's `assert` is not to be had in a browser. */
export function expectSame(actual: unknown, expected: unknown, what: string): void {
  const [left, right] = [show(actual), show(expected)];
  if (left === right) return;
  throw new Error(`${what}\n--- expected\n${cut(right)}\n--- got\n${cut(left)}`);
}

/** Throws, saying `what` was expected, where `value` is false. */
export function expectThat(value: boolean, what: string): void {
  if (!value) throw new Error(`expected: ${what}`);
}

function show(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}

/** VS Code drops a line of the log that is longer than 100,000 characters, and all it says. */
function cut(text: string): string {
  return text.length < 20_000 ? text : `${text.slice(0, 20_000)} … (${text.length} characters)`;
}
