import { closest } from '../knowledge/spelling.ts';
import { rules as allRules } from '../rules/index.ts';
import type { Rule, Severity } from '../rules/rule.ts';
import type { Settings } from './settings.ts';

/** The rules by the names that people write. */
export class RuleList {
  readonly rules: readonly Rule[];
  readonly #byName = new Map<string, Rule>();

  constructor(rules: readonly Rule[]) {
    this.rules = rules;
    for (const rule of rules) {
      this.#byName.set(rule.meta.name, rule);
      this.#byName.set(rule.meta.code.toLowerCase(), rule);
    }
  }

  /** The rule with this name or code, in any case. */
  find(nameOrCode: string): Rule | undefined {
    return this.#byName.get(nameOrCode.toLowerCase());
  }

  /** Whether a name, a code, the beginning of a code, or `ALL` stands for any rule. */
  isSelector(text: string): boolean {
    return this.rules.some((rule) => selects(text, rule));
  }

  /** The name or code that somebody may have meant; undefined where nothing is near. */
  suggestion(text: string): string | undefined {
    const candidates = /^gvt/i.test(text)
      ? this.rules.map((rule) => rule.meta.code)
      : this.rules.map((rule) => rule.meta.name);
    return closest(text, candidates);
  }

  /**
   * The rules that these settings ask for, each with the severity that they give it, if any.
   * `only`: the selectors of a command line, which leave nothing else on.
   */
  enabled(settings: Settings, only?: readonly string[]): EnabledRules {
    const enabled = new Map<Rule, RuleSetting>();
    for (const rule of this.rules) {
      const severity = severityOf(rule, settings);
      if (settings.ignore.some((text) => selects(text, rule))) continue;
      const selected = (only ?? settings.select).some((text) => selects(text, rule));
      const asked =
        only !== undefined
          ? selected
          : severity !== 'off' && (selected || rule.meta.enabled || severity !== undefined);
      if (!asked && rule.meta.code !== invalidConfigurationCode) continue;
      enabled.set(rule, {
        severity: severity === 'off' ? undefined : severity,
        requested: selected || (severity !== undefined && severity !== 'off'),
      });
    }
    return enabled;
  }
}

/** What somebody wants of a rule that is on. */
export interface RuleSetting {
  /** Undefined: the rule's own. */
  readonly severity: Severity | undefined;
  /** Whether somebody named the rule, and so wants what it finds only then. */
  readonly requested: boolean;
}

/** The rules that are on, and how. */
export type EnabledRules = ReadonlyMap<Rule, RuleSetting>;

/** A broken configuration is reported whatever is selected: nothing else can be trusted then. */
export const invalidConfigurationCode = 'GVT902';

/** The rules that ship. */
export const ruleList: RuleList = new RuleList(allRules);

/** Whether a selector stands for this rule. */
export function selects(selector: string, rule: Rule): boolean {
  const text = selector.toLowerCase();
  if (text === 'all' || text === rule.meta.name) return true;
  return /^gvt\d*$/.test(text) && rule.meta.code.toLowerCase().startsWith(text);
}

function severityOf(rule: Rule, settings: Settings): Severity | 'off' | undefined {
  const { severity } = settings;
  for (const [key, value] of Object.entries(severity)) {
    if (key.toLowerCase() === rule.meta.name || key.toUpperCase() === rule.meta.code) return value;
  }
  return undefined;
}
