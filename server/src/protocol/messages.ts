/**
 * Our own messages between client and server, beyond the Language Server Protocol. The client
 * imports nothing of the server but this folder.
 */

/** What the client sends in `initializationOptions`; every field may be missing. */
export interface InitializationOptions {
  /** Where rule pages can be opened, ending in `/`: the bundle's `docs/rules/` as a URI. Without it links go to the repository. */
  readonly ruleDocumentation?: string;
  /** Browser only: bytes of the two WebAssembly files, Base64, and the worker's own script. */
  readonly runtime?: string;
  readonly grammar?: string;
  readonly workerScript?: string;
  /** The client answers `greenlint/readFile` and `greenlint/listFolder`: there is no disk. */
  readonly clientFiles?: boolean;
}

/** Asks the client for a file's bytes. Params `{ uri, limit }`; result Base64, or a problem. */
export const readFileRequest = 'greenlint/readFile';
export interface ReadFileParams {
  readonly uri: string;
  readonly limit: number;
}
export type ReadFileResult =
  | { readonly content: string }
  | { readonly problem: 'gone' | 'unreadable' | 'too-large'; readonly message: string };

/** Asks the client for a folder's entries. Params `{ uri }`. */
export const listFolderRequest = 'greenlint/listFolder';
export interface ListFolderParams {
  readonly uri: string;
}
export type ListFolderResult =
  | { readonly entries: readonly { readonly name: string; readonly kind: 'file' | 'folder' }[] }
  | { readonly problem: 'gone' | 'unreadable'; readonly message: string };

/** Client to server: audit all folders. Progress by `workDoneToken`, cancellation by `$/cancelRequest`. */
export const auditRequest = 'greenlint/audit';
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
export interface StatusParams {
  readonly state: 'starting' | 'analysing' | 'ready' | 'disabled';
  readonly usesGevent: boolean;
  readonly program: string | null;
  readonly findings: number;
}

/** Client to server: all safe fixes of one document, applied by `workspace/applyEdit`. Params `{ uri }`; result: how many. */
export const fixAllRequest = 'greenlint/fixAll';
export interface FixAllParams {
  readonly uri: string;
}
export interface FixAllAnswer {
  readonly fixed: number;
}
