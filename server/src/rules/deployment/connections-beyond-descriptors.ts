import type { LaunchOption } from '../../deployment/launch.ts';
import { launchConnections, numberOf } from '../../evidence/deployment/launch-connections.ts';
import { foundInLaunches } from '../../evidence/deployment/started-program.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundConnections extends Found {
  readonly path: FilePath;
  readonly what: string;
  readonly connections: number;
  readonly limit: number;
  /** Where the limit is set. */
  readonly limited: LaunchOption;
}

export const connectionsBeyondDescriptors = defineRule<FoundConnections>({
  meta: {
    code: 'GVT607',
    name: 'connections-beyond-descriptors',
    severity: 'information',
    enabled: true,
    summary:
      'A server or pool that may open more connections than the descriptor limit of its process allows.',
    why: `Each connection of a greenlet server takes a file descriptor, and each task that talks to a database
or a service at least one more. A process that may serve more connections at once than it may open files
fails under load, and not where the load is: \`OSError: [Errno 24] Too many open files\` is raised by whoever
opens the next file, socket or log.

What was seen: a server without a limit of its own, in a process that may open 64 files, answered 29 of 40
requests and then raised it; with the limit below that of the process all 40 were answered.

Compared are \`--worker-connections\` (1000 where gunicorn is not told), Celery's \`--concurrency\` and uWSGI's
\`gevent = N\` with the limit that the same deployment sets: \`ulimit -n\`, compose's \`ulimits\`, systemd's
\`LimitNOFILE\`, uWSGI's \`max-fd\`. Where no file sets a limit, nothing is said.`,
    cure: `Raise the limit, or lower the number of connections to what the limit leaves room for: count two
descriptors a connection where each request opens another. The quick fix raises the limit to that; whether
the host grants it, and whether fewer connections would do, only you know.`,
    notWhen: `A proxy in front never lets that many connections through to one process.`,
    sources: [
      'Measured: RLIMIT_NOFILE 64, unlimited server: 29 of 40 served, OSError [Errno 24]; limited below it: 40 of 40 (gevent 26.9.0).',
      'gunicorn documentation, worker_connections: 1000 by default',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'shop.service',
      beside: {
        'shop.py':
          'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"done"]\n',
      },
    },
    bad: `[Service]
LimitNOFILE=1024
ExecStart=/srv/bin/gunicorn -k gevent --worker-connections 5000 shop:app
`,
    good: `[Service]
LimitNOFILE=16384
ExecStart=/srv/bin/gunicorn -k gevent --worker-connections 5000 shop:app
`,
    proof: {
      none: 'it needs as many connections as the deployment allows, and its cure is a choice; a run with a limit of 64 is named above.',
    },
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* ({ launch }): Iterable<FoundConnections> {
      const { greenlets, options } = launch;
      const { descriptors } = options;
      const limit = numberOf(descriptors);
      if (greenlets !== 'yes' || descriptors === undefined || limit === undefined) return;
      const { what, count: connections, option } = launchConnections(launch);
      if (connections === undefined || connections < limit) return;
      const { path, span } = option ?? descriptors;
      const message = `This process may open ${limit} files`;
      const related =
        option === undefined ? [] : [{ path: descriptors.path, span: descriptors.span, message }];
      yield { path, span, subject: what, what, connections, limit, limited: descriptors, related };
    }),

  word: ({ what, connections, limit }) =>
    `${what} allows ${connections} connections, but the process may open ${limit} files. Under load it raises OSError: Too many open files, wherever the next file or socket is opened. Raise the limit, or allow fewer connections.`,

  filesToFix: ({ path, limited }) => [path, limited.path],

  fixes({ connections, limited: { path, span, value } }, source) {
    const text = source.deploymentText(path);
    if (text?.slice(span[0], span[1]) !== value) return [];
    const enough = roomFor(connections);
    const title = `Raise the limit to ${enough} files (the host must allow it)`;
    const edits = [{ span, text: String(enough) }];
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});

/** Two descriptors for each connection, as a power of two, with some for logs and listeners. */
function roomFor(connections: number): number {
  return 2 ** Math.ceil(Math.log2(2 * connections + 64));
}
