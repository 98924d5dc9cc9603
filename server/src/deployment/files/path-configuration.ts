import { type DeploymentFile, emptyDeploymentFile, type Setting } from '../deployment-file.ts';

/**
 * A `.pth` file, which Python reads where packages are installed: its lines that begin with
 * `import` are run as Python starts, the others name folders. The former are kept as settings.
 */
export function readPathConfiguration(text: string): DeploymentFile {
  const settings = [...text.matchAll(/^import[ \t][^\r\n]*/gm)].map(
    ({ index, 0: line }): Setting => {
      const keySpan = [index, index + 'import'.length] as const;
      const span = [index, index + line.length] as const;
      return { section: '', key: 'import', value: line, span, keySpan };
    },
  );
  return { ...emptyDeploymentFile('path-configuration'), settings };
}
