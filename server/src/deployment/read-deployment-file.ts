import { type FilePath, fileName } from '../facts/file-path.ts';
import {
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
} from './deployment-file.ts';

/** Which deployment file this is, by its name and folder; undefined: none that is read. */
export function deploymentFormat(path: FilePath): DeploymentFormat | undefined {
  return /^Procfile(\..+)?$/.test(fileName(path)) ? 'procfile' : undefined;
}

/** Reads a deployment file. Never throws: a broken file says so in `problem`. */
export function readDeploymentFile(path: FilePath, _text: string): DeploymentFile {
  return emptyDeploymentFile(deploymentFormat(path) ?? 'environment');
}
