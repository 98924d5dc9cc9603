import { shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { SourceText } from '../source-text.ts';

/**
 * A shell script: what it starts, one way through it after the other. Variables that are set on
 * one way only are not known behind it.
 */
export function readShellScript(text: string): DeploymentFile {
  return {
    ...emptyDeploymentFile('shell'),
    commands: shellCommands(SourceText.piece(text, 0, text.length), { name: '', environment: [] }),
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}
