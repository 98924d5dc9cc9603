import { type ClientCapabilities, MarkupKind } from 'vscode-languageserver';

/** What the client can do, as far as it makes a difference here. */
export interface ClientSupport {
  readonly configuration: boolean;
  readonly registersConfiguration: boolean;
  readonly registersWatchedFiles: boolean;
  readonly workspaceFolders: boolean;
  readonly createsProgress: boolean;
  readonly showsDocuments: boolean;
  /** Edits may carry the version of the document that they were made for. */
  readonly versionedEdits: boolean;
  /** The client knows code actions; older ones know commands only. */
  readonly actionLiterals: boolean;
  /** The client applies edits that the server sends. */
  readonly appliesEdits: boolean;
  /** Edits may ask to be confirmed before they are applied. */
  readonly confirmsEdits: boolean;
  /** A code action's edit may be built when the action was chosen. */
  readonly resolvesEdits: boolean;
  readonly relatedInformation: boolean;
  readonly tags: boolean;
  readonly markdownHover: boolean;
  readonly codeLens: boolean;
  /** Asks for code lenses again when it is told to. */
  readonly refreshesLenses: boolean;
}

/** Reads the capabilities; whatever is missing is not supported. */
export function clientSupport(capabilities: ClientCapabilities): ClientSupport {
  const { workspace, textDocument, window } = capabilities;
  const diagnostics = textDocument?.publishDiagnostics;
  return {
    configuration: workspace?.configuration === true,
    registersConfiguration: workspace?.didChangeConfiguration?.dynamicRegistration === true,
    registersWatchedFiles: workspace?.didChangeWatchedFiles?.dynamicRegistration === true,
    workspaceFolders: workspace?.workspaceFolders === true,
    createsProgress: window?.workDoneProgress === true,
    showsDocuments: window?.showDocument?.support === true,
    versionedEdits: workspace?.workspaceEdit?.documentChanges === true,
    actionLiterals: textDocument?.codeAction?.codeActionLiteralSupport !== undefined,
    appliesEdits: workspace?.applyEdit === true,
    confirmsEdits:
      workspace?.workspaceEdit?.documentChanges === true &&
      workspace.workspaceEdit.changeAnnotationSupport !== undefined,
    resolvesEdits:
      textDocument?.codeAction?.dataSupport === true &&
      textDocument.codeAction.resolveSupport?.properties.includes('edit') === true,
    relatedInformation: diagnostics?.relatedInformation === true,
    tags: diagnostics?.tagSupport !== undefined,
    markdownHover: textDocument?.hover?.contentFormat?.includes(MarkupKind.Markdown) !== false,
    codeLens: textDocument?.codeLens !== undefined,
    refreshesLenses: workspace?.codeLens?.refreshSupport === true,
  };
}
