import type { Span } from '../syntax/span.ts';
import type { TextEdit } from './edit.ts';
import { insertImport } from './insert-import.ts';
import { withoutUnusedImport } from './remove-unused-import.ts';
import { nodeAt, type PythonText, parts } from './tree.ts';

/**
 * Turns `pool.apply(os.system, (command,))` into `subprocess.call(command, shell=True)`, and
 * `pool.spawn(os.system, command)` into `gevent.spawn(subprocess.call, command, shell=True)`.
 * Undefined where the command is not written out.
 */
export function systemOnTheLoop(
  file: PythonText,
  span: Span,
  method: string,
): TextEdit[] | undefined {
  const call = nodeAt(file, span, 'call');
  const list = call?.childForFieldName('arguments');
  if (call === undefined || list?.type !== 'argument_list' || list.text.includes('#')) {
    return undefined;
  }
  const [first, second, ...more] = parts(list);
  if (
    first === undefined ||
    second === undefined ||
    more.length > 0 ||
    /keyword|splat/.test(second.type)
  )
    return undefined;
  const subprocess = insertImport(file, { module: 'subprocess' }, call.startIndex);
  if (subprocess === undefined) return undefined;
  const run = `${subprocess.expression}.call`;
  const whole: Span = [call.startIndex, call.endIndex];
  const system: Span = [first.startIndex, first.endIndex];
  if (method.endsWith('.apply')) {
    const items = second.type === 'tuple' ? parts(second) : [];
    const [command] = items;
    if (command === undefined || items.length > 1 || /splat/.test(command.type)) return undefined;
    const text = `${run}(${command.text}, shell=True)`;
    return withoutUnusedImport(file, system, [...subprocess.edits, { span: whole, text }]);
  }
  if (method !== 'gevent.threadpool.ThreadPool.spawn') return undefined;
  const gevent = insertImport(file, { module: 'gevent' }, call.startIndex);
  if (gevent === undefined) return undefined;
  const text = `${gevent.expression}.spawn(${run}, ${second.text}, shell=True)`;
  const edits = [...subprocess.edits, ...gevent.edits, { span: whole, text }];
  return withoutUnusedImport(file, system, edits);
}
