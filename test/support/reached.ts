import { projectOf, workspace } from './project.ts';

/** The functions of a project that run in greenlets, `file#qualified.name`. */
export async function reached(files: Record<string, string>): Promise<string[]> {
  const project = await projectOf(files);
  return project.modules.flatMap((module) =>
    module.scopes
      .filter((scope) => scope.kind === 'function' && project.greenletReach(scope) !== undefined)
      .map((scope) => `${module.path.slice(workspace.length + 1)}#${scope.qualifiedName}`),
  );
}
