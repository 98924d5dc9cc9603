import type { DeploymentFormat } from '../../deployment/deployment-file.ts';
import type { LaunchOption } from '../../deployment/launch.ts';
import { foundInLaunches } from '../../evidence/deployment/started-program.ts';
import { setVariable } from '../../fixes/set-variable.ts';
import { commandWrapper } from '../../knowledge/command-wrappers.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundAgent extends Found {
  readonly agent: string;
  readonly option: LaunchOption;
  readonly format: DeploymentFormat;
  /** `NAME=value`: what makes the agent patch; undefined where nothing does. */
  readonly assignment: string | undefined;
  /** The variable is set, but to something else. */
  readonly wrong: boolean;
}

/** Agents that leave unpatched parts behind; ddtrace-run unloads what it imported. */
const leavesBehind: ReadonlySet<string> = new Set(['opentelemetry-instrument', 'newrelic-admin']);

export const agentImportsFirst = defineRule<FoundAgent>({
  meta: {
    code: 'GVT608',
    name: 'agent-imports-first',
    severity: 'information',
    enabled: true,
    summary: 'A tracing agent imports ssl, asyncio and thread pools before the program patches.',
    why: `An agent that starts the program (\`opentelemetry-instrument\`, \`newrelic-admin run-program\`) runs
first, in the same process. It imports ssl, asyncio, concurrent.futures and its own HTTP client, all of them
unpatched, and only then comes whoever patches: a gunicorn worker, Celery, your first line. The agent's own
parts keep the blocking originals.

What was seen: under \`opentelemetry-instrument\` asyncio, concurrent.futures, subprocess and ssl were
imported before the patch; with its variable the patch came before all code of the user's, preloaded
applications included. Under \`newrelic-admin\` gevent warned: "Modules that had direct imports (NOT patched):
newrelic.packages.urllib3". \`ddtrace-run\` unloads what it imported where gevent is installed: not reported.`,
    cure: `For OpenTelemetry (1.37, 0.58b0 and later) set
\`OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH=patch_all\`, that value and no other; the quick fix
writes it before the command. New Relic has no switch: start its agent in code, below the patch
(\`newrelic.agent.initialize()\`).`,
    notWhen: `The variable is set where no file of the workspace says so.`,
    sources: [
      'Measured: opentelemetry-instrument 0.66b1 with and without the variable, newrelic-admin 14.1.0, ddtrace-run 4.16.0 (gevent 26.9.0, Python 3.11).',
      'opentelemetry/instrumentation/auto_instrumentation/__init__.py; https://github.com/open-telemetry/opentelemetry-python-contrib/pull/3699',
    ],
    since: '0.1.0',
    exampleFile: {
      name: 'Procfile',
      beside: {
        'shop.py':
          'def app(environ, start_response):\n    start_response("200 OK", [])\n    return [b"done"]\n',
      },
    },
    bad: 'web: opentelemetry-instrument gunicorn -k gevent shop:app\n',
    good: 'web: OTEL_PYTHON_AUTO_INSTRUMENTATION_EXPERIMENTAL_GEVENT_PATCH=patch_all opentelemetry-instrument gunicorn -k gevent shop:app\n',
    proof: {
      none: 'what the agent keeps unpatched is its own, and what comes of it depends on where it reports to; the order of imports was recorded with the agents named above.',
    },
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* ({ launch, program }): Iterable<FoundAgent> {
      const { agent, 'agent-patch': patch } = launch.options;
      if (agent?.value === undefined || !leavesBehind.has(agent.value)) return;
      if (program.finalParts === undefined) return;
      const switchOf = commandWrapper(agent.value, 'run-program')?.patch;
      if (switchOf !== undefined && patch !== undefined) {
        if (patch.value === undefined || patch.value.toLowerCase() === switchOf.value) return;
      }
      const { path, span } = agent;
      const by = program.outsidePatch?.place ?? program.patch?.call;
      yield {
        path,
        span,
        subject: agent.value,
        agent: agent.value,
        option: agent,
        format: deployment.file.format,
        assignment: switchOf && `${switchOf.variable}=${switchOf.value}`,
        wrong: patch !== undefined,
        related:
          by === undefined
            ? []
            : [
                'path' in by && 'message' in by
                  ? by
                  : { path: by.scope.module.path, span: by.span, message: 'The patch comes here' },
              ],
      };
    }),

  word({ agent, assignment, wrong }) {
    const cure =
      assignment === undefined
        ? 'It has no switch for gevent: start the agent in code, below the patch.'
        : `${wrong ? 'Its variable is set to something that it does not know. ' : ''}Set ${assignment}, and it patches first.`;
    return `\`${agent}\` imports ssl, asyncio and more before the patch. Its own parts stay unpatched and may block or fail. ${cure}`;
  },

  fixes({ path, option, format, assignment, wrong }, source) {
    const text = source.deploymentText(path ?? option.path);
    if (text === undefined || assignment === undefined || wrong) return [];
    const edits = setVariable(text, option.span, format, assignment);
    const title = `Let the agent patch first (sets ${assignment.slice(0, 20)}…)`;
    return [{ title, preferred: true, safe: false, files: [{ path: option.path, edits }] }];
  },
});
