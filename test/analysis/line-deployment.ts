import { vi } from 'vitest';
import {
  type DeploymentFile,
  type DeploymentFormat,
  emptyDeploymentFile,
} from '../../server/src/deployment/deployment-file.ts';
import { fileName, folderOf } from '../../server/src/facts/file-path.ts';

const formats: Readonly<Record<string, DeploymentFormat>> = {
  Dockerfile: 'dockerfile',
  'launch.json': 'launch-json',
  'ci.yml': 'ci',
  '.gitlab-ci.yml': 'ci',
  '.env': 'environment',
  'uwsgi.ini': 'uwsgi',
  'run.sh': 'shell',
  'setup.py': 'python-project',
  'pyproject.toml': 'python-project',
};

/** In place of the real one: known names, wherever they lie. */
export function deploymentFormat(path: string): DeploymentFormat | undefined {
  const name = fileName(path);
  return formats[name] ?? (name.startsWith('Procfile') ? 'procfile' : undefined);
}

/** In place of the real one: the folder above `.vscode`, else the file's own. */
export function projectFolder(path: string): string {
  return folderOf(path).replace(/\/\.vscode$/, '');
}

/**
 * In place of the real one: each line is a command, comments start with `#` or `;` and must not
 * follow a line that ends in a backslash; a text that starts with `broken` is broken.
 */
export const readLines = vi.fn((path: string, text: string): DeploymentFile => {
  const empty = emptyDeploymentFile(deploymentFormat(path) ?? 'procfile');
  if (text.startsWith('broken'))
    return { ...empty, problem: { message: 'it is broken', span: [0, 6] } };
  const commands: DeploymentFile['commands'][number][] = [];
  const directives: DeploymentFile['directives'][number][] = [];
  const lines = [...text.matchAll(/[^\r\n]+/g)];
  for (const [index, line] of lines.entries()) {
    const comment = /(?:#|;)\s*greenlint:.*/.exec(line[0]);
    const joined = /\\$/.test(lines[index - 1]?.[0] ?? '');
    if (comment !== null && !joined) {
      const ownLine = line[0].slice(0, comment.index).trim() === '';
      const spoken = (ownLine ? lines[index + 1] : line) ?? line;
      const start = line.index + comment.index;
      directives.push({
        span: [start, start + comment[0].length],
        text: comment[0],
        ownLine,
        covers: [spoken.index, spoken.index + spoken[0].length],
      });
    }
    const said = comment === null || joined ? line[0] : line[0].slice(0, comment.index);
    const words = [...said.matchAll(/\S+/g)].map((word) => {
      const start = line.index + word.index;
      return { parts: [{ text: word[0] }], span: [start, start + word[0].length] as const };
    });
    if (words.length === 0) continue;
    const span = [line.index, line.index + said.length] as const;
    commands.push({ name: '', words, environment: [], span });
  }
  return { ...empty, commands, directives };
});

export { readLines as readDeploymentFile };
