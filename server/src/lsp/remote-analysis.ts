import type { DependencyNote } from '../analysis/dependency-note.ts';
import type { Finding } from '../analysis/finding.ts';
import type { PatchNote, TimelineAnswer } from '../analysis/program-answers.ts';
import type {
  AnalysisFolder,
  AnalysisService,
  AnalysisStatus,
  AnalysisWork,
  AuditProgress,
  AuditResult,
  AuditToken,
  DocumentChange,
  FindingFixes,
  FindingsEvent,
  FixAllOptions,
  FixAllResult,
  LogLine,
  OpenDocument,
} from '../analysis/service.ts';
import type { FilePath } from '../facts/file-path.ts';
import type { Span } from '../syntax/span.ts';
import type { ThreadChannel } from './thread-channel.ts';

/** How often, in milliseconds, an audit asks whether somebody cancelled it. */
const CANCELLATION_POLL = 50;

/** The analysis behind a message channel: each call is a request to `serveAnalysis` over there. */
export class RemoteAnalysis implements AnalysisService {
  readonly #channel: ThreadChannel;

  constructor(channel: ThreadChannel) {
    this.#channel = channel;
  }

  setFolders(folders: readonly AnalysisFolder[]): Promise<void> {
    return this.#ask('setFolders', folders);
  }
  open(document: OpenDocument): Promise<void> {
    return this.#ask('open', document);
  }
  change(path: FilePath, version: number, changes: readonly DocumentChange[]): Promise<void> {
    return this.#ask('change', path, version, changes);
  }
  saved(path: FilePath): Promise<void> {
    return this.#ask('saved', path);
  }
  close(path: FilePath): Promise<void> {
    return this.#ask('close', path);
  }
  filesChanged(paths: readonly FilePath[]): Promise<void> {
    return this.#ask('filesChanged', paths);
  }
  fixesAt(path: FilePath, version: number | null, span: Span): Promise<readonly FindingFixes[]> {
    return this.#ask('fixesAt', path, version, span);
  }
  fixAll(path: FilePath, options: FixAllOptions): Promise<FixAllResult> {
    return this.#ask('fixAll', path, options);
  }
  timeline(id?: string): Promise<TimelineAnswer> {
    return this.#ask('timeline', id);
  }
  patchNotes(path: FilePath): Promise<readonly PatchNote[]> {
    return this.#ask('patchNotes', path);
  }
  dependencyNote(path: FilePath, offset: number): Promise<DependencyNote | undefined> {
    return this.#ask('dependencyNote', path, offset);
  }
  findings(path: FilePath): Promise<readonly Finding[]> {
    return this.#ask('findings', path);
  }
  status(path?: FilePath): Promise<AnalysisStatus> {
    return this.#ask('status', path);
  }
  lineStarts(path: FilePath): Promise<readonly number[]> {
    return this.#ask('lineStarts', path);
  }
  dispose(): Promise<void> {
    return this.#ask('dispose');
  }

  async audit(
    onProgress: (progress: AuditProgress) => void,
    token: AuditToken,
  ): Promise<AuditResult> {
    const call = this.#channel.request('audit', [], (value) => onProgress(value as AuditProgress));
    const poll = setInterval(() => {
      if (token.cancelled) call.cancel();
    }, CANCELLATION_POLL);
    try {
      return (await call.answer) as AuditResult;
    } finally {
      clearInterval(poll);
    }
  }

  onFindings(listener: (event: FindingsEvent) => void): void {
    this.#on('findings', listener as (value: unknown) => void);
  }
  onStatus(listener: () => void): void {
    this.#on('status', listener);
  }
  onLog(listener: (line: LogLine) => void): void {
    this.#on('log', listener as (value: unknown) => void);
  }
  /** Nothing to hear: what a thread works on is learnt from its `AnalysisThread`. */
  onWork(_listener: (work: AnalysisWork | undefined) => void): void {}

  #ask<T>(method: string, ...args: readonly unknown[]): Promise<T> {
    return this.#channel.request(method, args).answer as Promise<T>;
  }

  #on(name: string, listener: (value: unknown) => void): void {
    this.#channel.onEvent((event, value) => {
      if (event === name) listener(value);
    });
  }
}
