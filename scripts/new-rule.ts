/**
 * `npm run new-rule -- GVT999 family bad-pattern-name`: lays out a rule and its first cases, and
 * lists it. What is left to do is in CONTRIBUTING.md.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { camelCase, generateRuleIndex } from './generate/rule-index.ts';

const [code, family, name] = process.argv.slice(2);
if (!code || !family || !name || !/^GVT\d{3}$/.test(code) || !/^[a-z][a-z0-9-]*$/.test(name)) {
  console.error('usage: npm run new-rule -- GVT123 family bad-pattern-name');
  console.error('families: patching, standard-library, lifecycle, greenlint');
  process.exit(2);
}

const file = `server/src/rules/${family}/${name}.ts`;
if (existsSync(file)) {
  console.error(`${file} is already there`);
  process.exit(2);
}

mkdirSync(`server/src/rules/${family}`, { recursive: true });
writeFileSync(file, ruleText(code, name));
for (const [path, text] of Object.entries(caseFiles(code))) {
  const folder = `test/rules/${name}/${path.slice(0, path.lastIndexOf('/'))}`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`test/rules/${name}/${path}`, text);
}
const index = generateRuleIndex();
writeFileSync(index.path, index.text);
console.log(`Wrote ${file} and test/rules/${name}/. Fill both in, then run \`npm run generate\`.`);

function ruleText(ruleCode: string, ruleName: string): string {
  return `import { defineRule, type Found } from '../rule.ts';

/** What one finding needs for its words. */
interface ${pascalCase(ruleName)} extends Found {}

export const ${camelCase(ruleName)} = defineRule<${pascalCase(ruleName)}>({
  meta: {
    code: '${ruleCode}',
    name: '${ruleName}',
    severity: 'warning',
    enabled: true,
    summary: 'One sentence that says what is wrong.',
    why: 'What happens at run time, and what was seen.',
    cure: 'What to do by hand, and what the quick fix does.',
    notWhen: 'When it is right all the same.',
    sources: ['Measured: gevent 26.9.0, Python 3.11.'],
    since: '0.1.0',
    bad: 'import gevent',
    good: 'import gevent',
    proof: 'gap',
  },

  *check(_module, _project) {},

  word: ({ subject }) => \`\${subject} …\`,
});
`;
}

function pascalCase(text: string): string {
  const camel = camelCase(text);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
}

function caseFiles(ruleCode: string): Record<string, string> {
  return {
    'plain/app.py': `import gevent  # expect: ${ruleCode}\n`,
    'silent/app.py': 'import gevent\n',
  };
}
