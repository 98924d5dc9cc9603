import type { Dependency, DeploymentFile } from '../../deployment/deployment-file.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { folderOf } from '../../facts/file-path.ts';
import { oldestGevent } from '../../knowledge/server-requirements.ts';
import { rangeHolds } from '../../knowledge/version-range.ts';
import type { DeploymentView, Place, ProjectView } from '../../project/model.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundVersion extends Found {
  readonly path: FilePath;
  readonly version: string;
  readonly server: string;
  readonly needed: string;
  /** Where people wrote the version; missing in lock files. */
  readonly specifierSpan?: Span;
}

const SERVER = 'gunicorn';

export const geventTooOldForServer = defineRule<FoundVersion>({
  meta: {
    code: 'GVT610',
    name: 'gevent-too-old-for-server',
    severity: 'error',
    enabled: true,
    summary: 'A fixed version of gevent that the fixed version of gunicorn refuses to start with.',
    why: `gunicorn's gevent worker asks for the gevent that it was written for, and does not start with an
older one: \`RuntimeError: gevent worker requires gevent 24.10.1 or higher\` since gunicorn 24.0.0, 1.4 since
20.0. It is found out when the new image starts, not when it is built, since gevent is an optional
dependency of gunicorn that pip does not check.

Compared are versions that one dependency file fixes for both (\`gevent==24.2.1\`, \`gunicorn==27.0.1\`), or that a
lock file holds, where some deployment file beside or below it starts gunicorn with the gevent worker.`,
    cure: `Raise gevent to the version that the server asks for, or keep the server below it. The quick fix
does the former, but neither in lock files nor beside hashes: let your tool write those.`,
    notWhen: `The dependency file is not the one that the server is installed from.`,
    sources: [
      'Measured: gunicorn 27.0.1 -k gevent with gevent 24.2.1: RuntimeError, the arbiter ends.',
      'gunicorn/workers/ggevent.py; release notes of gunicorn 20.0 and 24.0.0',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'requirements.txt',
      beside: {
        Procfile: 'web: gunicorn -k gevent shop:app\n',
        'shop.py':
          'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"done"]\n',
      },
    },
    bad: 'gevent==24.2.1\ngunicorn==27.0.1\n',
    good: 'gevent==26.9.0\ngunicorn==27.0.1\n',
    proof: {
      none: 'it takes an environment with an old gevent; what gunicorn says in one is quoted above.',
    },
  },

  check: () => [],

  *checkDeployment(deployment, project) {
    const { file, path } = deployment;
    const gevent = fixedIn(file, 'gevent');
    const server = fixedIn(file, SERVER);
    if (gevent?.version === undefined || server?.version === undefined) return;
    const needed = oldestGevent(SERVER, server.version);
    if (needed === undefined || rangeHolds(`<${needed}`, gevent) !== 'yes') return;
    const start = startedWithGevent(deployment, project);
    if (start === undefined) return;
    // Where people fixed the versions themselves, the lock file only says so again.
    if (gevent.kind === 'locked' && isAskedFor(gevent, server, deployment, project)) return;
    const asking = {
      path,
      span: server.span,
      message: `gunicorn ${server.version} asks for gevent ${needed}`,
    };
    yield {
      path,
      span: gevent.span,
      subject: 'gevent',
      version: gevent.version,
      server: `${SERVER} ${server.version}`,
      needed,
      related: [asking, start],
      ...(gevent.kind === 'declared' && { specifierSpan: gevent.specifierSpan! }),
    };
  },

  word: ({ version, server, needed }) =>
    `${server} does not start its gevent worker with gevent ${version}. It asks for ${needed} or newer, and raises RuntimeError. Raise gevent, or keep the server back.`,

  fixes({ path, version, needed, server, specifierSpan }, source) {
    const text = source.deploymentText(path);
    // Lock files, and versions beside hashes, cannot be written by hand.
    if (text === undefined || specifierSpan === undefined || text.includes('--hash')) return [];
    const [start, end] = specifierSpan;
    const at = text.slice(start, end).lastIndexOf(version);
    if (at < 0) return [];
    const title = `Require gevent ${needed}, which ${server} asks for`;
    const edits = [{ span: [start + at, start + at + version.length] as const, text: needed }];
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

/** The last line of a file that leaves one version only. */
function fixedIn(file: DeploymentFile, name: string): Dependency | undefined {
  const named = file.dependencies.filter((one) => one.name === name);
  const fixed = named.findLast(({ version }) => version !== undefined);
  // A lock file that holds several versions uses one here, another there.
  const others = named.some(({ kind, version }) => kind === 'locked' && version !== fixed?.version);
  return others ? undefined : fixed;
}

/** Whether a file beside a lock file fixes the same versions. */
function isAskedFor(
  gevent: Dependency,
  server: Dependency,
  { path }: DeploymentView,
  { deployments }: ProjectView,
): boolean {
  return deployments.some((other) => {
    const beside = other.path !== path && folderOf(other.path) === folderOf(path);
    return (
      beside &&
      [gevent, server].every(({ name, version }) => {
        const fixed = fixedIn(other.file, name);
        return fixed?.kind === 'declared' && fixed.version === version;
      })
    );
  });
}

/** Where something beside or below the file starts gunicorn with its own gevent worker. */
function startedWithGevent(
  { path }: DeploymentView,
  { deployments }: ProjectView,
): Place | undefined {
  const folder = folderOf(path).replace(/\/requirements$/, '');
  for (const { path: other, launches } of deployments) {
    if (!other.startsWith(`${folder}/`)) continue;
    for (const { launcher, options } of launches) {
      const worker = options['worker-class'];
      if (launcher !== SERVER || !/^gevent(?:_pywsgi|_wsgi)?$/.test(worker?.value ?? '')) continue;
      if (worker === undefined) continue;
      return {
        path: worker.path,
        span: worker.span,
        message: 'The gevent worker is asked for here',
      };
    }
  }
  return undefined;
}
