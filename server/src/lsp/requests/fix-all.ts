import type { FixAllAnswer } from '../../protocol/messages.ts';
import { stringIn } from '../from-protocol.ts';
import type { Session } from '../session.ts';
import { fixAllEdit } from '../workspace-edit.ts';

/** `greenlint/fixAll`: applies all safe fixes of an open document through the client. */
export async function fixAll(session: Session, params: unknown): Promise<FixAllAnswer> {
  const source = session.documents.get(stringIn(params, 'uri'));
  if (source === undefined) return { fixed: 0 };
  const result = await session.analysis.fixAll(source.path, { unsafe: false });
  const edit = await fixAllEdit(session, result, 'unattended');
  if (edit === undefined) return { fixed: 0 };
  const { applied } = await session.connection.workspace.applyEdit({
    label: 'Fix all Greenlint findings',
    edit,
  });
  return { fixed: applied ? result.fixed : 0 };
}
