import { Command, CommanderError, Option } from 'commander';
import { version } from '../../../package.json';
import { ruleList } from '../analysis/rule-list.ts';
import { unknownRule } from '../analysis/settings-check.ts';
import { paintFor } from '../report/paint.ts';
import { ruleTable, ruleText } from '../report/rule-page.ts';
import { check } from './check.ts';
import { type CheckOptions, failLevels, outputFormats } from './check-options.ts';
import {
  type CommandEnvironment,
  CommandFailure,
  type ExitStatus,
  Interrupted,
  usesColours,
} from './environment.ts';
import { type TimelineOptions, timeline, timelineFormats } from './timeline.ts';

/** Runs the command and answers its exit status. Never throws. */
export async function runCommand(environment: CommandEnvironment): Promise<ExitStatus> {
  let status: ExitStatus = 0;
  const program = buildProgram(environment, (next) => {
    status = next;
  });
  try {
    await program.parseAsync([...environment.arguments], { from: 'user' });
    return status;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return 0;
      // Bare `greenlint` and `greenlint help` print the help: that is an answer, not a failure.
      if (error.code === 'commander.help') return 2;
      return fail(environment, error.message.replace(/^error: /, ''));
    }
    if (error instanceof Interrupted) {
      fail(environment, error.message);
      return 130;
    }
    if (error instanceof CommandFailure) return fail(environment, error.message);
    return fail(environment, error instanceof Error ? error.message : String(error));
  }
}

function fail(environment: CommandEnvironment, message: string): ExitStatus {
  environment.errors.write(`greenlint: ${message.replace(/\s*\n\s*/g, ' ')}\n`);
  return 2;
}

function buildProgram(
  environment: CommandEnvironment,
  finish: (status: ExitStatus) => void,
): Command {
  const program = new Command('greenlint')
    .description('Finds gevent pitfalls in Python and cures them.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => environment.output.write(text),
      writeErr: (text) => environment.errors.write(text),
      outputError: () => {},
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    });
  program
    .command('check')
    .description('Look for gevent pitfalls in files and folders.')
    .argument('[path...]', 'files and folders; - for standard input', ['.'])
    .option('--fix', 'apply the safe fixes')
    .option('--unsafe-fixes', 'with --fix or --diff: apply fixes that a person should look at, too')
    .option('--diff', 'print what --fix would change, and change nothing')
    .addOption(
      new Option('--output-format <format>', 'how findings are printed')
        .choices(outputFormats)
        .default('full'),
    )
    .option(
      '--select <rules>',
      'report these rules only: names, codes, beginnings of codes, ALL',
      list,
    )
    .option('--ignore <rules>', 'never report these rules', list)
    .option('--config <file>', 'use this configuration file and no other')
    .addOption(
      new Option('--fail-on <level>', 'least severity that makes the exit status 1')
        .choices(failLevels)
        .default('warning'),
    )
    .option('--statistics', 'print how often each rule was found')
    .option('--stdin-filename <path>', 'name of the file that standard input stands for')
    .addHelpText(
      'after',
      '\nExit status: 0 nothing at --fail-on or above, 1 something, 2 could not run.',
    )
    .action(async (paths: string[], options: CheckOptions) => {
      finish(await check(environment, paths, options));
    });
  program
    .command('timeline')
    .description('Show how programs start: the order of imports, and who patches when.')
    .argument('[entry]', 'a script, a module, a command of a deployment file; without one, all')
    .addOption(
      new Option('--output-format <format>', 'how timelines are printed')
        .choices(timelineFormats)
        .default('text'),
    )
    .addHelpText('after', '\nExit status: 0, or 2 where no program is called that.')
    .action(async (entry: string | undefined, options: TimelineOptions) => {
      finish(await timeline(environment, entry, options));
    });
  program
    .command('rule')
    .description('Explain a rule; without a name, list all rules.')
    .argument('[rule]', 'code or name: GVT101, late-monkey-patch')
    .action((name: string | undefined) => {
      const paint = paintFor(usesColours(environment));
      if (name === undefined) {
        environment.output.write(ruleTable(ruleList.rules, paint));
        return;
      }
      const rule = ruleList.find(name);
      if (rule === undefined) throw new CommandFailure(unknownRule(name, ruleList));
      environment.output.write(ruleText(rule, paint));
    });
  program
    .command('lsp')
    .description('Serve the language server.')
    .option('--stdio', 'over standard input and output (the only way, and the default)')
    .action(() => environment.startServer());
  return program;
}

function list(value: string, before: readonly string[] = []): readonly string[] {
  const names = value.split(',').map((name) => name.trim());
  return [...before, ...names.filter((name) => name !== '')];
}
