const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const LITERAL = /^([A-Za-z]*)('''|"""|'|")([\s\S]*)\2$/;
const ESCAPE = /\\(?:(\r\n|[\s\S])|$)/g;

/**
 * The value of a string literal without interpolation; undefined for bytes, and where an escape
 * stands in it that names or numbers a character.
 */
export function stringValue(literal: string): string | undefined {
  const match = LITERAL.exec(literal);
  if (match === null) return undefined;
  const prefix = match[1]!.toLowerCase();
  let body = match[3]!;
  if (prefix.includes('b')) return undefined;
  if (prefix.includes('f') || prefix.includes('t')) {
    body = body.replaceAll('{{', '{').replaceAll('}}', '}');
  }
  if (prefix.includes('r') || !body.includes('\\')) return body;
  let simple = true;
  const value = body.replace(ESCAPE, (whole: string, unit: string | undefined) => {
    if (unit === undefined) return whole;
    if (unit === '\n' || unit === '\r\n') return '';
    if (/[xuUN0-7]/.test(unit)) simple = false;
    return Object.hasOwn(SIMPLE_ESCAPES, unit) ? SIMPLE_ESCAPES[unit]! : whole;
  });
  return simple ? value : undefined;
}
