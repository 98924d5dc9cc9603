import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { inLine, ServerWorkspace } from './server-workspace.ts';

it('takes what people say of calls while files are open, and says where it is wrong', async () => {
  const program = `from gevent import monkey
monkey.patch_all()
import acme
import gevent
import pycurl

def work():
    acme.connect().fetch()
    pycurl.Curl().perform()

gevent.spawn(work).join()
`;
  const workspace = await ServerWorkspace.start({ 'app.py': program, 'pyproject.toml': '' });
  const uri = workspace.open('app.py', program);
  const configuration = workspace.uri('pyproject.toml');
  const say = (text: string) => {
    writeFileSync(`${workspace.folder}/pyproject.toml`, text);
    workspace.client.notify('workspace/didChangeWatchedFiles', {
      changes: [{ uri: configuration, type: 2 }],
    });
  };
  await workspace.codes(uri, ['GVT301']);
  say('[tool.greenlint.cooperates]\n"pycurl.*" = "measured"\n');
  await workspace.codes(uri, []);
  const returns = '[tool.greenlint.returns]\n"acme.connect" = "acme.Client"\n';
  say(`[tool.greenlint.blocking]\n"acme.Client.f*" = "acme.aio"\n${returns}`);
  await workspace.codes(uri, ['GVT301', 'GVT301']);
  say('[tool.greenlint.blocking]\n"acme.connect" = ""\n"no call" = ""\n');
  await workspace.codes(configuration, ['GVT902']);
  const wrong = workspace.client.published.findLast((one) => one.uri === configuration);
  expect(wrong?.diagnostics[0]?.range).toEqual(inLine(2, 0, 9));
  say('');
  await workspace.codes(configuration, []);
  await workspace.codes(uri, ['GVT301']);
});
