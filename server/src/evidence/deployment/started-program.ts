import type { Launch } from '../../deployment/launch.ts';
import type { DeploymentView, Place, ProgramView, ProjectView } from '../../project/model.ts';
import type { Found } from '../found.ts';

/** A launch together with the program that it starts. */
export interface StartedProgram {
  readonly launch: Launch;
  readonly program: ProgramView;
}

/**
 * The launches of a deployment file whose code is in the workspace. Equal launches of several
 * files start one program.
 */
export function startedPrograms(
  { launches }: DeploymentView,
  { programs }: ProjectView,
): readonly StartedProgram[] {
  return launches.flatMap((launch) => {
    const program = programs.find(({ learnt }) => learnt.some((place) => isAt(place, launch)));
    return program === undefined ? [] : [{ launch, program }];
  });
}

function isAt(place: Place, { path, span }: Launch): boolean {
  return place.path === path && place.span[0] === span[0] && place.span[1] === span[1];
}

/**
 * What the launches of one file are at fault for, one finding for each place. Several deployment
 * files may share a settings file (gunicorn.conf.py): the first of them speaks for all. A settings
 * file that starts the program by itself (uwsgi.ini) speaks for those that name it.
 */
export function foundInLaunches<F extends Found>(
  deployment: DeploymentView,
  project: ProjectView,
  find: (started: StartedProgram) => Iterable<F>,
): readonly F[] {
  const placesOf = (found: F, own: DeploymentView): string =>
    `${found.path ?? own.path} ${found.span.join()} ${found.subject}`;
  const said = new Set<string>();
  const findings: F[] = [];
  for (const started of startedPrograms(deployment, project)) {
    for (const found of find(started)) {
      const place = placesOf(found, deployment);
      if (said.has(place)) continue;
      said.add(place);
      findings.push(found);
    }
  }
  if (findings.every(({ path }) => path === undefined || path === deployment.path)) return findings;
  const places = new Set(findings.map(({ path }) => path));
  const before = new Set<string>();
  let isBefore = true;
  for (const other of project.deployments) {
    if (other.path === deployment.path) isBefore = false;
    if (other === deployment || !(isBefore || places.has(other.path))) continue;
    for (const started of startedPrograms(other, project)) {
      for (const found of find(started)) before.add(placesOf(found, other));
    }
  }
  return findings.filter((found) => !before.has(placesOf(found, deployment)));
}
