import type {
  Command,
  Variable,
  Word,
  WordPart,
} from '../../server/src/deployment/deployment-file.ts';
import { emptyDeploymentFile } from '../../server/src/deployment/deployment-file.ts';
import type { Launch, LaunchContext, SettingsModule } from '../../server/src/deployment/launch.ts';
import { readLaunches } from '../../server/src/deployment/read-launches.ts';

/** What a test says beside the words of a command. */
export interface Given {
  /** Variables that the file sets. */
  readonly environment?: Readonly<Record<string, string>>;
  readonly folder?: string;
  /** Python files that hold settings, by path or dotted name: `name = value`, `def name`. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Modules of the workspace, with the names that they bind. */
  readonly modules?: Readonly<Record<string, readonly string[]>>;
  /** Other deployment files: `section/key = value` lines. */
  readonly files?: Readonly<Record<string, string>>;
}

/** The launch of a command as a shell would read it: quotes, `$V`, `${V:-d}`. */
export function launchOf(text: string, given: Given = {}): Launch | undefined {
  const command: Command = {
    name: 'web',
    words: wordsOf(text),
    environment: variablesOf(given.environment ?? {}),
    span: [0, text.length],
    ...(given.folder !== undefined && { folder: given.folder }),
  };
  const file = { ...emptyDeploymentFile('procfile'), commands: [command] };
  return readLaunches('/shop/Procfile', file, surroundings(given))[0];
}

/** What can be looked up in a workspace that holds nothing but what the test gives. */
export function surroundings(given: Given) {
  return { environment: [], environmentFile: () => [], contextIn: () => contextOf(given) };
}

/** Phases, greenlets and options as short text: `patch · import shop.wsgi:application`. */
export function summary(launch: Launch | undefined): string {
  if (launch === undefined) return 'none';
  const steps = launch.phases.map((phase) => {
    if (phase.kind === 'patch') {
      const parts = phase.parts === undefined ? '' : ` ${phase.parts.join(',')}`;
      return `patch${parts}${phase.certain ? '' : '?'}`;
    }
    const { target } = phase;
    const name = target.kind === 'module' ? target.module : `./${target.file}`;
    const attribute = target.attribute === undefined ? '' : `:${target.attribute}`;
    return `${phase.kind} ${name}${attribute}${phase.kind === 'call' ? `.${phase.name}` : ''}`;
  });
  return `${[...steps].join(' · ')} | ${launch.greenlets}`;
}

/** The values of its options. */
export function optionValues(launch: Launch | undefined): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(launch?.options ?? {}).map(([name, option]) => [name, option.value]),
  );
}

/** The words of a shell's line; spans count from its start. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(/(?:[^\s'"]|'[^']*'|"[^"]*")+/g)].map((match) => ({
    parts: partsOf(match[0]),
    span: [match.index, match.index + match[0].length] as const,
  }));
}

/** Variables in the order of the record. */
export function variablesOf(environment: Readonly<Record<string, string>>): readonly Variable[] {
  return Object.entries(environment).map(([name, value]) => ({
    name,
    value: partsOf(`"${value}"`),
    span: [0, 1],
  }));
}

function partsOf(written: string): readonly WordPart[] {
  return [...written.matchAll(/'([^']*)'|\$\{(\w+)(?::?-([^}]*))?\}|\$([\w@]+)|"|([^$'"]+)/g)]
    .map(([all, single, braced, fallback, bare, plain]): WordPart => {
      const variable = braced ?? bare;
      if (variable === undefined) return { text: single ?? plain ?? (all === '"' ? '' : all) };
      return fallback === undefined ? { variable } : { variable, whenUnset: fallback };
    })
    .filter((part) => !('text' in part) || part.text !== '');
}

function contextOf({ settings = {}, modules = {}, files = {} }: Given): LaunchContext {
  const module = (name: string): SettingsModule | undefined =>
    settings[name] === undefined ? undefined : settingsOf(name, settings[name]);
  return {
    djangoSettings: () => undefined,
    isPythonScript: () => false,
    settingsFile: module,
    settingsModule: module,
    hasModule: (name, attribute) =>
      modules[name] !== undefined && (attribute === undefined || modules[name].includes(attribute)),
    deploymentSettings: (file) =>
      files[file] === undefined
        ? undefined
        : { path: `/shop/${file}`, settings: deploymentSettings(files[file]) },
  };
}

function settingsOf(name: string, text: string): SettingsModule {
  const values = new Map<string, { value: string | undefined; span: [number, number] }>();
  const functions = new Map<string, [number, number]>();
  for (const match of text.matchAll(/^(?:def (\w+)|(\w+) = (?:'([^']*)'|(True|False|\d+)|.*))/gm)) {
    const span: [number, number] = [match.index, match.index + match[0].length];
    if (match[1] !== undefined) functions.set(match[1], span);
    else values.set(match[2]!, { value: match[3] ?? match[4], span });
  }
  return { path: `/shop/${name}`, values, functions };
}

/** Settings of an ini file without anything special in it. */
export function deploymentSettings(text: string) {
  let section = '';
  return text.split('\n').flatMap((line) => {
    const header = /^\[(.+)\]$/.exec(line.trim())?.[1];
    section = header ?? section;
    const match = /^\s*([^=\s]+)\s*=\s*(.*)$/.exec(line);
    if (header !== undefined || match === null) return [];
    const span = [0, 1] as const;
    return [{ section, key: match[1]!, value: match[2]!, span, keySpan: span }];
  });
}
