import type { Command } from '../../deployment/deployment-file.ts';
import { foundInLaunches } from '../../evidence/deployment/started-program.ts';
import { waitsInFunctions } from '../../evidence/deployment/waits-in-functions.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { startUnderMonkey } from '../../fixes/start-under-monkey.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundWorker extends Found {
  readonly path: FilePath;
  readonly launcher: string;
  readonly command: Command | undefined;
}

/** These have rules of their own, which know their switches. */
const elsewhere: ReadonlySet<string> = new Set(['celery', 'uwsgi', 'gunicorn', 'airflow']);

const workers: Readonly<Record<string, string>> = {
  huey: "huey's greenlet worker",
  django: 'run_huey with greenlets',
  locust: 'locust without its patch',
  rq: "rq's gevent worker",
};

export const unpatchedWorker = defineRule<FoundWorker>({
  meta: {
    code: 'GVT604',
    name: 'unpatched-worker',
    severity: 'warning',
    enabled: true,
    summary: 'A task queue whose worker runs tasks in greenlets but patches nothing, as huey does.',
    why: `\`huey_consumer -k greenlet\` (and Django's \`manage.py run_huey -k greenlet\`) runs each task in a
greenlet and leaves it to you to patch. Where neither the command nor the first lines of the application
patch, each wait of one task stops all others: the workers are greenlets that take turns. huey 2.5.0 and
later says so in its log ("Gevent monkey-patch has not been applied"). The same holds for locust with
LOCUST_SKIP_MONKEY_PATCH.

What was seen: without a patch nothing was patched in the consumer; under \`python -m gevent.monkey\`
everything was, before the tasks' module was imported.

Reported only where the program certainly patches nothing and its functions wait in the standard library.`,
    cure: `Start it patched: \`python -m gevent.monkey --module huey.bin.huey_consumer shop.huey -k greenlet\`.
The quick fix writes that. Or patch in the first lines of the module that the worker loads first.`,
    notWhen: `Something patches that no file of the workspace says, such as a sitecustomize.py of the image.`,
    sources: [
      'Measured: huey 3.5.4 -k greenlet, alone and under python -m gevent.monkey; locust 2.47.0 with LOCUST_SKIP_MONKEY_PATCH=1 (gevent 26.9.0, Python 3.11).',
      'huey/consumer.py GreenletEnvironment; locust/__init__.py',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'Procfile',
      beside: {
        'shop/__init__.py': '',
        'shop/tasks.py':
          'import time\n\nfrom huey import SqliteHuey\n\nhuey = SqliteHuey()\n\n@huey.task()\ndef restock():\n    time.sleep(0.5)\n',
      },
    },
    bad: 'worker: huey_consumer shop.tasks.huey -k greenlet\n',
    good: 'worker: python -m gevent.monkey --module huey.bin.huey_consumer shop.tasks.huey -k greenlet\n',
    proof: 'output',
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* ({ launch, program }): Iterable<FoundWorker> {
      if (launch.greenlets !== 'yes' || elsewhere.has(launch.launcher)) return;
      if (program.finalState !== 'never') return;
      const related = waitsInFunctions(program);
      if (related.length === 0) return;
      const option = launch.options['worker-type'] ?? launch.options['worker-class'];
      const { path, span } = option ?? launch;
      const command = deployment.file.commands.find(
        (one) => one.span.join() === launch.span.join(),
      );
      yield { path, span, subject: launch.launcher, launcher: launch.launcher, command, related };
    }),

  word({ launcher }) {
    const who = workers[launcher] ?? `${launcher} with greenlets`;
    const cure =
      launcher === 'locust'
        ? 'Do not set LOCUST_SKIP_MONKEY_PATCH.'
        : 'Start it by python -m gevent.monkey, or patch first in the module that it loads.';
    return `Nothing patches in ${who}: each wait of one task stops all others. ${cure}`;
  },

  fixes({ path, launcher, command }, source) {
    const text = source.deploymentText(path);
    if (text === undefined || command === undefined || launcher === 'locust') return [];
    const edits = startUnderMonkey(text, command);
    if (edits === undefined) return [];
    const title = 'Start it by python -m gevent.monkey (everything then runs patched)';
    return [{ title, preferred: true, safe: false, files: [{ path, edits }] }];
  },
});
