import { lastOption, parseCommandLine } from '../command-line.ts';
import type { Phase } from '../launch.ts';
import {
  chosenOptions,
  folderInside,
  type Invocation,
  importsFile,
  type Launched,
  loadsApplication,
} from './launcher.ts';

const APPLICATION = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*:[A-Za-z_][\w.]*(?:\(.*\))?$/s;

/** Servers without a switch for gevent: they import the application and never patch. */
export function server(call: Invocation): Launched | undefined {
  const line = parseCommandLine(call.words, { launcher: 'server', unlisted: 'word' });
  const folder = lastOption(line, 'app-dir')?.value;
  const phases = application(call, line.free);
  const named = lastOption(line, 'app');
  if (phases.length === 0 && named === undefined) return undefined;
  return {
    launcher: call.program,
    ...(folder !== undefined && { folder: folderInside(call.folder, folder) }),
    phases: phases.length > 0 ? phases : loadsApplication(named!, named!.value, undefined),
    greenlets: 'no',
    options: chosenOptions(line, ['workers', 'threads']),
  };
}

function application(
  { program }: Invocation,
  free: ReturnType<typeof parseCommandLine>['free'],
): readonly Phase[] {
  if (program === 'mod_wsgi-express') {
    const script = free.find(({ text }) => /\.(?:wsgi|py)$/.test(text ?? ''));
    return script?.text === undefined ? [] : [importsFile(script, script.text, 'application')];
  }
  const named =
    free.find(({ text }) => APPLICATION.test(text ?? '')) ??
    free.find(({ text }) => /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+$/.test(text ?? ''));
  return named === undefined ? [] : loadsApplication(named, named.text, undefined);
}
