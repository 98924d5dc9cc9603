/** The settings' part of the manifest and their page, from the one schema. */
import { ruleList } from '../../server/src/analysis/rule-list.ts';
import {
  fileKey,
  type SettingSchema,
  settingsSchema,
  severityChoices,
} from '../../server/src/analysis/settings-schema.ts';

/** A JSON schema, as far as the manifest holds one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** `contributes.configuration` of package.json. */
export function settingsManifest(): JsonSchema {
  const properties = settingsSchema.map((setting) => [
    `greenlint.${setting.key}`,
    {
      ...typeSchema(setting),
      default: setting.default,
      markdownDescription: setting.sentence,
      scope: setting.scope,
    },
  ]);
  return { title: 'Greenlint', properties: Object.fromEntries(properties) };
}

/** A JSON schema of `greenlint.toml`, for editors that complete and check TOML by one. */
export function fileSchema(): JsonSchema {
  const properties = settingsSchema
    .filter(({ inFile }) => inFile)
    .map((setting) => [
      fileKey(setting.key),
      { ...typeSchema(setting), default: setting.default, description: setting.sentence },
    ]);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Greenlint',
    description:
      'The configuration of Greenlint: greenlint.toml, or [tool.greenlint] of pyproject.toml.',
    type: 'object',
    properties: Object.fromEntries(properties),
    additionalProperties: false,
  };
}

function typeSchema({ type }: SettingSchema): JsonSchema {
  switch (type.kind) {
    case 'boolean':
      return { type: 'boolean' };
    case 'number':
      return { type: 'number', minimum: type.minimum, maximum: type.maximum };
    case 'choice':
      return {
        type: 'string',
        enum: type.choices.map((choice) => choice.value),
        enumDescriptions: type.choices.map((choice) => choice.sentence),
      };
    case 'globs':
    case 'entries':
      return { type: 'array', items: { type: 'string' }, uniqueItems: true };
    case 'entry-words':
      return { type: 'object', additionalProperties: { type: 'string', minLength: 1 } };
    case 'call-words':
      return {
        type: 'object',
        propertyNames: { pattern: '^[^\\s]+$' },
        additionalProperties: { type: 'string' },
      };
    case 'call-types': {
      const dotted = '^[^.\\s]+(\\.[^.\\s]+)+$';
      const type = { type: 'string', pattern: dotted };
      return { type: 'object', propertyNames: { pattern: dotted }, additionalProperties: type };
    }
    case 'rules': {
      const names = ruleList.rules.map((rule) => rule.meta.name);
      const selector = { type: 'string', pattern: '^([Gg][Vv][Tt][0-9]*|[Aa][Ll][Ll])$' };
      const items = { anyOf: [{ type: 'string', enum: names }, selector] };
      return { type: 'array', items, uniqueItems: true };
    }
    case 'severities': {
      const severity = {
        type: 'string',
        enum: severityChoices.map((choice) => choice.value),
        enumDescriptions: severityChoices.map((choice) => choice.sentence),
      };
      const rules = ruleList.rules.map(({ meta }) => {
        const usual = meta.enabled ? meta.severity : 'off';
        return [meta.name, { ...severity, description: `${meta.summary} Usually ${usual}.` }];
      });
      return {
        type: 'object',
        properties: Object.fromEntries(rules),
        patternProperties: { '^[Gg][Vv][Tt][0-9]+$': severity },
        additionalProperties: false,
      };
    }
  }
}

/** `docs/settings.md`. */
export function settingsPage(): string {
  const rows = settingsSchema.map((setting) => {
    const inFile = setting.inFile ? `\`${fileKey(setting.key)}\`` : '–';
    return `| \`greenlint.${setting.key}\` | ${inFile} | ${typeWords(setting)} | \`${JSON.stringify(setting.default)}\` | ${cell(setting.sentence)} |`;
  });
  return `<!-- Generated from server/src/analysis/settings-schema.ts by \`npm run generate\`. -->
# Settings

The editor's settings and the configuration file say the same things. The nearest configuration
file upward of a Python file counts: \`greenlint.toml\` (keys at the top level) or the table
\`[tool.greenlint]\` of \`pyproject.toml\`. What is set there wins over the editor; what is not set
there comes from the editor, then from the defaults. The command reads the same files.

| Editor | File | Type | Default | Meaning |
| --- | --- | --- | --- | --- |
${rows.join('\n')}

For example:

\`\`\`toml
[tool.greenlint]
exclude = ["generated/", "*_pb2.py"]
ignore = ["GVT2"]
largest-file = 2048
entry-points = ["shop/main.py", "shop.wsgi:app"]
not-gevent = ["tools/*.py"]

[tool.greenlint.severity]
implicit-aggressive-patch = "information"

[tool.greenlint.patched-by]
"shop.wsgi" = "our launcher"

[tool.greenlint.blocking]
"acme.Client.*" = "acme.gevent.Client"

[tool.greenlint.cooperates]
"psycopg2.*" = "our launcher sets the wait callback"

[tool.greenlint.returns]
"acme.connect" = "acme.Client"
\`\`\`

Editors that read JSON schemas for TOML complete and check \`greenlint.toml\` by
\`greenlint.schema.json\`, which the extension brings.

A key or value that is not understood is reported in that file as
[invalid-configuration](rules/invalid-configuration.md), and everything else is used.
`;
}

function typeWords({ type }: SettingSchema): string {
  switch (type.kind) {
    case 'boolean':
      return 'true or false';
    case 'number':
      return `number, ${type.minimum} to ${type.maximum}`;
    case 'choice':
      return type.choices.map((choice) => `\`"${choice.value}"\``).join(', ');
    case 'globs':
      return 'list of globs';
    case 'entries':
      return 'list of programs';
    case 'entry-words':
      return 'program → words';
    case 'call-words':
      return 'calls → words';
    case 'call-types':
      return 'call → class';
    case 'rules':
      return 'list of rules';
    case 'severities':
      return `rule → ${severityChoices.map((choice) => `\`"${choice.value}"\``).join(', ')}`;
  }
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
