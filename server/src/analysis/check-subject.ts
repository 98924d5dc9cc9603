import type { FilePath } from '../facts/file-path.ts';
import type { DeploymentView, ModuleView, ProjectView } from '../project/model.ts';
import { isDeploymentFile } from './file-discovery.ts';
import {
  type FileSuppressions,
  readDeploymentSuppressions,
  readSuppressions,
} from './suppressions.ts';

/** A file that rules look at: a module, a deployment file, or both at once (setup.py). */
export interface CheckSubject {
  readonly path: FilePath;
  readonly module: ModuleView | undefined;
  readonly deployment: DeploymentView | undefined;
}

/** What rules see of a file; undefined where the project does not have it. */
export function subjectAt(project: ProjectView, path: FilePath): CheckSubject | undefined {
  const module = project.moduleAt(path);
  const deployment = isDeploymentFile(path)
    ? project.deployments.find((one) => one.path === path)
    : undefined;
  return module === undefined && deployment === undefined
    ? undefined
    : { path, module, deployment };
}

/** What the comments of a file silence; undefined where none speaks to linters. */
export function suppressionsIn(subject: CheckSubject): FileSuppressions | undefined {
  const { module, deployment } = subject;
  if (module !== undefined) {
    const { directives } = module.facts;
    return directives.length === 0 ? undefined : readSuppressions(directives);
  }
  const directives = deployment?.file.directives ?? [];
  return directives.length === 0 ? undefined : readDeploymentSuppressions(directives);
}
