/**
 * `npm run screenshots`: builds, opens a copy of the example shop in a real VS Code and makes the
 * README's pictures in `docs/images`, and the icon from its drawing. Fails where what a picture
 * should show does not appear.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium, type Frame, type Page } from 'playwright-core';
import { chromiumFlags, startWorkbench, windowAddress } from './workbench.ts';

const root = path.resolve(import.meta.dirname, '..');
const images = path.join(root, 'docs', 'images');
const shop = path.join(root, '.cache', 'screenshots', 'shop');

const setUp = JSON.parse(readFileSync(path.join(root, '.cache', 'setup.json'), 'utf8'));
for (const part of ['workbench', 'browser']) {
  if (setUp[part]?.path === undefined) throw new Error(`no ${part}: ${setUp[part]?.reason}`);
}

if (!process.argv.includes('--no-build')) {
  spawnSync(process.execPath, [path.join(root, 'scripts', 'build.ts')], { stdio: 'inherit' });
}
await rm(shop, { recursive: true, force: true });
await cp(path.join(root, 'examples', 'shop'), shop, { recursive: true });

const browser = await chromium.launch({
  executablePath: setUp.browser.path,
  args: chromiumFlags,
});
const workbench = await startWorkbench(setUp.workbench.path, 19_500);
try {
  await drawIcon(await browser.newPage({ viewport: { width: 256, height: 256 } }));
  const context = await browser.newContext({
    viewport: { width: 1180, height: 720 },
    deviceScaleFactor: 1.5,
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  const file = path.join(shop, 'shop', 'mail.py');
  await page.goto(windowAddress(workbench.port, { folder: shop, extension: root, file }));
  await showSquiggle(page);
  await showStatus(page);
  await showReport(page);
  // The report's Problems would take half of the timeline's room.
  await run(page, 'View: Hide Panel');
  await run(page, 'View: Close Primary Side Bar');
  await chooseTheme(page, 'Default Dark Modern', 'vs-dark');
  await showTimeline(page, 'timeline.png');
  await chooseTheme(page, 'Default High Contrast', 'hc-black');
  await showTimeline(page, 'timeline-high-contrast.png');
} finally {
  await browser.close();
  await workbench.stop();
}

/** The finding in the text, with the menu of its lightbulb open. */
async function showSquiggle(page: Page): Promise<void> {
  const squiggle = page.locator('.squiggly-warning, .squiggly-error').first();
  await squiggle.waitFor({ timeout: 60_000 });
  await page.locator('.monaco-editor .view-line', { hasText: 'import sleep' }).first().click();
  await page.keyboard.press('End');
  await page.keyboard.press('Control+.');
  const menu = page.locator('.action-widget').first();
  await menu.waitFor();
  await save(page, 'squiggle.png');
  await page.keyboard.press('Escape');
}

/** The status item of the language, unfolded. */
async function showStatus(page: Page): Promise<void> {
  await page.locator('#status\\.languageStatus').hover();
  await page.locator('.hover-language-status', { hasText: 'Gevent' }).first().waitFor();
  await save(page, 'status.png');
  await page.mouse.move(600, 200);
}

/** The report of an audit, above the Problems view. */
async function showReport(page: Page): Promise<void> {
  await run(page, 'Gevent: Audit Workspace');
  await page.locator('.tab', { hasText: 'Gevent audit' }).waitFor({ timeout: 60_000 });
  await page.locator('.markers-panel .monaco-list-row').first().waitFor();
  await page.waitForTimeout(3000);
  await save(page, 'report.png');
}

/** How the shop starts, from the first import to the last, beside its entry script. */
async function showTimeline(page: Page, name: string): Promise<void> {
  await run(page, 'View: Close All Editor Groups');
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget input').first().fill('serve.py');
  await page.locator('.quick-input-list .monaco-list-row', { hasText: 'serve.py' }).first().click();
  await page.locator('.codelens-decoration a', { hasText: 'Show patch timeline' }).click();
  const view = await frameWith(page, '#timeline .patch');
  await view.locator('.module .row').first().focus();
  await save(page, name);
}

/** The frame of a webview that shows what `selector` matches. */
async function frameWith(page: Page, selector: string): Promise<Frame> {
  for (let tries = 0; tries < 100; tries += 1) {
    for (const frame of page.frames()) {
      if (
        (await frame
          .locator(selector)
          .count()
          .catch(() => 0)) > 0
      )
        return frame;
    }
    await page.waitForTimeout(200);
  }
  throw new Error(`no webview shows ${selector}`);
}

/** Sets the theme of the open folder; the editor follows the file. */
async function chooseTheme(page: Page, theme: string, kind: string): Promise<void> {
  await mkdir(path.join(shop, '.vscode'), { recursive: true });
  const settings = { 'workbench.colorTheme': theme };
  await writeFile(path.join(shop, '.vscode', 'settings.json'), JSON.stringify(settings));
  await page.locator(`.monaco-workbench.${kind}`).waitFor();
}

/** Runs a command by its title, through the command palette. */
async function run(page: Page, title: string): Promise<void> {
  await openPalette(page, title);
  const entry = page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first();
  try {
    await entry.click({ timeout: 5000 });
  } finally {
    await page.keyboard.press('Escape');
  }
}

/** The palette closes again when something else takes the focus meanwhile: then it is opened anew. */
async function openPalette(page: Page, title: string, triesLeft = 5): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget input').first();
  try {
    await input.fill(`>${title}`, { timeout: 3000 });
  } catch (error) {
    if (triesLeft === 0) throw error;
    await openPalette(page, title, triesLeft - 1);
  }
}

async function save(page: Page, name: string): Promise<void> {
  await page.waitForTimeout(800);
  await page.screenshot({ path: path.join(images, name) });
  console.log(`docs/images/${name}`);
}

async function drawIcon(page: Page): Promise<void> {
  const drawing = await readFile(path.join(images, 'icon.svg'), 'utf8');
  await page.setContent(`<body style="margin: 0">${drawing}`);
  await page.screenshot({ path: path.join(root, 'icon.png'), omitBackground: true });
  console.log('icon.png');
  await page.close();
}
