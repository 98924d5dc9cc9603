import { type FilePath, folderOf, inFolder, relativeTo } from '../facts/file-path.ts';
import type { Declarations } from '../project/declarations.ts';
import type { Span } from '../syntax/span.ts';
import {
  type ConfigurationProblem,
  configurationFileNames,
  readConfigurationFile,
} from './configuration-file.ts';
import { type DeclarationSource, declarationsOf } from './declared-programs.ts';
import { foldersUpward } from './folders-above.ts';
import { globMatcher } from './glob-matcher.ts';
import type { RuleList } from './rule-list.ts';
import type { AnalysisFolder } from './service.ts';
import type { Settings } from './settings.ts';
import { checkSettings } from './settings-check.ts';
import { defaultSettings } from './settings-schema.ts';
import { FileProblem } from './workspace.ts';

/** The text of a file; rejects with a FileProblem. */
export type ReadText = (path: FilePath) => Promise<string>;

/** What a command line sets: it wins over every file. */
export interface SettingOverrides {
  readonly settings?: Partial<Settings>;
  /** Selectors of the only rules to report, whatever the configuration selects. */
  readonly only?: readonly string[];
  /** The one configuration file to use; without it the nearest upward counts. */
  readonly configurationFile?: FilePath;
}

/** A configuration file that somebody's settings come from, with what is wrong in it. */
export interface KnownConfiguration {
  readonly path: FilePath;
  readonly text: string;
  readonly settings: Partial<Settings> | undefined;
  readonly problems: readonly ConfigurationProblem[];
  readonly declared: ReadonlyMap<string, Span>;
}

/** Finds the settings of every file: defaults, editor, nearest configuration file, overrides. */
export class Configurations {
  readonly #read: ReadText;
  readonly #rules: RuleList;
  readonly #overrides: SettingOverrides;
  /** By folder: its configuration file, null where it has none. */
  readonly #byFolder = new Map<FilePath, KnownConfiguration | null>();
  readonly #resolved = new Map<FilePath, Settings>();
  readonly #globs = new Map<string, (path: string) => boolean>();
  /** Every configuration file that was read, for what is wrong in them. */
  readonly #files = new Map<FilePath, KnownConfiguration>();
  #folders: readonly AnalysisFolder[] = [];
  #forced: KnownConfiguration | undefined;

  constructor(read: ReadText, rules: RuleList, overrides: SettingOverrides) {
    this.#read = read;
    this.#rules = rules;
    this.#overrides = overrides;
  }

