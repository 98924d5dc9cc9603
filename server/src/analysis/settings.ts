import type { Severity } from '../rules/rule.ts';

/**
 * What can be set, after all sources were merged: defaults, then the editor's settings, then
 * the nearest configuration file upward (a key that is set there wins). The schema that gives
 * each key its type, default and sentence is `settings-schema.ts`.
 */
export interface Settings {
  /** Off: no finding, no status. */
  readonly enable: boolean;
  /** Rule names or codes (or prefixes of codes, `GVT2`) to report although they are off by default; `ALL`. Empty: the defaults. */
  readonly select: readonly string[];
  /** Rule names, codes or prefixes never to report. Wins over select and severity. */
  readonly ignore: readonly string[];
  /** Severity by rule name or code. */
  readonly severity: Readonly<Record<string, Severity | 'off'>>;
  /** Globs, relative to the folder of the configuration, of files that are neither read nor reported. */
  readonly exclude: readonly string[];
  /** Programs: files relative to the folder of the configuration, `module` or `module:attribute`. */
  readonly entryPoints: readonly string[];
  /** From such an entry to who patches it before it starts. */
  readonly patchedBy: Readonly<Record<string, string>>;
  /** Globs of files and entries of programs that never run under gevent. */
  readonly notGevent: readonly string[];
  /** Globs of absolute paths of files that a network file system holds. */
  readonly networkFileSystems: readonly string[];
  /** From patterns of calls that stop every greenlet to what to do instead. */
  readonly blocking: Readonly<Record<string, string>>;
  /** From patterns of calls that stop nobody to the reason; nothing is reported of them. */
  readonly cooperates: Readonly<Record<string, string>>;
  /** From patterns of calls that let other greenlets run to the reason. */
  readonly switches: Readonly<Record<string, string>>;
  /** From calls to the class of what they give. */
  readonly returns: Readonly<Record<string, string>>;
  /** When an open file is analysed. */
  readonly run: 'type' | 'save';
  /** Largest file that is parsed, in kilobytes (1,024 bytes). */
  readonly largestFile: number;
}
