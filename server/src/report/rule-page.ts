import type { Rule } from '../rules/rule.ts';
import type { Paint } from './paint.ts';

/** A rule as `greenlint rule` prints it. */
export function ruleText({ meta, fixes }: Rule, paint: Paint): string {
  const traits = [
    meta.severity,
    ...(meta.enabled ? [] : ['off by default']),
    fixes === undefined ? 'no quick fix' : 'has a quick fix',
  ];
  const indent = (text: string) => text.trim().replace(/^(?=.)/gm, '    ');
  return `${[
    `${paint.bold(`${meta.code} ${meta.name}`)} (${traits.join(', ')})`,
    meta.summary,
    meta.why.trim(),
    `${paint.bold('Example')}\n\n${indent(meta.bad)}`,
    `${paint.bold('Better')}\n\n${indent(meta.good)}`,
    `${paint.bold('Cure')}\n\n${meta.cure.trim()}`,
    `${paint.bold('When not to use it')}\n\n${meta.notWhen.trim()}`,
    `${paint.bold('Sources')}\n\n${meta.sources.map((source) => `- ${source}`).join('\n')}`,
  ].join('\n\n')}\n`;
}

/** All rules, one a line. */
export function ruleTable(rules: readonly Rule[], paint: Paint): string {
  return rules
    .map(({ meta }) => {
      const off = meta.enabled ? '' : ' (off by default)';
      return `${paint.bold(meta.code)}  ${meta.name}${off}: ${meta.summary}\n`;
    })
    .join('');
}
