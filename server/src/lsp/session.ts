import type { Connection } from 'vscode-languageserver';
import type { AnalysisService } from '../analysis/service.ts';
import type { InitializationOptions } from '../protocol/messages.ts';
import type { ClientSupport } from './client-support.ts';
import type { DiagnosticPublisher } from './diagnostic-publisher.ts';
import type { DocumentPaths } from './document-paths.ts';
import type { OpenDocuments } from './open-documents.ts';

/** What one initialised connection has; every request gets it, none keeps anything else. */
export interface Session {
  readonly connection: Connection;
  readonly client: ClientSupport;
  readonly options: InitializationOptions;
  readonly paths: DocumentPaths;
  readonly documents: OpenDocuments;
  readonly analysis: AnalysisService;
  readonly publisher: DiagnosticPublisher;
  /** Address of a rule's page. */
  rulePage(name: string): string;
}
