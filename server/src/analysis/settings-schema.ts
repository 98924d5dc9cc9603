import type { Severity } from '../rules/rule.ts';
import type { Settings } from './settings.ts';

/** What a setting's value may be. */
export type SettingType =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'choice'; readonly choices: readonly Choice[] }
  | { readonly kind: 'number'; readonly minimum: number; readonly maximum: number }
  /** A list of rule names, codes, or prefixes of codes; `ALL` for every rule. */
  | { readonly kind: 'rules' }
  | { readonly kind: 'globs' }
  /** A list of programs: files, `module` or `module:attribute`. */
  | { readonly kind: 'entries' }
  /** An object from such a program to a few words. */
  | { readonly kind: 'entry-words' }
  /** An object from patterns of dotted paths to a few words, which may be missing. */
  | { readonly kind: 'call-words' }
  /** An object from dotted paths to dotted paths of classes. */
  | { readonly kind: 'call-types' }
  /** An object from a rule's name or code to a severity. */
  | { readonly kind: 'severities' };

/** One value of a choice, with the sentence that the editor shows beside it. */
export interface Choice {
  readonly value: string;
  readonly sentence: string;
}

/** One setting: everything that the editor, the configuration file and the pages need of it. */
export interface SettingSchema {
  /** `largestFile`: `greenlint.largestFile` in the editor, `largest-file` in a file. */
  readonly key: string;
  readonly type: SettingType;
  readonly default: unknown;
  /** Markdown: what it does, with units. */
  readonly sentence: string;
  /** VS Code's scope: per folder, or one for the window. */
  readonly scope: 'resource' | 'window';
  /** False for what makes sense in an editor only. */
  readonly inFile: boolean;
}

/** Used where nobody has set anything. */
export const defaultSettings: Settings = {
  enable: true,
  select: [],
  ignore: [],
  severity: {},
  exclude: [],
  entryPoints: [],
  patchedBy: {},
  notGevent: [],
  networkFileSystems: [],
  blocking: {},
  cooperates: {},
  switches: {},
  returns: {},
  run: 'type',
  largestFile: 1024,
};

/** The severities that a rule can be given, `off` included. */
export const severityChoices: readonly (Choice & { readonly value: Severity | 'off' })[] = [
  { value: 'error', sentence: 'Shown as an error.' },
  { value: 'warning', sentence: 'Shown as a warning.' },
  { value: 'information', sentence: 'Shown as information.' },
  { value: 'hint', sentence: 'Shown as a hint.' },
  { value: 'off', sentence: 'Never reported.' },
];

/** Every setting. The manifest, the page, the validation and the file's keys come from here. */
export const settingsSchema: readonly SettingSchema[] = [
  {
    key: 'enable',
    type: { kind: 'boolean' },
    default: defaultSettings.enable,
    sentence: 'Look for gevent pitfalls.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'select',
    type: { kind: 'rules' },
    default: defaultSettings.select,
    sentence:
      'Rules to report although they are off by default: names (`late-monkey-patch`), codes (`GVT101`), beginnings of codes (`GVT2`), or `ALL`. The rules that are on by default stay on.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'ignore',
    type: { kind: 'rules' },
    default: defaultSettings.ignore,
    sentence:
      'Never report these rules: names, codes, or beginnings of codes. Wins over `select` and `severity`.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'severity',
    type: { kind: 'severities' },
    default: defaultSettings.severity,
    sentence:
      'Severity by rule name or code. A rule that is off by default is reported once it has a severity; `off` silences a rule.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'exclude',
    type: { kind: 'globs' },
    default: defaultSettings.exclude,
    sentence:
      'Globs of files and folders that are neither read nor reported, relative to the folder of the configuration. What `.gitignore` names, virtual environments and vendored folders are left out in any case.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'entryPoints',
    type: { kind: 'entries' },
    default: defaultSettings.entryPoints,
    sentence:
      'Programs that cannot be seen from the code or from deployment files: a file relative to the folder of the configuration (`shop/main.py`), a module (`shop.worker`), or an object in one (`shop.wsgi:app`).',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'patchedBy',
    type: { kind: 'entry-words' },
    default: defaultSettings.patchedBy,
    sentence:
      'Programs that somebody else patches before they start, by entry as in `entry-points`, each with a few words that say who: `"shop.wsgi" = "our launcher"`.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'notGevent',
    type: { kind: 'globs' },
    default: defaultSettings.notGevent,
    sentence:
      'Globs of programs that never run under gevent: of files relative to the folder of the configuration (`tools/*.py`), or of modules (`shop.cli`, `shop.wsgi:*`). Nothing is reported for their sake.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'networkFileSystems',
    type: { kind: 'globs' },
    default: defaultSettings.networkFileSystems,
    sentence:
      'Globs of absolute paths that lie on network file systems: `["/mnt/nfs/**"]`. Every access to a file there from code that runs in greenlets is a warning of `blocking-file-io`, where the path can be seen in the code.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'blocking',
    type: { kind: 'call-words' },
    default: defaultSettings.blocking,
    sentence:
      'Calls that stop every greenlet, which Greenlint does not know: dotted paths of libraries or of your own functions, `*` for any characters, each with what to do instead: `"acme.Client.*" = "acme.gevent.Client"`. They are reported as `greenlet-unaware-library`.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'cooperates',
    type: { kind: 'call-words' },
    default: defaultSettings.cooperates,
    sentence:
      'Calls that stop nobody, whatever Greenlint knows of them, each with the reason: `"psycopg2.*" = "our launcher sets the wait callback"`. Nothing is reported of them as blocking.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'switches',
    type: { kind: 'call-words' },
    default: defaultSettings.switches,
    sentence:
      'Calls during which other greenlets may run, each with the reason: `"acme.queue.get" = "waits in gevent"`. A lock that is held over one of them counts as held over a switch.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'returns',
    type: { kind: 'call-types' },
    default: defaultSettings.returns,
    sentence:
      'The class of what a call gives, so that calls on its result are known: `"acme.connect" = "acme.Client"`.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'run',
    type: {
      kind: 'choice',
      choices: [
        { value: 'type', sentence: 'While you type.' },
        { value: 'save', sentence: 'When a file is opened or saved.' },
      ],
    },
    default: defaultSettings.run,
    sentence: 'When an open file is analysed.',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'largestFile',
    type: { kind: 'number', minimum: 1, maximum: 65_536 },
    default: defaultSettings.largestFile,
    sentence: 'Largest file that is analysed, in kilobytes (1,024 bytes).',
    scope: 'resource',
    inFile: true,
  },
  {
    key: 'trace.server',
    type: {
      kind: 'choice',
      choices: [
        { value: 'off', sentence: 'Nothing is traced.' },
        { value: 'messages', sentence: 'The names of messages.' },
        { value: 'verbose', sentence: 'Messages with their contents.' },
      ],
    },
    default: 'off',
    sentence: 'Writes the messages between the editor and the language server to the output.',
    scope: 'window',
    inFile: false,
  },
];

/** `largestFile` → `largest-file`: a setting's name in a configuration file. */
export function fileKey(key: string): string {
  return key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
