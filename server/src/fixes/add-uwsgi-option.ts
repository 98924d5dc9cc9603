import type { LaunchOption } from '../deployment/launch.ts';
import { insertBehind } from './command-words.ts';
import type { TextEdit } from './edit.ts';
import { lineEnd, lineStart, newlineOf } from './lines.ts';

/**
 * Switches an option of uWSGI on beside another that is set: a line of the same form below its
 * line (`key = true`, `key: true`, `UWSGI_KEY=true`), or a word behind it on a command line.
 * Undefined where the other is written in a way that shows no such form.
 */
export function addUwsgiOption(
  text: string,
  beside: Pick<LaunchOption, 'span' | 'from'>,
  option: string,
): TextEdit[] | undefined {
  const { span, from } = beside;
  if (from === 'command line') return insertBehind(text, span, [`--${option}`]);
  const end = lineEnd(text, span[1]);
  const line = text.slice(lineStart(text, span[0]), end);
  const key = from.startsWith('UWSGI_')
    ? `UWSGI_${option.toUpperCase().replaceAll('-', '_')}`
    : option;
  const form = /^([ \t]*(?:- )?)(["']?)[\w-]+\2(\s*[:=]\s*)(["']?)\S+$/.exec(
    line.replace(/\s+[#;].*$/, '').trimEnd(),
  );
  if (form === null) return undefined;
  const [, before = '', quote = '', sign = '', valueQuote = ''] = form;
  const written = `${before}${quote}${key}${quote}${sign}${valueQuote}true${valueQuote}`;
  return [{ span: [end, end], text: newlineOf(text) + written }];
}
