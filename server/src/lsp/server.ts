import {
  type CancellationToken,
  type CodeAction,
  type Connection,
  ErrorCodes,
  type InitializeParams,
  type InitializeResult,
  LSPErrorCodes,
  ResponseError,
} from 'vscode-languageserver';
import type { AnalysisService } from '../analysis/service.ts';
import type { Workspace } from '../analysis/workspace.ts';
import type { FilePath } from '../facts/file-path.ts';
import {
  auditRequest,
  fixAllRequest,
  type InitializationOptions,
  timelineRequest,
} from '../protocol/messages.ts';
import { serverCapabilities } from './capabilities.ts';
import { clientSupport } from './client-support.ts';
import { ClientWorkspace } from './client-workspace.ts';
import { DiagnosticPublisher } from './diagnostic-publisher.ts';
import { DocumentPaths } from './document-paths.ts';
import { Folders, initialFolders } from './folders.ts';
import { readInitializationOptions } from './from-protocol.ts';
import { OpenDocuments } from './open-documents.ts';
import { productVersion, publicRulePages } from './product.ts';
import { actionsOrCommands, executeCommand } from './requests/action-commands.ts';
import { audit } from './requests/audit.ts';
import { codeLens } from './requests/code-lens.ts';
import { fixAll } from './requests/fix-all.ts';
import { resolveFixAll } from './requests/fix-all-actions.ts';
import { hover } from './requests/hover.ts';
import { timeline } from './requests/timeline.ts';
import type { Session } from './session.ts';
import { StatusReporter } from './status.ts';
import { filesChanged, watchFiles } from './watched-files.ts';

/** What differs between the machines that the server runs on. */
export interface ServerHost {
  /** The analysis; `clientFiles` reads through the client where the options ask for that. */
  createAnalysis(
    options: InitializationOptions,
    clientFiles: Workspace | undefined,
  ): AnalysisService;
  /** Resolves the symbolic links of a path on disk; answers the path itself where it cannot. */
  realPath(path: FilePath): FilePath;
}

type Live = { session: Session; folders: Folders; status: StatusReporter };

/** Wires the connection to the requests and starts to listen. */
export function startServer(connection: Connection, host: ServerHost): void {
  let live: Live | undefined;
  let shutDown = false;
  // Documents may be opened before the client has told its settings: they wait for the folders.
  let inOrder: Promise<void> = Promise.resolve();

  connection.onInitialize((params): InitializeResult => {
    live = createSession(connection, host, params);
    return {
      capabilities: serverCapabilities(live.session),
      serverInfo: { name: 'greenlint', version: productVersion },
    };
  });
  connection.onInitialized(() => {
    if (live === undefined) return;
    const { session, folders, status } = live;
    if (session.client.workspaceFolders) {
      connection.workspace.onDidChangeWorkspaceFolders((event) =>
        notified(() => folders.change(event.added, event.removed)),
      );
    }
    inOrder = folders.refresh().catch(logFailure);
    status.changed();
    void Promise.all([folders.watch(), watchFiles(session)]).catch(logFailure);
  });
  connection.onShutdown(async () => {
    shutDown = true;
    live?.status.dispose();
    await live?.session.analysis.dispose().catch(logFailure);
  });

  connection.onDidOpenTextDocument(({ textDocument }) =>
    notified(({ session }) => session.documents.open(textDocument)),
  );
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    notified(({ session }) => session.documents.change(textDocument, contentChanges)),
  );
  connection.onDidSaveTextDocument(({ textDocument }) =>
    notified(({ session }) => session.documents.saved(textDocument.uri)),
  );
  connection.onDidCloseTextDocument(({ textDocument: { uri } }) =>
    notified(async ({ session }) => {
      const path = session.documents.get(uri)?.path;
      const closing = session.documents.close(uri);
      if (path !== undefined && session.documents.speakingFor(path) === undefined) {
        session.publisher.closed(path, uri);
      }
      await closing;
    }),
  );
  connection.onDidChangeWatchedFiles((params) =>
    notified(({ session }) => filesChanged(session, params)),
  );
  connection.onDidChangeConfiguration((params) =>
    notified(({ folders }) => folders.configurationChanged(params?.settings)),
  );

  connection.onCodeAction((params) => answered((session) => actionsOrCommands(session, params)));
  connection.onCodeActionResolve((action: CodeAction) =>
    answered((session) => resolveFixAll(session, action)),
  );
  connection.onHover((params) => answered((session) => hover(session, params)));
  connection.onCodeLens((params) => answered((session) => codeLens(session, params)));
  connection.onExecuteCommand((params) => answered((session) => executeCommand(session, params)));
  connection.onRequest(fixAllRequest, (params: unknown) =>
    answered((session) => fixAll(session, params)),
  );
  connection.onRequest(auditRequest, (params: unknown, token: CancellationToken) =>
    answered((session) => audit(session, params, token)),
  );
  connection.onRequest(timelineRequest, (params: unknown) =>
    answered((session) => timeline(session, params)),
  );
  connection.listen();

  /** Runs a notification's work after that of the ones before it was begun; failures are logged. */
  function notified(work: (live: Live) => Promise<void>): void {
    const current = live;
    if (current === undefined || shutDown) return;
    inOrder = inOrder.then(() => {
      (async () => work(current))().catch(logFailure);
    });
  }

  /** Runs a request's work after the notifications before it; every failure becomes an error answer. */
  async function answered<T>(work: (session: Session) => Promise<T>): Promise<T> {
    if (live === undefined) {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, 'the server is not initialized');
    }
    if (shutDown) throw new ResponseError(ErrorCodes.InvalidRequest, 'the server was shut down');
    await inOrder;
    try {
      return await work(live.session);
    } catch (error) {
      if (error instanceof ResponseError) throw error;
      logFailure(error);
      const message = error instanceof Error ? error.message : String(error);
      throw new ResponseError(LSPErrorCodes.RequestFailed, message);
    }
  }

  function logFailure(error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    connection.console.error(text);
  }
}

function createSession(connection: Connection, host: ServerHost, params: InitializeParams): Live {
  const options = readInitializationOptions(params.initializationOptions);
  const client = clientSupport(params.capabilities ?? {});
  const paths = new DocumentPaths((path) => host.realPath(path));
  const clientFiles = options.clientFiles ? new ClientWorkspace(connection) : undefined;
  const analysis = host.createAnalysis(options, clientFiles);
  const documents = new OpenDocuments(paths, () => analysis);
  const rulePage = (name: string) => `${options.ruleDocumentation ?? publicRulePages}${name}.md`;
  const publisher = new DiagnosticPublisher({
    connection,
    client,
    paths,
    documents,
    analysis,
    rulePage,
  });
  const session: Session = {
    connection,
    client,
    options,
    paths,
    documents,
    analysis,
    publisher,
    rulePage,
  };
  const status = new StatusReporter(session);
  analysis.onStatus(() => status.changed());
  analysis.onLog(({ level, message }) => {
    if (level === 'error') connection.console.error(message);
    else if (level === 'warning') connection.console.warn(message);
    else connection.console.info(message);
  });
  analysis.onFindings((event) => {
    publisher.publish(event).catch((error: unknown) => connection.console.error(String(error)));
  });
  return { session, folders: new Folders(session, initialFolders(params)), status };
}
