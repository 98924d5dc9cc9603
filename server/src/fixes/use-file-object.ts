import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { replaceCallee } from './replace-call.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';
import { wrapInThreadPool } from './wrap-in-thread-pool.ts';

const module = 'gevent.fileobject';

/**
 * `os.fdopen(fd, "rb")` becomes `FileObject(fd, "rb")`, which waits cooperatively and takes the
 * same mode, buffering and keywords. `FileIO(fd)`, which reads bytes without a buffer, becomes
 * `FileObject(fd, "rb", 0)`. Undefined where an argument means something else to FileObject.
 */
export function openAsFileObject(
  file: PythonText,
  span: Span,
  raw: boolean,
): TextEdit[] | undefined {
  const list = nodeAt(file, span, 'call')?.childForFieldName('arguments');
  if (list?.type !== 'argument_list') return undefined;
  const given = parts(list);
  const named = given.filter(({ type }) => type === 'keyword_argument');
  const positional = given.filter((node) => !named.includes(node));
  if (given.some(({ type }) => /splat/.test(type))) return undefined;
  if (named.some((node) => !sharedKeywords.test(node.text))) return undefined;
  // The fourth is the encoding for open(), but not for FileObject.
  if (positional.length === 0 || positional.length > 3) return undefined;
  const edits = replaceCallee(file, span, 'FileObject', { module, name: 'FileObject' });
  if (edits === undefined || !raw) return edits;
  const [descriptor, mode, more] = positional;
  if (descriptor === undefined || more !== undefined || named.length > 0) return undefined;
  const end = descriptor.endIndex;
  if (mode === undefined) return [...edits, { span: [end, end], text: ', "rb", 0' }];
  const known = /^(["'])([rwa])b?\1$/.exec(mode.text);
  if (known === null) return undefined;
  const text = `${known[1]}${known[2]}b${known[1]}, 0`;
  return [...edits, { span: [mode.startIndex, mode.endIndex], text }];
}

const sharedKeywords = /^(?:mode|buffering|encoding|errors|newline|closefd)\s*=/;

/**
 * `open(path)` becomes `FileObject(open(path))`; with `inPool` the thread pool waits for the
 * opening: `FileObject(gevent.get_hub().threadpool.apply(open, (path,)))`.
 */
export function putInFileObject(
  file: PythonText,
  span: Span,
  name: 'FileObject' | 'FileObjectThread',
  inPool: boolean,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const imported = insertImport(file, { module, name }, span[0]);
  if (call === undefined || imported === undefined) return undefined;
  const wrapped = inPool ? wrapInThreadPool(file, span) : [];
  if (wrapped === undefined) return undefined;
  return [
    ...imported.edits,
    { span: [span[0], span[0]], text: `${imported.expression}(` },
    ...wrapped,
    { span: [span[1], span[1]], text: ')' },
  ];
}
