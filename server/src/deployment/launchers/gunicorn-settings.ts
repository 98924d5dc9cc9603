import { type CommandLine, lastOption, parseCommandLine } from '../command-line.ts';
import { variableWords } from '../expand.ts';
import { unaskedGunicornConfig } from '../files/gunicorn-config.ts';
import type { LaunchOption, LaunchPlace, Phase, SettingsModule, Target } from '../launch.ts';
import { type Invocation, importsFile, importsModule, isDotted } from './launcher.ts';

const STYLE = { launcher: 'gunicorn', unlisted: 'word', prefixes: true } as const;

/** Command-line names whose settings are called otherwise. */
const SETTING_NAMES: Readonly<Record<string, string>> = {
  preload: 'preload_app',
  'log-config': 'logconfig',
};

/**
 * gunicorn's settings from all its sources: the command line counts more than GUNICORN_CMD_ARGS,
 * that more than the config file (measured with 27.0.1).
 */
export class GunicornSettings {
  readonly line: CommandLine;
  readonly #variable: CommandLine;
  readonly #file: ConfigFile | undefined;

  constructor(call: Invocation) {
    this.line = parseCommandLine(call.words, STYLE);
    this.#variable = parseCommandLine(variableWords(call.environment, 'GUNICORN_CMD_ARGS'), STYLE);
    this.#file = configFile(
      lastOption(this.line, 'config') ?? lastOption(this.#variable, 'config'),
      call,
    );
  }

  /** Some source may hold any option: a word, a variable or a config file that is not known. */
  get open(): boolean {
    return this.line.open || this.#variable.open || this.#file?.settings === 'unknown';
  }

  /** The setting that counts, by the name of its option; undefined: none that is known of. */
  get(name: string): LaunchOption | undefined {
    return lastOption(this.line, name) ?? lastOption(this.#variable, name) ?? this.#fromFile(name);
  }

  /** Whether the option may be set where nobody can see it. */
  mayBeHidden(name: string): boolean {
    return this.open && this.get(name) === undefined;
  }

  /** The step that reads the config file. */
  get configPhases(): readonly Phase[] {
    return this.#file === undefined ? [] : this.#file.phases;
  }

  /** Where the config file was named, as an option. */
  get config(): LaunchOption | undefined {
    return this.#file?.option;
  }

  /** The steps that call these hooks, as far as the config file defines them. */
  hooks(...names: readonly string[]): readonly Phase[] {
    const { settings, target } = this.#file ?? {};
    if (settings === undefined || settings === 'unknown' || target === undefined) return [];
    return names.flatMap((name): Phase[] => {
      const span = settings.functions.get(name);
      return span === undefined ? [] : [{ kind: 'call', target, name, path: settings.path, span }];
    });
  }

  #fromFile(name: string): LaunchOption | undefined {
    const settings = this.#file?.settings;
    if (settings === undefined || settings === 'unknown') return undefined;
    const value = settings.values.get(SETTING_NAMES[name] ?? name.replaceAll('-', '_'));
    if (value === undefined) return undefined;
    const from = settings.path.slice(settings.path.lastIndexOf('/') + 1);
    return { value: value.value, path: settings.path, span: value.span, from };
  }
}

interface ConfigFile {
  readonly settings: SettingsModule | 'unknown';
  readonly phases: readonly Phase[];
  readonly target?: Target;
  readonly option?: LaunchOption;
}

/** The file that `-c` names, or the one that is read unasked. */
function configFile(named: LaunchOption | undefined, call: Invocation): ConfigFile | undefined {
  const context = call.contextIn(call.folder);
  if (named === undefined) {
    const settings = context.settingsFile(unaskedGunicornConfig);
    if (settings === undefined) return undefined;
    const place: LaunchPlace = { path: settings.path, span: [0, 0] };
    const phase = importsFile(place, unaskedGunicornConfig);
    return {
      settings,
      phases: [phase],
      target: { kind: 'file', file: unaskedGunicornConfig },
      option: { ...place, value: unaskedGunicornConfig, from: 'default' },
    };
  }
  const { value } = named;
  const module = value?.startsWith('python:') === true ? value.slice('python:'.length) : undefined;
  if (module !== undefined) {
    if (!isDotted(module)) return { settings: 'unknown', phases: [], option: named };
    const settings = context.settingsModule(module) ?? 'unknown';
    const target: Target = { kind: 'module', module };
    return { settings, target, phases: [importsModule(named, module)], option: named };
  }
  const file = value?.replace(/^file:/, '').replace(/^(?:\.\/)+/, '');
  if (file === undefined || file === '') return { settings: 'unknown', phases: [], option: named };
  const settings = context.settingsFile(file) ?? 'unknown';
  const target: Target = { kind: 'file', file };
  return { settings, target, phases: [importsFile(named, file)], option: named };
}
