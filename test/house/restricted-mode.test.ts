import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Manifest {
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: boolean | 'limited';
      readonly description: string;
      readonly restrictedConfigurations: readonly string[];
    };
  };
  readonly contributes: {
    readonly configuration: { readonly properties: Readonly<Record<string, object>> };
  };
}

const manifest: Manifest = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);
const { supported, description, restrictedConfigurations } =
  manifest.capabilities.untrustedWorkspaces;

// VS Code shows the description beside the extension, and ignores names that are no settings.
it('restricts settings that exist, and names each of them to whoever reads why', () => {
  expect(supported).toBe('limited');
  const settings = Object.keys(manifest.contributes.configuration.properties);
  expect(settings).toEqual(expect.arrayContaining([...restrictedConfigurations]));
  const named = [...description.matchAll(/`(greenlint\.\w+)`/g)].map(([, setting]) => setting);
  expect(named.sort()).toEqual([...restrictedConfigurations].sort());
});
