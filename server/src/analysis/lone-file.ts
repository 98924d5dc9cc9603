import type { FileFacts } from '../facts/facts.ts';
import { type FilePath, folderOf } from '../facts/file-path.ts';
import { Project } from '../project/project.ts';
import type { CheckedFinding } from './check-module.ts';
import { isDeploymentFile, isPythonFile } from './file-discovery.ts';
import { ModuleChecks } from './module-checks.ts';
import type { EnabledRules, RuleList } from './rule-list.ts';
import type { SourceFiles } from './source-files.ts';
import type { WorkspaceLoader } from './workspace-loader.ts';

/**
 * What an open file is to us: part of the workspace's project, a file outside of it that is
 * looked at alone, one that was never saved, or foreign (an installed library, an excluded file,
 * a notebook's cell, a version out of git).
 */
export type OpenFileKind = 'project' | 'lone' | 'untitled' | 'foreign';

const installed = /\/(?:site-packages|dist-packages|node_modules|lib\/python[\d.]+)\//;

/** An open file that belongs to no folder: a project of one. */
export class LoneFile {
  readonly project: Project = new Project();
  readonly checks: ModuleChecks;
  readonly #path: FilePath;

  constructor(path: FilePath, rules: RuleList) {
    this.#path = path;
    this.checks = new ModuleChecks(rules);
    this.project.setRoots([folderOf(path)]);
  }

  /** Findings of the file by itself. */
  check(
    facts: FileFacts,
    enabled: EnabledRules,
    complain: (message: string) => void,
  ): readonly CheckedFinding[] {
    this.project.setFile(this.#path, facts);
    const module = this.project.moduleAt(this.#path);
    if (module === undefined) return [];
    const subject = { path: this.#path, module, deployment: undefined };
    this.checks.checkAtOnce(subject, this.project, enabled, complain);
    return this.checks.findingsIn(subject, this.project, enabled);
  }

  static async kindOf(
    path: FilePath,
    loader: WorkspaceLoader,
    sources: SourceFiles,
  ): Promise<OpenFileKind> {
    if (path.startsWith('untitled:')) return 'untitled';
    if (sources.has(path)) return 'project';
    if (loader.folderOf(path) !== undefined) {
      if (isDeploymentFile(path) && !isPythonFile(path)) return 'foreign';
      return (await loader.belongs(path)) ? 'project' : 'foreign';
    }
    // Any other scheme is another view of a file: git:, a notebook's cell, a diff.
    if (/^[a-z][a-z0-9+.-]+:/i.test(path)) return 'foreign';
    return installed.test(path) ? 'foreign' : 'lone';
  }
}
