import { wrapperOfModule } from '../../knowledge/command-wrappers.ts';
import { launcherOfModule, launcherProgram } from '../../knowledge/launchers.ts';
import { patchFunction, patchKeyword } from '../../knowledge/patch-functions.ts';
import type { Argument } from '../expand.ts';
import type { Phase } from '../launch.ts';
import { type Invocation, isDotted, type Launched, patches, type Start } from './launcher.ts';
import { codePhases } from './python-code.ts';

/** `python [OPTIONS] (SCRIPT | -m MODULE | -c CODE) …`; standard input is not read. */
export function python(call: Invocation, start: Start): Launched | undefined {
  const { words } = call;
  for (let index = 0; index < words.length; index++) {
    const { known, text } = words[index]!;
    if (text === undefined) return undefined;
    if (!known.startsWith('-')) return runsScript(words.slice(index), call, start);
    if (known === '-' || known === '--version' || known.startsWith('--help')) return undefined;
    if (known.startsWith('--')) {
      if (known === '--check-hash-based-pycs') index++;
      continue;
    }
    const at = [...known].findIndex((letter, position) => position > 0 && /[cmWX]/.test(letter));
    if (at < 0) continue;
    const rest = known.slice(at + 1);
    if (known[at] === 'c') {
      const code = rest === '' ? words[index + 1] : { ...words[index]!, text: rest, known: rest };
      return code && runsCode(code);
    }
    if (known[at] === 'm') {
      const module = rest === '' ? words[index + 1] : { ...words[index]!, text: rest, known: rest };
      const behind = words.slice(index + (rest === '' ? 2 : 1));
      return module && runsModule(module, behind, call, start);
    }
    if (rest === '') index++;
  }
  return undefined;
}

/** Runs a module as `__main__`, or the command that it is another name of. */
function runsModule(
  module: Argument,
  behind: readonly Argument[],
  call: Invocation,
  start: Start,
): Launched | undefined {
  const name = module.text;
  if (!isDotted(name)) return undefined;
  if (name === 'gevent.monkey') return underGeventMonkey(module, behind, call, start);
  const program = (wrapperOfModule(name) ?? launcherOfModule(name))?.program;
  if (program !== undefined) {
    return start([{ ...module, text: program, known: program }, ...behind], call);
  }
  return runs({ kind: 'module', module: name }, module);
}

/** Runs a file as `__main__`; the script of a command that is known is that command. */
export function runsScript(
  words: readonly Argument[],
  call: Invocation,
  start: Start,
): Launched | undefined {
  const script = words[0];
  if (script?.text === undefined || script.text === '') return undefined;
  const name = script.text.slice(script.text.lastIndexOf('/') + 1);
  if (launcherProgram(name) !== undefined) return start(words, call);
  return runs({ kind: 'file', file: script.text.replace(/^(?:\.\/)+/, '') }, script);
}

function runsCode(code: Argument): Launched | undefined {
  const { path, span } = code;
  const phases = code.text === undefined ? undefined : codePhases(code.text, { path, span });
  return phases && { launcher: 'python', phases, greenlets: 'no', options: {} };
}

function runs(target: (Phase & { kind: 'run' })['target'], { path, span }: Argument): Launched {
  return {
    launcher: 'python',
    phases: [{ kind: 'run', target, path, span }],
    greenlets: 'no',
    options: {},
  };
}

/**
 * `python -m gevent.monkey [OPTIONS] (SCRIPT | --module MODULE) …` patches before it runs them.
 * It knows neither `-m` nor `--`, and ends at options that name no part. `--PART` means nothing
 * from gevent 24.10.1 on and `only this part` before that.
 */
function underGeventMonkey(
  place: Argument,
  words: readonly Argument[],
  call: Invocation,
  start: Start,
): Launched | undefined {
  const parts = new Set<string>(patchFunction('gevent.monkey.patch_all')?.parts);
  const whole = parts.size;
  let asModule = false;
  let certain = true;
  let index = 0;
  for (; index < words.length; index++) {
    const { text } = words[index]!;
    if (text === undefined) return undefined;
    if (!text.startsWith('--')) break;
    const option = text.slice(2);
    if (option === 'module') asModule = true;
    else if (option.startsWith('no-') && isPart(option.slice(3))) parts.delete(option.slice(3));
    else if (isPart(option)) certain = false;
    else if (option !== 'verbose') return undefined;
  }
  const rest = words.slice(index);
  const [first] = rest;
  if (first === undefined || first.text?.startsWith('-') !== false) return undefined;
  const inner = asModule
    ? runsModule(first, rest.slice(1), call, start)
    : runsScript(rest, call, start);
  if (inner === undefined || inner.startsAnew === true) return inner;
  const named = parts.size === whole ? undefined : [...parts];
  return {
    ...inner,
    phases: [patches(place, 'python -m gevent.monkey', certain, named), ...inner.phases],
  };
}

/** Whether this is a keyword of patch_all; case matters. */
function isPart(name: string): boolean {
  return patchKeyword('gevent.monkey.patch_all', name) !== undefined;
}
