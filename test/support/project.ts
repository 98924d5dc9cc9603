import { hasPythonShebang } from '../../server/src/analysis/shebang.ts';
import {
  deploymentFormat,
  readDeploymentFile,
} from '../../server/src/deployment/read-deployment-file.ts';
import { isNamedWithoutEnding } from '../../server/src/facts/file-path.ts';
import { Project } from '../../server/src/project/project.ts';
import { findRoots } from '../../server/src/project/roots.ts';
import { factsOf } from './parser.ts';

/** The folder that the files of test projects lie in. */
export const workspace = '/ws';

function isPython(name: string, text: string): boolean {
  if (!isNamedWithoutEnding(name)) return name.endsWith('.py');
  return hasPythonShebang(new TextEncoder().encode(text));
}

/**
 * A linked project of the given texts, by path below the workspace: Python and deployment files.
 * Others only mark where projects start.
 */
export async function projectOf(files: Record<string, string>): Promise<Project> {
  const project = new Project();
  const paths = Object.keys(files).map((name) => `${workspace}/${name}`);
  project.setRoots(findRoots(paths, [workspace]));
  for (const [name, text] of Object.entries(files)) {
    const path = `${workspace}/${name}`;
    if (isPython(name, text)) project.setFile(path, await factsOf(text));
    if (deploymentFormat(path) !== undefined) {
      project.setDeployment(path, readDeploymentFile(path, text));
    }
  }
  return project;
}
