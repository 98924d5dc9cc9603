import type { PythonParser } from '../syntax/python-parser.ts';
import { isDeploymentFile, isPythonFile } from './file-discovery.ts';
import type { OpenBuffer } from './open-buffer.ts';
import { OpenDeployment } from './open-deployment.ts';
import { OpenFile } from './open-file.ts';
import type { OpenDocument } from './service.ts';

/** An open document as the analysis holds it; undefined where it is none of ours. */
export function openDocument(parser: PythonParser, document: OpenDocument): OpenBuffer | undefined {
  const { path, languageId } = document;
  if (languageId === 'python') return new OpenFile(parser, document);
  return isDeploymentFile(path) && !isPythonFile(path) ? new OpenDeployment(document) : undefined;
}
