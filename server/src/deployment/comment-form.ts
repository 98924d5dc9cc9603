import { type FilePath, fileName } from '../facts/file-path.ts';
import type { DeploymentFormat } from './deployment-file.ts';

/** How a deployment file writes comments. */
export interface CommentForm {
  readonly marker: '#' | ';' | '//';
  /** Whether a comment may follow on the line that it speaks of. */
  readonly atLineEnd: boolean;
}

const byEnding: readonly (readonly [RegExp, CommentForm])[] = [
  [/\.(?:ya?ml|toml|sh|bash)$/i, { marker: '#', atLineEnd: true }],
  [/\.jsonc?$/i, { marker: '//', atLineEnd: true }],
];

const byFormat: Readonly<Partial<Record<DeploymentFormat, CommentForm>>> = {
  dockerfile: { marker: '#', atLineEnd: false },
  compose: { marker: '#', atLineEnd: true },
  kubernetes: { marker: '#', atLineEnd: true },
  systemd: { marker: '#', atLineEnd: false },
  supervisor: { marker: ';', atLineEnd: false },
  circus: { marker: ';', atLineEnd: false },
  uwsgi: { marker: ';', atLineEnd: false },
  shell: { marker: '#', atLineEnd: true },
  makefile: { marker: '#', atLineEnd: false },
  ci: { marker: '#', atLineEnd: true },
  'launch-json': { marker: '//', atLineEnd: true },
  environment: { marker: '#', atLineEnd: false },
  requirements: { marker: '#', atLineEnd: true },
  pipfile: { marker: '#', atLineEnd: true },
  conda: { marker: '#', atLineEnd: true },
  'python-project': { marker: '#', atLineEnd: false },
  'test-configuration': { marker: '#', atLineEnd: false },
  'tool-configuration': { marker: '#', atLineEnd: false },
};

/**
 * How comments are written in this file; undefined where nobody has agreed on any (each of the
 * programs that read a Procfile has its own opinion), in lock files, which are written anew, and in
 * XML, whose comments are not read.
 */
export function commentForm(path: FilePath, format: DeploymentFormat): CommentForm | undefined {
  const form = byFormat[format];
  if (form === undefined || /\.xml$/i.test(path)) return undefined;
  return byEnding.find(([ending]) => ending.test(fileName(path)))?.[1] ?? form;
}
