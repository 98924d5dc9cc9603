import { commands, type Disposable, window } from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  type ProgramHead,
  showTimelineCommand,
  type TimelineReport,
  timelineRequest,
  type UriPlace,
} from '../../../../server/src/protocol/messages.ts';
import type { TimelineView } from '../timeline/timeline-view.ts';

/**
 * Gevent: Show Patch Timeline. Draws the order in which a program imports and patches; takes the
 * program's id, and asks which where none is given. Resolves to the program's label; undefined
 * where there is none, or none was chosen.
 */
export function registerShowPatchTimeline(
  client: BaseLanguageClient,
  view: TimelineView,
): Disposable {
  return commands.registerCommand(showTimelineCommand, async (id?: unknown) => {
    const programs = await programsOf(client);
    if (programs === undefined) return undefined;
    if (programs.length === 0) {
      // Not awaited: the message stays until somebody closes it.
      void window.showInformationMessage(
        'No gevent program was found. Greenlint looks for scripts, and for files that start programs.',
      );
      return undefined;
    }
    const program = programs.find((one) => one.id === id) ?? (await choose(programs));
    if (program === undefined) return undefined;
    await view.show(program.id);
    return program.label;
  });
}

async function programsOf(
  client: BaseLanguageClient,
): Promise<readonly ProgramHead<UriPlace>[] | undefined> {
  try {
    return (await client.sendRequest<TimelineReport>(timelineRequest, {})).programs;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(`The programs cannot be listed: ${reason}`);
    return undefined;
  }
}

async function choose(
  programs: readonly ProgramHead<UriPlace>[],
): Promise<ProgramHead<UriPlace> | undefined> {
  if (programs.length === 1) return programs[0];
  const items = programs.map((program) => ({
    label: program.label,
    description: program.label === program.entry.file ? '' : program.entry.file,
    detail: program.patched.sentence,
    program,
  }));
  const options = { title: 'Patch timeline', placeHolder: 'Which program?', matchOnDetail: true };
  return (await window.showQuickPick(items, options))?.program;
}
