import type { FilePath } from '../facts/file-path.ts';
import type { Fix } from '../fixes/edit.ts';
import type { Span } from '../syntax/span.ts';
import type { DependencyNote } from './dependency-note.ts';
import type { Finding } from './finding.ts';
import type { PatchNote, TimelineAnswer } from './program-answers.ts';
import type { Settings } from './settings.ts';

/**
 * The analysis as the hosts use it. Every argument and answer is plain data, so that the
 * implementation may live in this thread (`Analysis`) or in another one that can be replaced
 * when it dies (`ReplaceableAnalysis`).
 */
export interface AnalysisService {
  /** The folders to analyse, whole list; reads and links what is new. Resolves when linked. */
  setFolders(folders: readonly AnalysisFolder[]): Promise<void>;
  /** A document is open: its text wins over the disk from now on. */
  open(document: OpenDocument): Promise<void>;
  /** Changes in the order of the event; each counts on the text that the one before it left. */
  change(path: FilePath, version: number, changes: readonly DocumentChange[]): Promise<void>;
  saved(path: FilePath): Promise<void>;
  close(path: FilePath): Promise<void>;
  /** Files on disk came, went or changed (configuration and Python alike). */
  filesChanged(paths: readonly FilePath[]): Promise<void>;
  /** All findings of the folders, open or not. `onProgress` is called a few times a second. */
  audit(onProgress: (progress: AuditProgress) => void, token: AuditToken): Promise<AuditResult>;
  /** Findings that touch `span` in the current text, with the fixes of each. Empty where `version` is stale. */
  fixesAt(path: FilePath, version: number | null, span: Span): Promise<readonly FindingFixes[]>;
  /**
   * The edits of all safe fixes in the file (of one rule where `code` is given; then unsafe ones
   * too where `unsafe`), applied until nothing changes, as one edit per file.
   */
  fixAll(path: FilePath, options: FixAllOptions): Promise<FixAllResult>;
  /** The programs, and how the one with this id starts. */
  timeline(id?: string): Promise<TimelineAnswer>;
  /** What to say beside the patch calls of a file, or the commands of a deployment file. */
  patchNotes(path: FilePath): Promise<readonly PatchNote[]>;
  /** What is known of the dependency that a dependency file names at `offset`; undefined for other places. */
  dependencyNote(path: FilePath, offset: number): Promise<DependencyNote | undefined>;
  /** Findings of a file as last published. */
  findings(path: FilePath): Promise<readonly Finding[]>;
  status(path?: FilePath): Promise<AnalysisStatus>;
  /**
   * Start offsets of the lines of a file as it was last read, for places that lie in other files
   * than the event's own. Empty where the file is not known.
   */
  lineStarts(path: FilePath): Promise<readonly number[]>;
  /** Called whenever the findings of a file are new. `version` is null for files not open. */
  onFindings(listener: (event: FindingsEvent) => void): void;
  /** Called when `status()` would answer something else. */
  onStatus(listener: () => void): void;
  /** One line for the log: a failure that was contained. */
  onLog(listener: (line: LogLine) => void): void;
  /**
   * Called in the same turn before a file's text is parsed, extracted or checked, and with
   * undefined when that is over: whoever owns the thread knows what killed it.
   */
  onWork(listener: (work: AnalysisWork | undefined) => void): void;
  dispose(): Promise<void>;
}

/** A workspace folder with the editor's settings for it (undefined keys: not set there). */
export interface AnalysisFolder {
  readonly path: FilePath;
  readonly name: string;
  readonly settings: Partial<Settings>;
}

/** A document that an editor holds. */
export interface OpenDocument {
  readonly path: FilePath;
  readonly version: number;
  readonly text: string;
  readonly languageId: string;
}

/** A replaced range in UTF-16 offsets, or the whole text where `span` is missing. */
export interface DocumentChange {
  readonly span?: Span;
  readonly text: string;
}

/** What the findings of one file are from now on. */
export interface FindingsEvent {
  readonly path: FilePath;
  readonly version: number | null;
  readonly findings: readonly Finding[];
  /** Start offsets of the text's lines: hosts turn spans into positions without the text. */
  readonly lineStarts: ArrayLike<number>;
}

/** A finding with all that somebody may do about it. */
export interface FindingFixes {
  readonly finding: Finding;
  readonly fixes: readonly Fix[];
  /** Explanation in Markdown: why here, evidence, source. */
  readonly explanation: string;
  /** Edits that silence the finding on its line, and in its file. */
  readonly ignoreLine: Fix;
  readonly ignoreFile: Fix;
}

/** Which fixes to apply unattended. */
export interface FixAllOptions {
  readonly code?: string;
  readonly unsafe: boolean;
}

/** What fixing made of the files. */
export interface FixAllResult {
  /** The fixed texts by path: only files that change. */
  readonly files: readonly {
    readonly path: FilePath;
    readonly before: string;
    readonly after: string;
  }[];
  readonly fixed: number;
}

/** How far an audit has come; `done` of `total` within its phase. */
export interface AuditProgress {
  readonly phase: 'listing' | 'reading' | 'linking' | 'checking';
  readonly done: number;
  readonly total: number;
}

/** Asked between slices; once true the audit ends with what it has. */
export interface AuditToken {
  readonly cancelled: boolean;
}

/** What an audit found, or had found when it was cancelled. */
export interface AuditResult {
  readonly cancelled: boolean;
  readonly usesGevent: boolean;
  readonly filesRead: number;
  /** By path, sorted; only files with findings. */
  readonly files: readonly FindingsEvent[];
}

/** What the status item says. */
export interface AnalysisStatus {
  readonly state: 'starting' | 'analysing' | 'ready' | 'disabled';
  readonly usesGevent: boolean;
  /** `Patched by shop/__main__.py, line 3, with everything`; undefined where none is known. */
  readonly program: string | undefined;
  readonly findings: number;
}

/** The one file that is being worked on right now. */
export interface AnalysisWork {
  readonly path: FilePath;
  readonly text: string;
}

/** A line for the log. */
export interface LogLine {
  readonly level: 'error' | 'warning' | 'info';
  readonly message: string;
}
