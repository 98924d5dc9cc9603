import { readFileSync } from 'node:fs';
import { fileSchema, settingsManifest, settingsPage } from './settings.ts';

/** The settings in package.json, their page, and the schema of the configuration file. Everything else of the manifest is kept by hand. */
export function generateManifest(): readonly { path: string; text: string }[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  manifest.contributes.configuration = settingsManifest();
  return [
    { path: 'package.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'docs/settings.md', text: settingsPage() },
    { path: 'greenlint.schema.json', text: `${JSON.stringify(fileSchema(), null, 2)}\n` },
  ];
}
