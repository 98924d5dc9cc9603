import { rename, writeFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { type HandsRequest, handsMark } from './hands-request.ts';

/** Does on `page` what a line of the suite's log asks for. */
export async function useHands(page: Page, line: string): Promise<void> {
  const { answer, see, press, pointAt, watchFor } = JSON.parse(
    line.slice(handsMark.length),
  ) as HandsRequest;
  if (press !== undefined) await page.locator(press).first().click();
  if (pointAt !== undefined) await page.locator(pointAt).first().hover();
  if (watchFor !== undefined) await page.locator(watchFor).first().waitFor();
  const texts =
    see === undefined ? [] : await page.locator(see).filter({ visible: true }).allInnerTexts();
  // Under another name first: whoever waits for the answer reads all of it, or none.
  await writeFile(`${answer}.part`, JSON.stringify(texts));
  await rename(`${answer}.part`, answer);
}
