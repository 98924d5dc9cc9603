import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  messageContent,
  timelineContent,
  timelinePage,
} from '../../client/src/common/timeline/timeline-page.ts';
import type { ProgramTimeline, UriPlace } from '../../server/src/protocol/messages.ts';

const hostile = `"><img src=x onerror=alert(1)>'&\u0007.py`;

function at(uri: string, line = 0): UriPlace {
  return { uri, range: { start: { line, character: 0 }, end: { line, character: 1 } } };
}

/** A timeline in which every text is `text`. */
function timelineOf(text: string): ProgramTimeline<UriPlace> {
  const place = at(`file:///${encodeURIComponent(text)}`, 4);
  const said = { text, at: place };
  return {
    id: text,
    label: text,
    entry: { file: text, module: text, at: place },
    started: [said],
    patched: { state: 'after', by: [said], sentence: text },
    steps: [
      {
        kind: 'module',
        depth: 1,
        certain: true,
        name: text,
        file: text,
        state: 'before',
        at: place,
        from: [said],
        early: [
          { kind: 'name', subject: text, text, severity: 'warning', at: place, shownBy: [said] },
        ],
      },
      { kind: 'call', depth: 0, certain: true, name: text, at: place },
      {
        kind: 'patch',
        depth: 0,
        certain: true,
        by: text,
        call: text,
        what: text,
        adds: true,
        at: place,
      },
      {
        kind: 'module',
        depth: 40,
        certain: false,
        name: text,
        file: text,
        state: 'unknown',
        at: at('file:///%ZZ'),
        from: [{ text, at: at('file:///%ZZ') }],
        early: [],
      },
    ],
  };
}

describe('the page of a timeline', () => {
  it('shows names of files as text, whatever they are', () => {
    const { html } = timelineContent(timelineOf(hostile));
    const plain = timelineContent(timelineOf('plain')).html;
    expect(html).not.toContain('<img');
    expect(html).not.toContain('\u0007');
    expect(html).toContain('&#60;img src=x onerror=alert(1)&#62;');
    // The same elements with the same attributes: no text has become part of the page.
    const shape = (page: string) =>
      [...page.matchAll(/<(\/?[a-z0-9]+)([^>]*)>/g)].map(([, name, attributes]) => [
        name,
        [...(attributes ?? '').matchAll(/ ([a-z-]+)="/g)].map(([, attribute]) => attribute),
      ]);
    expect(shape(html)).toEqual(shape(plain));
    expect(messageContent(hostile).html).not.toContain('<img');
  });

  it('holds no handlers, no styles and no scripts of its own', () => {
    const { html } = timelineContent(timelineOf('serve.py'));
    expect(html).not.toMatch(/<script|<style|\sstyle=|\son[a-z]+=|href=|src=/);
  });

  it('lets nothing run or load but what the extension ships', () => {
    const frame = { nonce: 'N1', source: 'https://own', script: 'https://own/a.js', styles: 'b' };
    const page = timelinePage(frame);
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    expect(policy).toBe(
      "default-src 'none'; script-src 'nonce-N1'; style-src https://own".replaceAll("'", '&#39;'),
    );
    expect(page.match(/<script\b[^>]*>/g)).toEqual(['<script nonce="N1" src="https://own/a.js">']);
  });

  it('is a list for screen readers, with a name and a place for every button', () => {
    const { html, places } = timelineContent(timelineOf('serve.py'));
    expect(html).toContain('<ol class="steps" role="list" aria-label="The start of serve.py"');
    const buttons = [...html.matchAll(/<button\b([^>]*)>(.*?)<\/button>/gs)];
    expect(buttons.length).toBeGreaterThan(6);
    for (const [, attributes, content] of buttons) {
      expect(attributes).toContain('type="button"');
      const place = /data-place="(\d+)"/.exec(attributes ?? '')?.[1];
      expect(places[Number(place)]).toBeDefined();
      const shown = (content ?? '').replace(/<span[^>]*aria-hidden="true">.*?<\/span>/g, '');
      expect(shown.replace(/<[^>]*>/g, '').trim()).not.toBe('');
    }
    expect(html).toContain('runs before the patch, 1 import deep');
    expect(html).toContain('Too early, line 5:');
  });

  it('uses the colours of the theme, and none of its own', () => {
    const css = readFileSync(path.join(import.meta.dirname, '../../media/timeline.css'), 'utf8');
    expect(css).not.toMatch(/#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(|url\(|@import/i);
    expect(css.match(/var\(--vscode-/g)?.length).toBeGreaterThan(10);
  });
});