  /** Every configuration file that was read and concerns us. */
  get files(): readonly KnownConfiguration[] {
    return [...this.#files.values()];
  }

  /** Forgets what was read; `folders` bring the editor's settings. */
  async reset(folders: readonly AnalysisFolder[]): Promise<void> {
    this.#folders = folders;
    this.#byFolder.clear();
    this.#resolved.clear();
    this.#files.clear();
    const forced = this.#overrides.configurationFile;
    this.#forced = forced === undefined ? undefined : await this.#load(forced, true);
    this.#resolved.clear();
    for (const folder of folders) await this.reach(folder.path);
  }

  /** Reads the configuration of a folder and of all above it, where that was not done yet. */
  async reach(folder: FilePath): Promise<void> {
    if (this.#forced !== undefined) return;
    for (const current of foldersUpward(folder)) {
      if (this.#byFolder.has(current)) return;
      await this.#enter(current, configurationFileNames);
    }
  }

  /** As `reach`, for a folder whose file names are known and whose parent was reached. */
  async entered(folder: FilePath, names: ReadonlySet<string>): Promise<void> {
    if (this.#forced !== undefined || this.#byFolder.has(folder)) return;
    await this.#enter(
      folder,
      configurationFileNames.filter((name) => names.has(name)),
    );
  }

  /** The settings of a file whose folder was reached. */
  settingsFor(path: FilePath): Settings {
    const folder = folderOf(path);
    let settings = this.#resolved.get(folder);
    if (settings === undefined) {
      settings = {
        ...defaultSettings,
        ...this.#editorSettings(path),
        ...this.#nearest(path)?.settings,
        ...this.#overrides.settings,
      };
      this.#resolved.set(folder, settings);
    }
    return settings;
  }

  /** Whether `exclude` names a file or folder; globs count from their configuration's folder. */
  isExcluded(path: FilePath): boolean {
    const { exclude } = this.settingsFor(path);
    if (exclude.length === 0) return false;
    const file = this.#nearest(path);
    const base =
      file?.settings?.exclude !== undefined
        ? folderOf(file.path)
        : (this.#workspaceFolder(path)?.path ?? folderOf(path));
    const relative = relativeTo(base, path);
    return (
      relative !== undefined &&
      relative !== '' &&
      exclude.some((glob) => this.#matches(glob, relative))
    );
  }

  /** What people declare about programs, in all configurations that count. */
  declarations(): Declarations {
    const sources: DeclarationSource[] = [...this.#files.values()].flatMap((file) =>
      file.settings === undefined
        ? []
        : [{ folder: folderOf(file.path), settings: file.settings, file }],
    );
    for (const folder of this.#folders) {
      const settings = { ...this.#editorSettings(folder.path) };
      // What a configuration file sets goes before the editor.
      const nearest = this.#nearest(inFolder(folder.path, configurationFileNames[0]!))?.settings;
      if (nearest?.entryPoints !== undefined) settings.entryPoints = [];
      if (nearest?.patchedBy !== undefined) settings.patchedBy = {};
      if (nearest?.notGevent !== undefined) settings.notGevent = [];
      if (nearest?.networkFileSystems !== undefined) settings.networkFileSystems = [];
      for (const key of ['blocking', 'cooperates', 'switches', 'returns'] as const) {
        if (nearest?.[key] !== undefined) settings[key] = {};
      }
      sources.push({ folder: folder.path, settings, file: undefined });
    }
    return declarationsOf(sources);
  }

  #matches(glob: string, relative: string): boolean {
    let match = this.#globs.get(glob);
    if (match === undefined) {
      match = globMatcher(glob);
      this.#globs.set(glob, match);
    }
    return match(relative);
  }

  async #enter(folder: FilePath, names: readonly string[]): Promise<void> {
    this.#byFolder.set(folder, null);
    for (const name of names) {
      const file = await this.#load(inFolder(folder, name), false);
      if (file?.settings === undefined) continue;
      this.#byFolder.set(folder, file);
      // Somebody may have asked for settings while the file was being read.
      this.#resolved.clear();
      return;
    }
  }

  async #load(path: FilePath, forced: boolean): Promise<KnownConfiguration | undefined> {
    let text: string;
    try {
      text = await this.#read(path);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      if (!forced) return undefined;
      const problem = { span: [0, 0] as const, message: `It cannot be read: ${error.message}.` };
      text = '';
      const file = { path, text, settings: {}, problems: [problem], declared: new Map() };
      this.#files.set(path, file);
      return file;
    }
    const file = { path, text, ...readConfigurationFile(path, text, this.#rules) };
    if (file.settings === undefined && !forced) return file;
    this.#files.set(path, file);
    return file;
  }

  #nearest(path: FilePath): KnownConfiguration | undefined {
    if (this.#forced !== undefined) return this.#forced;
    for (const folder of foldersUpward(folderOf(path))) {
      const file = this.#byFolder.get(folder);
      if (file) return file;
    }
    return undefined;
  }

  #editorSettings(path: FilePath): Partial<Settings> {
    const folder = this.#workspaceFolder(path) ?? this.#folders[0];
    return folder === undefined
      ? {}
      : checkSettings(folder.settings, 'editor', this.#rules).settings;
  }

  /** The innermost workspace folder that holds a file. */
  #workspaceFolder(path: FilePath): AnalysisFolder | undefined {
    return this.#folders
      .filter((folder) => relativeTo(folder.path, path) !== undefined)
      .sort((a, b) => b.path.length - a.path.length)[0];
  }
}
