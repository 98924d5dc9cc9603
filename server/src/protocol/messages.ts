/**
 * Our own messages between client and server, beyond the Language Server Protocol. The client
 * imports nothing of the server but this folder.
 */
import type { ProgramHead, ProgramTimeline } from '../evidence/timeline/program-timeline.ts';

export type {
  ProgramHead,
  ProgramTimeline,
  Said,
  TimelineStep,
} from '../evidence/timeline/program-timeline.ts';

/** What the client sends in `initializationOptions`; every field may be missing. */
export interface InitializationOptions {
  /** Where rule pages can be opened, ending in `/`: the bundle's `docs/rules/` as a URI. Without it links go to the repository. */
  readonly ruleDocumentation?: string;
  /** Browser only: bytes of the two WebAssembly files, Base64, and the worker's own script. */
  readonly runtime?: string;
  readonly grammar?: string;
  readonly workerScript?: string;
  /** The client answers `greenlint/readFile` and `greenlint/listFolder`, for what is on no disk of the server's. */
  readonly clientFiles?: boolean;
  /** The client has the command `showTimelineCommand`, and is told when programs may be others. */
  readonly timelineView?: boolean;
}

/** Asks the client for a file's bytes. Params `{ uri, limit }`; result Base64, or a problem. */
export const readFileRequest = 'greenlint/readFile';
/** What to read: `limit` is in bytes; a larger file is a problem, not a piece. */
export interface ReadFileParams {
  readonly uri: string;
  readonly limit: number;
}
/** A file as Base64, or why it could not be had. */
export type ReadFileResult =
  | { readonly content: string }
  | { readonly problem: 'gone' | 'unreadable' | 'too-large'; readonly message: string };

/** Asks the client for a folder's entries. Params `{ uri }`. */
export const listFolderRequest = 'greenlint/listFolder';
/** Which folder to list. */
export interface ListFolderParams {
  readonly uri: string;
}
/** What lies directly in the folder, or why it could not be listed. */
export type ListFolderResult =
  | { readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'folder' }[] }
  | { readonly problem: 'gone' | 'unreadable'; readonly message: string };

/** Client to server: audit all folders. Progress by `workDoneToken`, cancellation by `$/cancelRequest`. */
export const auditRequest = 'greenlint/audit';
/** What an audit found, for the client's report. */
export interface AuditReport {
  readonly cancelled: boolean;
  readonly usesGevent: boolean;
  readonly filesRead: number;
  readonly findings: number;
  /** The report as Markdown, links relative to nothing: absolute URIs with line anchors. */
  readonly markdown: string;
}

/** Server to client: what the status item shows. */
export const statusNotification = 'greenlint/status';
/** What the status item shows; `program` is such as `Patched by serve.py, line 3, with everything`. */
export interface StatusParams {
  readonly state: 'starting' | 'analysing' | 'ready' | 'disabled';
  readonly usesGevent: boolean;
  readonly program: string | null;
  readonly findings: number;
}

/** Client to server: all safe fixes of one document, applied by `workspace/applyEdit`. Params `{ uri }`; result: how many. */
export const fixAllRequest = 'greenlint/fixAll';
/** Which document to fix. */
export interface FixAllParams {
  readonly uri: string;
}
/** How many findings were cured. */
export interface FixAllAnswer {
  readonly fixed: number;
}

/** Client to server: the programs, and how one of them starts. */
export const timelineRequest = 'greenlint/timeline';
/** Which program's timeline is wanted; without it only the programs are answered. */
export interface TimelineParams {
  readonly program?: string;
}
/** The places are as the Language Server Protocol has them: from 0, in UTF-16 units. */
export interface TimelineReport {
  readonly programs: readonly ProgramHead<UriPlace>[];
  /** Null where no program has that id. */
  readonly timeline: ProgramTimeline<UriPlace> | null;
}
/** A place in a document: a `Location` of the protocol. */
export interface UriPlace {
  readonly uri: string;
  readonly range: {
    readonly start: { readonly line: number; readonly character: number };
    readonly end: { readonly line: number; readonly character: number };
  };
}

/** Server to client: timelines may be others than before. No params. */
export const programsChangedNotification = 'greenlint/programsChanged';

/** The client's command that shows a timeline; takes a program's id. */
export const showTimelineCommand = 'greenlint.showPatchTimeline';
