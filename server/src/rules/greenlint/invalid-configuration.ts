import { defineRule, type Found } from '../rule.ts';

/** Something in a configuration file that could not be understood. Found while it is read. */
export interface InvalidConfiguration extends Found {
  /** Names what is wrong and what would be right. */
  readonly problem: string;
}

export const invalidConfiguration = defineRule<InvalidConfiguration>({
  meta: {
    code: 'GVT902',
    name: 'invalid-configuration',
    severity: 'error',
    enabled: true,
    summary: "Greenlint's configuration holds something that it does not understand.",
    why: 'A misspelt key or rule name would otherwise do nothing, silently: what somebody meant to switch on stays off. The key at fault falls back to its default, and everything else is used.',
    cure: 'Correct the key or value; the message names the nearest that exists. All keys are in the list of settings.',
    notWhen:
      'A setting that only a newer Greenlint knows is shared with an older one; then update the older.',
    sources: ['The list of settings that this version of Greenlint knows.'],
    since: '0.1.0',
    bad: ['# pyproject.toml', '[tool.greenlint]', 'larges-file = 2048'].join('\n'),
    good: ['# pyproject.toml', '[tool.greenlint]', 'largest-file = 2048'].join('\n'),
    proof: { none: 'Configuration of a linter does nothing at run time.' },
  },
  // The analysis yields these findings when it reads the configuration.
  check: () => [],
  word: (found) => found.problem,
});
