import { lastOption, parseCommandLine } from '../command-line.ts';
import type { LaunchContext, LaunchOption, Phase } from '../launch.ts';
import {
  definedOptions,
  type Invocation,
  importsFile,
  isDotted,
  type Launched,
  loadsApplication,
  variableOption,
} from './launcher.ts';

/** What `flask run` looks for where nobody names the application. */
const UNASKED = ['wsgi.py', 'app.py'];

/**
 * `flask run`: imports the module of the application behind flask, werkzeug and what these
 * import, and never patches. It serves each request in a thread, a greenlet where that module
 * patched.
 */
export function flask(call: Invocation): Launched | undefined {
  const line = parseCommandLine(call.words, { launcher: 'flask', unlisted: 'word' });
  if (line.free[0]?.text !== 'run') return undefined;
  const application = lastOption(line, 'app') ?? variableOption(call.environment, 'FLASK_APP');
  return {
    launcher: 'flask',
    phases: loadsFlask(application, call),
    greenlets: 'no',
    options: definedOptions({ app: application, debug: lastOption(line, 'debug') }),
  };
}

function loadsFlask(option: LaunchOption | undefined, call: Invocation): readonly Phase[] {
  const context = call.contextIn(call.folder);
  if (option === undefined) {
    const file = UNASKED.find((name) => context.settingsFile(name) !== undefined);
    return file === undefined ? [] : [importsFile(call.at, file)];
  }
  const [, name = '', attribute] = /^([^:]*)(?::(.*))?$/s.exec(option.value ?? '') ?? [];
  if (name.endsWith('.py')) {
    return [importsFile(option, name.replace(/^(?:\.\/)+/, ''), attribute)];
  }
  if (attribute !== undefined || !isDotted(name)) {
    return loadsApplication(option, option.value, undefined);
  }
  return loadsApplication(option, name, objectIn(name, context));
}

/** The name that flask looks for first, or a factory, which it calls. */
function objectIn(module: string, context: LaunchContext): string | undefined {
  const name = ['app', 'application'].find((one) => context.hasModule(module, one));
  const factory = ['create_app', 'make_app'].find((one) => context.hasModule(module, one));
  return name ?? (factory === undefined ? undefined : `${factory}()`);
}
