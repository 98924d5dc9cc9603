import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { replaceExpression } from './replace-call.ts';
import { nodeAt, type PythonText } from './tree.ts';
import { quoteOf } from './wrap-in-thread-pool.ts';

/**
 * Makes the lock at `span` (the call) a native one: `monkey.get_original("threading", "Lock")()`.
 * Of an RLock it takes `_thread.RLock`, which no patch touches: the original `threading.RLock`
 * makes patched ones. Undefined for other locks, which are made of patched ones.
 */
export function useNativeLock(file: PythonText, span: Span, type: string): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const callee = call?.childForFieldName('function');
  const given = call?.childForFieldName('arguments')?.namedChildren ?? [];
  if (callee == null || given.length > 0) return undefined;
  const place: Span = [callee.startIndex, callee.endIndex];
  if (type === 'threading.RLock') {
    return replaceExpression(file, place, '_thread.RLock', { module: '_thread' });
  }
  if (type !== 'threading.Lock' && type !== '_thread.allocate_lock') return undefined;
  const quote = quoteOf(file);
  const original = `.get_original(${quote}threading${quote}, ${quote}Lock${quote})`;
  return replaceExpression(file, place, `monkey${original}`, { module: 'gevent', name: 'monkey' });
}
