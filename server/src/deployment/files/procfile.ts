import { shellCommands } from '../commands.ts';
import { commentDirectives } from '../comment-directives.ts';
import { type DeploymentFile, emptyDeploymentFile } from '../deployment-file.ts';
import { SourceText } from '../source-text.ts';

/**
 * A Procfile: `NAME: COMMAND` on each line, run by a shell. Lines of another shape are passed over,
 * as honcho does it.
 */
export function readProcfile(text: string): DeploymentFile {
  const commands = [...text.matchAll(/^([A-Za-z0-9_-]+):[ \t]*([^\r\n]+)/gm)].flatMap((match) => {
    const start = match.index + match[0].length - match[2]!.length;
    const source = SourceText.piece(text, start, match.index + match[0].length);
    return shellCommands(source, { name: match[1]!, environment: [] });
  });
  return {
    ...emptyDeploymentFile('procfile'),
    commands,
    directives: commentDirectives(text, { marks: ['#'], behindText: true }),
  };
}
