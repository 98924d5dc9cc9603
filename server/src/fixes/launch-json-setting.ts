import { findNodeAtOffset, getNodePath, modify, parseTree } from 'jsonc-parser';
import type { TextEdit } from './edit.ts';
import { newlineOf } from './lines.ts';

/**
 * Sets a key of the configuration of a launch.json that holds `offset`. Comments and the file's
 * own indentation stay. Undefined where no configuration is there.
 */
export function setInConfiguration(
  text: string,
  offset: number,
  key: string,
  value: boolean | string,
): TextEdit[] | undefined {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const node = root && findNodeAtOffset(root, offset);
  if (node === undefined) return undefined;
  const [section, index] = getNodePath(node);
  if (section !== 'configurations' || typeof index !== 'number') return undefined;
  const indentation = /\n([ \t]+)"/.exec(text)?.[1] ?? '    ';
  const formattingOptions = {
    insertSpaces: !indentation.startsWith('\t'),
    tabSize: indentation.startsWith('\t') ? 1 : indentation.length,
    eol: newlineOf(text),
  };
  return modify(text, [section, index, key], value, { formattingOptions }).map((edit) => ({
    span: [edit.offset, edit.offset + edit.length],
    text: edit.content,
  }));
}
