import type { SettingOverrides } from '../analysis/configurations.ts';
import type { RuleList } from '../analysis/rule-list.ts';
import { unknownRule } from '../analysis/settings-check.ts';
import type { Severity } from '../rules/rule.ts';
import { CommandFailure } from './environment.ts';

/** What `--output-format` takes. */
export const outputFormats = ['full', 'concise', 'json'] as const;

/** What `--fail-on` takes, loudest first. */
export const failLevels: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** The options of `greenlint check`, as the argument parser gives them. */
export interface CheckOptions {
  readonly fix?: boolean;
  readonly unsafeFixes?: boolean;
  readonly diff?: boolean;
  readonly outputFormat: (typeof outputFormats)[number];
  readonly select?: readonly string[];
  readonly ignore?: readonly string[];
  readonly config?: string;
  readonly failOn: Severity;
  readonly statistics?: boolean;
  readonly stdinFilename?: string;
}

/** What options override. Throws a CommandFailure for a rule that does not exist. */
export function overridesFrom(options: CheckOptions, rules: RuleList): SettingOverrides {
  for (const name of [...(options.select ?? []), ...(options.ignore ?? [])]) {
    if (!rules.isSelector(name)) throw new CommandFailure(unknownRule(name, rules));
  }
  const { select, ignore } = options;
  if (select !== undefined) return { only: select, settings: { ignore: ignore ?? [] } };
  return ignore === undefined ? {} : { settings: { ignore } };
}

/** Whether a severity is at `level` or above. */
export function reaches(severity: Severity, level: Severity): boolean {
  return failLevels.indexOf(severity) <= failLevels.indexOf(level);
}
