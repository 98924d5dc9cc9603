import type { FilePath } from '../../facts/file-path.ts';
import { folderOf } from '../../facts/file-path.ts';
import { compareReleases, oldestGevent } from '../../knowledge/server-requirements.ts';
import type { DeploymentView, Place, ProjectView } from '../../project/model.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundVersion extends Found {
  readonly path: FilePath;
  readonly version: string;
  readonly server: string;
  readonly needed: string;
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

Compared are versions that one requirements file fixes for both (\`gevent==24.2.1\`, \`gunicorn==27.0.1\`), where
some deployment file beside or below it starts gunicorn with the gevent worker.`,
    cure: `Raise gevent to the version that the server asks for, or keep the server below it. The quick fix
does the former, but not in files with hashes: let your tool write those.`,
    notWhen: `The requirements file is not the one that the server is installed from.`,
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
    if (file.format !== 'requirements') return;
    const gevent = file.settings.findLast(({ key }) => key === 'gevent');
    const server = file.settings.findLast(({ key }) => key === SERVER);
    if (gevent?.value === undefined || server?.value === undefined) return;
    const needed = oldestGevent(SERVER, server.value);
    if (needed === undefined || compareReleases(gevent.value, needed) >= 0) return;
    const start = startedWithGevent(deployment, project);
    if (start === undefined) return;
    const asking = {
      path,
      span: server.span,
      message: `gunicorn ${server.value} asks for gevent ${needed}`,
    };
    yield {
      path,
      span: gevent.span,
      subject: 'gevent',
      version: gevent.value,
      server: `${SERVER} ${server.value}`,
      needed,
      related: [asking, start],
    };
  },

  word: ({ version, server, needed }) =>
    `${server} does not start its gevent worker with gevent ${version}. It asks for ${needed} or newer, and raises RuntimeError. Raise gevent, or keep the server back.`,

  fixes({ path, span, needed, server }, source) {
    const text = source.deploymentText(path);
    // Beside hashes a version cannot be written by hand.
    if (text === undefined || text.includes('--hash')) return [];
    const title = `Require gevent ${needed}, which ${server} asks for`;
    const edits = [{ span, text: needed }];
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

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
