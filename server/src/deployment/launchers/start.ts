import { type CommandWrapper, commandWrapper } from '../../knowledge/command-wrappers.ts';
import { launcherProgram } from '../../knowledge/launchers.ts';
import type { Variable } from '../deployment-file.ts';
import type { Argument } from '../expand.ts';
import type { LaunchOption, Phase } from '../launch.ts';
import { airflow } from './airflow.ts';
import { celery } from './celery.ts';
import { django } from './django.ts';
import { flask } from './flask.ts';
import { gunicorn } from './gunicorn.ts';
import {
  definedOptions,
  type Invocation,
  type Launched,
  type Launcher,
  patches,
  variableOption,
} from './launcher.ts';
import { locust } from './locust.ts';
import { pytest } from './pytest.ts';
import { python, runsScript } from './python.ts';
import { server } from './server.ts';
import { dramatiq, huey, rq } from './task-queues.ts';
import { uwsgi } from './uwsgi.ts';

const launchers: Readonly<Record<string, Launcher>> = {
  airflow,
  celery,
  django,
  dramatiq,
  flask,
  gunicorn,
  huey,
  locust,
  pytest,
  rq,
  server,
  uwsgi,
};

const PYTHON = /^(?:python|pypy|pythonw)(?:\d+(?:\.\d+)*)?(?:\.exe)?$/;
/** Nobody wraps deeper; a command that repeats itself ends here. */
const DEEPEST = 30;

/**
 * Reads a command line from its first word on: takes off wrappers and agents, and hands the rest
 * to its launcher. Undefined: nothing is known that it would start.
 */
export function startCommand(
  words: readonly Argument[],
  call: Invocation,
  depth = 0,
): Launched | undefined {
  const [first, ...rest] = words;
  if (first?.text === undefined || depth > DEEPEST) return undefined;
  const program = first.text.slice(first.text.lastIndexOf('/') + 1);
  const deeper = (next: readonly Argument[], from: Invocation) =>
    startCommand(next, from, depth + 1);
  const place = { path: first.path, span: first.span };
  const here: Invocation = { ...call, program, script: first.text, words: rest, at: place };
  const wrapper = commandWrapper(program, rest[0]?.text);
  if (wrapper !== undefined) return wrapped(wrapper, first, here, deeper);
  const launcher = launchers[launcherProgram(program)?.launcher ?? ''];
  if (launcher !== undefined) return launcher(here);
  if (PYTHON.test(program)) return python(here, deeper);
  const isScript = program.endsWith('.py') || isPythonScript(first.text, call);
  return isScript ? runsScript(words, call, deeper) : undefined;
}

/**
 * The words of a command without what stands before its program and says nothing of it: `exec`,
 * `env A=b`, `poetry run`. Agents stay, and so do wrappers that take Python's own words.
 */
export function withoutWrappers(words: readonly Argument[]): readonly Argument[] {
  let left = words;
  for (let depth = 0; depth < DEEPEST; depth++) {
    const [first, ...rest] = left;
    const program = first?.text?.slice(first.text.lastIndexOf('/') + 1);
    const wrapper = program === undefined ? undefined : commandWrapper(program, rest[0]?.text);
    if (wrapper === undefined || wrapper.agent === true || wrapper.then === 'python') break;
    const inner = behindWrapper(wrapper, rest).rest;
    if (inner[0] === undefined || inner[0].known.startsWith('-')) break;
    left = inner;
  }
  return left;
}

/** A path to a script whose first line names Python; a bare name is looked for elsewhere. */
function isPythonScript(file: string, { contextIn, folder }: Invocation): boolean {
  return file.includes('/') && contextIn(folder).isPythonScript(file);
}

type Deeper = (words: readonly Argument[], call: Invocation) => Launched | undefined;

function wrapped(
  wrapper: CommandWrapper,
  first: Argument,
  call: Invocation,
  deeper: Deeper,
): Launched | undefined {
  const { rest, variables } = behindWrapper(wrapper, call.words);
  const inside = { ...call, environment: call.environment.with(variables) };
  const asPython =
    wrapper.then === 'python' ||
    (wrapper.then === 'command-or-python' && rest[0]?.known.startsWith('-') === true);
  const launched = asPython
    ? python({ ...inside, program: 'python', words: rest }, deeper)
    : deeper(rest, inside);
  if (launched === undefined || wrapper.agent !== true) return launched;
  const { path, span, from } = first;
  return {
    ...launched,
    phases: [...agentPhases(wrapper, inside), ...launched.phases],
    options: {
      ...definedOptions({
        agent: { path, span, from, value: wrapper.program },
        'agent-patch': wrapper.patch && variableOption(inside.environment, wrapper.patch.variable),
        'gevent-support':
          wrapper.support === undefined
            ? undefined
            : variableOption(inside.environment, wrapper.support),
      }),
      ...launched.options,
    },
  };
}

/** An agent patches if its variable says so, before all code of the user's. */
function agentPhases({ patch, program }: CommandWrapper, call: Invocation): readonly Phase[] {
  if (patch === undefined) return [];
  const set: LaunchOption | undefined = variableOption(call.environment, patch.variable);
  if (set === undefined) return [];
  if (set.value === undefined) return [patches(set, program, false)];
  const asked = set.value.toLowerCase() === patch.value;
  return asked ? [patches(set, program, patch.certain)] : [];
}

/** The words behind a wrapper and its options, and the variables that it sets. */
function behindWrapper(
  { subcommand, values, skip, assignments, until, then }: CommandWrapper,
  words: readonly Argument[],
): { readonly rest: readonly Argument[]; readonly variables: readonly Variable[] } {
  if (until !== undefined) {
    const at = words.findIndex(({ text }) => text === until);
    return { rest: at < 0 ? [] : words.slice(at + 1), variables: [] };
  }
  const variables: Variable[] = [];
  let left = skip ?? 0;
  let index = subcommand === undefined ? 0 : 1;
  for (; index < words.length; index++) {
    const { known, text, span } = words[index]!;
    const assigned = assignments === true ? /^([A-Za-z_]\w*)=/.exec(known) : null;
    if (text === '--') {
      if (left === 0) {
        index++;
        break;
      }
    } else if (assigned !== null) {
      const value = text?.slice(assigned[0].length);
      const part = value === undefined ? { variable: '?' } : { text: value };
      variables.push({ name: assigned[1]!, value: [part], span });
    } else if (known.startsWith('-')) {
      if (then !== undefined && /^-[cm]/.test(known) && values?.includes(known) !== true) break;
      if (text !== undefined && values?.includes(text) === true) index++;
    } else if (left > 0) left--;
    else break;
  }
  return { rest: words.slice(index), variables };
}
