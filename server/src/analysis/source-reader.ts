import type { FileFacts, ParseProblem } from '../facts/facts.ts';
import { FACTS_FORMAT } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import { type DecodeText, decodePython, type SourceEncoding } from './decode.ts';
import { isScriptCandidate } from './file-discovery.ts';
import { hasPythonShebang, largestScript } from './shebang.ts';
import { FileProblem, type Workspace } from './workspace.ts';

/** A Python file's text, or why there is none. */
export type SourceText =
  | { readonly text: string; readonly encoding: SourceEncoding }
  | { readonly problem: ParseProblem['kind']; readonly detail: string };

/**
 * Reads Python files. `limit`: bytes. Undefined where the file is gone, or where neither its name
 * nor its first line says that it is Python.
 */
export async function readSource(
  workspace: Workspace,
  decode: DecodeText,
  path: FilePath,
  limit: number,
): Promise<SourceText | undefined> {
  if (isScriptCandidate(path)) return readScript(workspace, decode, path, limit);
  let bytes: Uint8Array;
  try {
    bytes = await workspace.read(path, limit);
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    if (error.problem === 'gone') return undefined;
    return error.problem === 'too-large'
      ? { problem: 'too-large', detail: tooLarge(limit) }
      : { problem: 'unreadable', detail: `It cannot be read: ${error.message}.` };
  }
  return decodeSource(bytes, decode);
}

/** Nothing is said of a file that cannot be read, since nobody knows whether it is Python. */
async function readScript(
  workspace: Workspace,
  decode: DecodeText,
  path: FilePath,
  limit: number,
): Promise<SourceText | undefined> {
  try {
    const bytes = await workspace.read(path, Math.min(limit, largestScript));
    return hasPythonShebang(bytes) ? decodeSource(bytes, decode) : undefined;
  } catch (error) {
    if (error instanceof FileProblem) return undefined;
    throw error;
  }
}

function decodeSource(bytes: Uint8Array, decode: DecodeText): SourceText {
  const decoded = decodePython(bytes, decode);
  return 'problem' in decoded ? { problem: 'undecodable', detail: decoded.problem } : decoded;
}

/** The sentence about a file that is larger than `limit` bytes. */
export function tooLarge(limit: number): string {
  const kilobytes = Math.floor(limit / 1024).toLocaleString('en-US');
  return `It is larger than ${kilobytes} KB (setting \`largest-file\`).`;
}

/** Why a text that killed a parser is left out, as one sentence. */
export const deadlyText: string = 'The parser died on its text; it is left out until that changes.';

/**
 * The facts of a file that is not parsed: none, and why. Of `text`, where it is known, the comments
 * above the first statement count: they may silence what is said of the file.
 */
export function factsOfUnread(
  kind: ParseProblem['kind'],
  detail: string,
  text: string = '',
): FileFacts {
  return {
    format: FACTS_FORMAT,
    statements: [],
    directives: [...leadingComments(text).matchAll(/#[^\r\n]*/g)].map((comment) => ({
      span: [comment.index, comment.index + comment[0].length] as const,
      text: comment[0],
      ownLine: true,
      covers: [comment.index, comment.index + comment[0].length] as const,
    })),
    problems: [{ kind, span: [0, 0], detail }],
    length: 0,
  };
}

/** The lines above the first statement: blank ones and comments. */
export function leadingComments(text: string): string {
  const line = /[ \t\f]*(?:#[^\r\n]*)?(?:\r\n|\r|\n)/y;
  let end = 0;
  while (line.test(text)) end = line.lastIndex;
  return text.slice(0, end);
}
