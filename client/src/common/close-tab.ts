import { type Tab, window } from 'vscode';

/** Closes a tab, if it is still there: somebody may have closed it meanwhile, which the editor throws at. */
export async function closeTab(tab: Tab | undefined): Promise<void> {
  const open = window.tabGroups.all.flatMap(({ tabs }) => tabs);
  if (tab === undefined || !open.includes(tab)) return;
  try {
    await window.tabGroups.close(tab);
  } catch {
    // It went between the question and the closing.
  }
}
