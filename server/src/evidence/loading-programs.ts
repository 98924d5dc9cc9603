import { keptForAll } from '../project/kept-answers.ts';
import type { ModuleView, ProgramView, ProjectView } from '../project/model.ts';

/** All known programs that load a module, test sessions among them; none where nobody is known to. */
export function programsLoading(module: ModuleView, project: ProjectView): readonly ProgramView[] {
  const loading = keptForAll(project, 'programs that load each module', () => {
    const all = new Map<ModuleView, ProgramView[]>();
    for (const program of project.programs) {
      for (const loaded of new Set(program.order)) {
        const known = all.get(loaded);
        if (known === undefined) all.set(loaded, [program]);
        else known.push(program);
      }
    }
    return all;
  });
  return loading.get(module) ?? [];
}
