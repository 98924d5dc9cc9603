import { type FilePath, fileName } from '../facts/file-path.ts';
import {
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
} from './deployment-file.ts';
import { readCompose } from './files/compose.ts';
import { readDockerfile } from './files/dockerfile.ts';
import { readProcfile } from './files/procfile.ts';

/** Longer files were written by programs; nothing in them starts a process of the workspace. */
const LONGEST = 1_000_000;

/** How files are recognized: the first row whose pattern fits the path counts. */
const kinds: readonly {
  readonly path: RegExp;
  readonly format: DeploymentFormat;
  readonly read: (text: string) => DeploymentFile;
}[] = [
  { path: /(^|\/)Procfile(\.[^/]+)?$/, format: 'procfile', read: readProcfile },
  {
    path: /(^|\/)((Dockerfile|Containerfile)([.-][^/]*)?|[^/]+\.(Dockerfile|Containerfile))$/i,
    format: 'dockerfile',
    read: readDockerfile,
  },
  {
    path: /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/,
    format: 'compose',
    read: readCompose,
  },
];

/**
 * Which deployment file this is, by its name and folder; undefined: none that is read. Files that
 * many tools share (`*.yaml`, `*.ini`) are named after the most likely one; what they turn out to
 * be stands in the `format` of what was read.
 */
export function deploymentFormat(path: FilePath): DeploymentFormat | undefined {
  return fileName(path) === '' ? undefined : kinds.find((kind) => kind.path.test(path))?.format;
}

/** Reads a deployment file. Never throws: a broken file says so in `problem`. */
export function readDeploymentFile(path: FilePath, text: string): DeploymentFile {
  const kind = kinds.find((candidate) => candidate.path.test(path));
  if (kind === undefined) return emptyDeploymentFile('environment');
  const empty = emptyDeploymentFile(kind.format);
  // A NUL: no text at all.
  if (text.length > LONGEST || text.slice(0, 8000).includes('\0')) return empty;
  try {
    return kind.read(text);
  } catch {
    // Only a parser that met what it was not made for ends here.
    const message = 'This file could not be read.';
    return { ...empty, problem: { message, span: [0, 0] } };
  }
}
