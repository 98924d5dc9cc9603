import type { Directive } from '../facts/facts.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';

/** What kind of file starts, or configures, processes. */
export type DeploymentFormat =
  | 'procfile'
  | 'dockerfile'
  | 'compose'
  | 'kubernetes'
  | 'systemd'
  | 'supervisor'
  | 'circus'
  | 'uwsgi'
  | 'shell'
  /** Of make, or of just. */
  | 'makefile'
  | 'ci'
  | 'launch-json'
  | 'environment'
  | 'path-configuration'
  | 'requirements'
  | 'pipfile'
  | 'lock'
  | 'conda'
  | 'python-project'
  | 'test-configuration'
  | 'tool-configuration';

/**
 * What one deployment file says: plain data, a pure function of its text. Spans are absolute
 * half-open ranges of UTF-16 units in the file.
 */
export interface DeploymentFile {
  readonly format: DeploymentFormat;
  /** The processes that it starts, in the order of the text. */
  readonly commands: readonly Command[];
  /**
   * Services of a compose file without words of their own, for those that extend them; what a
   * systemd drop-in without any adds to its unit.
   */
  readonly bases?: readonly Command[];
  /** Options that are no command: uWSGI's keys, pytest's addopts, the entries of a launch.json. */
  readonly settings: readonly Setting[];
  /** Console scripts, from pyproject.toml, setup.cfg and setup.py. */
  readonly scripts: readonly ConsoleScript[];
  /** Folders that the project's modules are installed from, relative to the file's own. */
  readonly sourceFolders?: readonly string[];
  /** Variables for other files of the same folder: those of `.env` and `.flaskenv`. */
  readonly environment: readonly Variable[];
  /** The distributions that it asks for, or locks, in the order of the text. */
  readonly dependencies: readonly Dependency[];
  /** Comments that speak to Greenlint; one on a line of its own covers the next line. */
  readonly directives: readonly Directive[];
  /** Why the file could not be read as its format; then everything else is empty. */
  readonly problem?: { readonly message: string; readonly span: Span };
}

/** A command line as a deployment file writes it. */
export interface Command {
  /** What the file calls it: `web`, `services.api`, `CMD`, `ExecStart`; may be empty. */
  readonly name: string;
  /** The words, wrappers (`exec`, `env`, `poetry run`) included; assignments are `environment`. */
  readonly words: readonly Word[];
  /** What the file sets for it, its own assignments last; the last of a name counts. */
  readonly environment: readonly Variable[];
  /**
   * The folder that it runs in, as written, `/`-separated; undefined where the file says nothing.
   * An absolute one is a place in some container or host.
   */
  readonly folder?: string;
  /**
   * Files of variables that it is started with, `/`-separated, seen from where the file's relative
   * folders count; what they set counts less than `environment`, and the last file most.
   */
  readonly environmentFiles?: readonly string[];
  /**
   * The service of another compose file that it builds upon: whose words it runs where it has none
   * of its own, and whose variables count less. Without a `file` it is that of the main file
   * beside this one, which this one overrides. See `withExtended`.
   */
  readonly extends?: { readonly file?: string; readonly service: string };
  /** How many files it may open, where the file sets a limit. */
  readonly descriptors?: {
    readonly limit: number;
    readonly span: Span;
    /** The file that sets it, where that is another than the one that was read. */
    readonly path?: FilePath;
  };
  /** All of it, for a finding that concerns the command as a whole. */
  readonly span: Span;
}

/** One word of a command. */
export interface Word {
  readonly parts: readonly WordPart[];
  readonly span: Span;
  /** The file that it stands in, where that is another than the one that was read. */
  readonly path?: FilePath;
}

/**
 * Text, or a variable that somebody fills in: `whenUnset` is the text of `${V:-text}`. In a word
 * that no one expands (`$V` in a Dockerfile's exec form) `$V` is text.
 */
export type WordPart =
  | { readonly text: string }
  | { readonly variable: string; readonly whenUnset?: string };

/** A variable that a file sets; the value may itself hold variables. */
export interface Variable {
  readonly name: string;
  readonly value: readonly WordPart[];
  readonly span: Span;
  /** The file that sets it, where that is another than the one that was read. */
  readonly path?: FilePath;
}

/** A key with its value. */
export interface Setting {
  /** `uwsgi`, `tool.pytest.ini_options`, `configurations.0`; may be empty. */
  readonly section: string;
  readonly key: string;
  /** As text, without quotes; list values once for each item. Undefined where it is not known. */
  readonly value: string | undefined;
  /** The value, or the key where there is no value. */
  readonly span: Span;
  readonly keySpan: Span;
}

/** A command that an installed project brings: `shop = "shop.cli:main"`. */
export interface ConsoleScript {
  readonly name: string;
  /** `shop.cli`. */
  readonly module: string;
  /** `main`; undefined where none is named. */
  readonly attribute: string | undefined;
  readonly span: Span;
}

/** A distribution that a dependency file asks for, or that a lock file holds. */
export interface Dependency {
  /** Normalised by PEP 503: `flask-socketio`. */
  readonly name: string;
  /** Extras that are asked for with it, normalised as well. */
  readonly extras: readonly string[];
  /**
   * Which versions may be installed, as PEP 440 says it: `>=24,<26`. What another tool writes
   * (`^24.2`) is put in these words. Undefined where any may, or where that is not known.
   */
  readonly specifier: string | undefined;
  /** The only version that may be installed: pinned or locked. */
  readonly version: string | undefined;
  /** Name and version as written: what a finding stands on. */
  readonly span: Span;
  readonly nameSpan: Span;
  /** The versions as written, or the locked one. */
  readonly specifierSpan?: Span;
  readonly kind: 'declared' | 'locked';
  /** The extra, dependency group or environment that asks for it; missing for the project itself. */
  readonly group?: string;
  /** Where it is asked for, by PEP 508: `python_version < "3.12"`. */
  readonly marker?: string;
}

/** A file about which nothing is to be said. */
export function emptyDeploymentFile(format: DeploymentFormat): DeploymentFile {
  return {
    format,
    commands: [],
    settings: [],
    scripts: [],
    environment: [],
    dependencies: [],
    directives: [],
  };
}
