/**
 * Writes every generated file: the list of rules, their pages, the README's tables, the
 * settings in package.json, and the page of measurements. `--check` writes nothing and fails where a file is stale.
 */
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { generateRuleIndex } from './generate/rule-index.ts';

interface GeneratedFile {
  readonly path: string;
  readonly text: string;
}

async function main(): Promise<void> {
  const check = process.argv.includes('--check');
  const stale: string[] = [];
  const settle = async (file: GeneratedFile): Promise<void> => {
    if (current(file.path) === file.text) return;
    stale.push(file.path);
    if (!check) await writeFile(file.path, file.text);
  };

  // The rule index comes first: everything else imports it.
  await settle(generateRuleIndex());
  if (check && stale.length > 0) return report(stale, check);
  const { generatePages } = await import('./generate/pages.ts');
  const { generateManifest } = await import('./generate/manifest.ts');
  const { generateEvidence } = await import('./generate/evidence.ts');
  for (const file of [...generatePages(), ...generateManifest(), generateEvidence()]) {
    await settle(file);
  }
  report(stale, check);
}

function current(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

function report(stale: readonly string[], check: boolean): void {
  if (stale.length === 0) {
    console.log('Generated files are fresh.');
    return;
  }
  for (const path of stale) console.log(`${check ? 'stale' : 'wrote'}: ${path}`);
  if (check) {
    console.error('Run `npm run generate` and commit what it writes.');
    process.exitCode = 1;
  }
}

await main();
