import { rename, rm, writeFile } from 'node:fs/promises';
import type { Frame, Page } from 'playwright-core';
import { type HandsRequest, handsMark } from './hands-request.ts';

/** Does on `page` what a line of the suite's log asks for. */
export async function useHands(page: Page, line: string): Promise<void> {
  const { answer, see, press, pointAt, ifThere, watchFor, typeAt, key, inView, deleteOnDisk } =
    JSON.parse(line.slice(handsMark.length)) as HandsRequest;
  const on = inView === undefined ? page : await viewWith(page, inView);
  const patience = { timeout: ifThere === true ? 2_000 : 30_000 };
  const unlessGone = (done: Promise<void>) =>
    ifThere === true ? done.catch(() => undefined) : done;
  if (press !== undefined) await unlessGone(on.locator(press).first().click(patience));
  if (pointAt !== undefined) await unlessGone(on.locator(pointAt).first().hover(patience));
  if (watchFor !== undefined) await on.locator(watchFor).first().waitFor();
  if (typeAt !== undefined)
    await on
      .locator(typeAt)
      .first()
      .press(key ?? 'Enter');
  if (deleteOnDisk !== undefined) await rm(deleteOnDisk, { recursive: true });
  const texts =
    see === undefined ? [] : await on.locator(see).filter({ visible: true }).allInnerTexts();
  // Under another name first: whoever waits for the answer reads all of it, or none.
  await writeFile(`${answer}.part`, JSON.stringify(texts));
  await rename(`${answer}.part`, answer);
}

/** The frame of the view that shows what `selector` matches; waits half a minute for it. */
async function viewWith(page: Page, selector: string): Promise<Frame> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    for (const frame of page.frames()) {
      // A frame may go while it is asked.
      const count = await frame
        .locator(selector)
        .count()
        .catch(() => 0);
      if (frame !== page.mainFrame() && count > 0) return frame;
    }
    await page.waitForTimeout(100);
  }
  throw new Error(`no view shows ${selector}`);
}
