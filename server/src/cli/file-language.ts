import {
  type DecodedText,
  type DecodeText,
  decodePython,
  type UndecodableText,
} from '../analysis/decode.ts';
import { isDeploymentFile, isPythonFile } from '../analysis/file-discovery.ts';
import type { FilePath } from '../facts/file-path.ts';

/** What an editor would call the language of a file: Python, or that of some deployment file. */
export function languageIdOf(path: FilePath): string {
  return isPython(path) ? 'python' : 'plaintext';
}

/** The text of a file. A deployment file is UTF-8, whatever its comments say. */
export function decodeFile(
  path: FilePath,
  bytes: Uint8Array,
  decode: DecodeText,
): DecodedText | UndecodableText {
  if (isPython(path)) return decodePython(bytes, decode);
  const text = decode(bytes, 'utf-8');
  if (text === undefined) return { problem: 'It is not UTF-8.' };
  const byteOrderMark = text.charCodeAt(0) === 0xfeff;
  return {
    text: byteOrderMark ? text.slice(1) : text,
    encoding: { label: 'utf-8', byteOrderMark },
  };
}

function isPython(path: FilePath): boolean {
  return isPythonFile(path) || !isDeploymentFile(path);
}
