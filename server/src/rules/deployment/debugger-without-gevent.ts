import type { DeploymentFormat } from '../../deployment/deployment-file.ts';
import { foundInLaunches } from '../../evidence/deployment/started-program.ts';
import type { FilePath } from '../../facts/file-path.ts';
import { setInConfiguration } from '../../fixes/launch-json-setting.ts';
import { setVariable } from '../../fixes/set-variable.ts';
import type { Span } from '../../syntax/span.ts';
import { defineRule, type Found } from '../rule.ts';

interface FoundDebugger extends Found {
  readonly path: FilePath;
  readonly format: DeploymentFormat;
  /** What the configuration or command is called. */
  readonly name: string;
  /** The first word of the command; undefined where the setting is there and off, or hidden. */
  readonly start: Span | undefined;
}

export const debuggerWithoutGevent = defineRule<FoundDebugger>({
  meta: {
    code: 'GVT609',
    name: 'debugger-without-gevent',
    severity: 'information',
    enabled: true,
    summary: 'A debugger that is not told of gevent confuses greenlets and native threads.',
    why: `debugpy watches threads by natives of its own, and must know before the program starts whether
they are about to be patched. Without \`"gevent": true\` in launch.json, or the variable GEVENT_SUPPORT, a
program that patches and then joins a thread ends in LoopExit under the debugger, though it is fine
without: six of six runs, five with exit status 1 and one that hung. With the setting six of six were fine.
Breakpoints in greenlets are missed as well.`,
    cure: `Write \`"gevent": true\` into the configuration, or start \`GEVENT_SUPPORT=True python -m debugpy …\`.
The quick fix does either.`,
    notWhen: `The configuration is one that you never debug greenlets with.`,
    sources: [
      'Measured: debugpy with gevent 26.9.0, Python 3.11: LoopExit in 6 of 6 runs without the setting, none of 6 with it.',
      'debugpy/launcher/handlers.py sets GEVENT_SUPPORT; pydevd_constants.SUPPORT_GEVENT',
    ],
    since: '0.1.0',
    exampleFile: {
      name: '.vscode/launch.json',
      beside: {
        'app.py':
          'from gevent import monkey\nmonkey.patch_all()\nimport threading\n\nworker = threading.Thread(target=print)\nworker.start()\nworker.join()\n',
      },
    },
    bad: `{
  "configurations": [
    { "name": "App", "type": "debugpy", "request": "launch", "program": "app.py" }
  ]
}
`,
    good: `{
  "configurations": [
    { "name": "App", "type": "debugpy", "request": "launch", "program": "app.py", "gevent": true }
  ]
}
`,
    proof: {
      none: 'the debugger is part of the editor and not of the suite; the runs behind it are named above.',
    },
  },

  check: () => [],

  checkDeployment: (deployment, project) =>
    foundInLaunches(deployment, project, function* ({ launch, program }): Iterable<FoundDebugger> {
      const { agent, 'gevent-support': support } = launch.options;
      if (agent?.value !== 'debugpy' || program.finalParts?.has('thread') !== true) return;
      if (support !== undefined) {
        if (support.value === undefined || /^(?:true|1|yes)$/i.test(support.value)) return;
      }
      const { path, span } = support ?? agent;
      const site = program.patch?.call;
      const patched = program.outsidePatch?.place;
      const here = { path: program.entry.path, message: 'The program patches here' };
      const own = site && { ...here, path: site.scope.module.path, span: site.span };
      const related = [patched ?? own].filter((place) => place !== undefined);
      const { format } = deployment.file;
      const name = launch.name === '' ? launch.label : launch.name;
      const command = deployment.file.commands.find(
        (one) => one.span.join() === launch.span.join(),
      );
      const start = support === undefined ? command?.words[0]?.span : undefined;
      yield { path, span, subject: name, format, name, start, related };
    }),

  word({ name, format }) {
    const shown = name.length > 24 ? `${name.slice(0, 23)}…` : name;
    const cure = format === 'launch-json' ? 'Add "gevent": true.' : 'Set GEVENT_SUPPORT=True.';
    return `The debugger of "${shown}" is not told that the program uses gevent. A program that patches and joins a thread then ends in LoopExit under it, and breakpoints in greenlets are missed. ${cure}`;
  },

  fixes({ path, span, format, start }, source) {
    const text = source.deploymentText(path);
    if (text === undefined) return [];
    const inJson = format === 'launch-json';
    const edits = inJson
      ? setInConfiguration(text, span[0], 'gevent', true)
      : start && setVariable(text, start, format, 'GEVENT_SUPPORT=True');
    if (edits === undefined) return [];
    const title = inJson ? 'Add "gevent": true to this configuration' : 'Set GEVENT_SUPPORT=True';
    return [{ title, preferred: true, safe: true, files: [{ path, edits }] }];
  },
});
