import { describe, expect, test } from 'vitest';
import { projectOf } from '../support/project.ts';

/** Which functions run in greenlets. */
async function inGreenlets(text: string): Promise<readonly string[]> {
  const project = await projectOf({
    'app.py': `from gevent import monkey\nmonkey.patch_all()\n${text}`,
  });
  const { scopes } = project.moduleAt('/ws/app.py')!;
  return scopes
    .filter((scope) => scope.kind === 'function' && project.greenletReach(scope) !== undefined)
    .map(({ name }) => name);
}

const handler = `import http.server, socketserver
class Handler(socketserver.StreamRequestHandler):
    def setup(self): pass
    def handle(self): self.answer()
    def answer(self): pass
    def unused(self): pass
class Pages(http.server.BaseHTTPRequestHandler):
    def do_GET(self): pass
    def unused(self): pass
class Own(socketserver.ThreadingMixIn, socketserver.TCPServer): pass
class Plain(socketserver.TCPServer): pass
`;

describe("handlers of the standard library's servers", () => {
  test.each([
    ['socketserver.ThreadingTCPServer(("", 1), Handler)', ['setup', 'handle', 'answer']],
    ['socketserver.ThreadingUnixStreamServer("x", Handler)', ['setup', 'handle', 'answer']],
    ['Own(("", 1), RequestHandlerClass=Handler)', ['setup', 'handle', 'answer']],
    ['http.server.ThreadingHTTPServer(("", 1), Pages)', ['do_GET']],
    // One after the other, in the greenlet that serves.
    ['socketserver.TCPServer(("", 1), Handler)', []],
    ['Plain(("", 1), Handler)', []],
    ['http.server.HTTPServer(("", 1), Pages)', []],
  ])('%s', async (call, expected) => {
    expect(await inGreenlets(`${handler}${call}.serve_forever()\n`)).toEqual(expected);
  });

  test('are threads where nobody patches', async () => {
    const project = await projectOf({
      'app.py': `import gevent\n${handler}Own(("", 1), Handler).serve_forever()\n`,
    });
    const { scopes } = project.moduleAt('/ws/app.py')!;
    expect(scopes.filter((scope) => project.greenletReach(scope) !== undefined)).toEqual([]);
  });
});
