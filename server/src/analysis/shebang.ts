/** Scripts are short: a larger file without an ending is data, or a compiled program. In bytes. */
export const largestScript = 200_000;

/** As much of a file as its first line is looked for in, in bytes; Linux reads no more either. */
const longestLine = 256;

const python =
  /^#![ \t]*(?:\S*\/)?(?:env[ \t]+(?:-\S+[ \t]+|\w+=\S*[ \t]+)*(?:\S*\/)?)?(?:python|pypy)[\d.]*t?(?:[ \t]|$)/;

/** Whether the first line of a file has Python run it: `#!/usr/bin/env python3`. */
export function hasPythonShebang(bytes: Uint8Array): boolean {
  const [first = ''] = String.fromCharCode(...bytes.subarray(0, longestLine)).split(/\r?\n/);
  return python.test(first);
}
