import { readFileSync } from 'node:fs';
import { settingsManifest, settingsPage } from './settings.ts';

/** The settings in package.json and their page. Everything else of the manifest is kept by hand. */
export function generateManifest(): readonly { path: string; text: string }[] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
  manifest.contributes.configuration = settingsManifest();
  return [
    { path: 'package.json', text: `${JSON.stringify(manifest, null, 2)}\n` },
    { path: 'docs/settings.md', text: settingsPage() },
  ];
}
