import { describe, expect, it } from 'vitest';
import { inFolder } from '../../server/src/facts/file-path.ts';
import type { Project } from '../../server/src/project/project.ts';
import { factsOf } from '../support/parser.ts';
import { projectOf, workspace } from '../support/project.ts';

const SERVER = `from gunicorn.app.base import BaseApplication

class Server(BaseApplication):
    def __init__(self, application, options=None):
        self.options = options or {}
        self.application = application
        super().__init__()

    def load_config(self):
        for key, value in self.options.items():
            self.cfg.set(key.lower(), value)

    def load(self):
        return self.application
`;

/** The worker and the other options of the one program that runs in greenlets. */
function optionsOf({ programs }: Project): string | undefined {
  const found = programs.filter(({ greenlets }) => greenlets === 'yes');
  const words = found.map(({ launch }) =>
    Object.entries(launch?.options ?? {})
      .map(([name, { value }]) => `${name}=${value ?? '?'}`)
      .sort()
      .join(' '),
  );
  return words.length === 0 ? undefined : words.join('; ');
}

async function optionsIn(files: Record<string, string>): Promise<string | undefined> {
  return optionsOf(await projectOf(files));
}

const run = (given: string) => `${SERVER}\nServer(None, ${given}).run()\n`;

describe('a script that runs gunicorn by a class of its own', () => {
  it.each([
    ['a dictionary', '{"worker_class": "gevent", "workers": 4}', 'worker-class=gevent workers=4'],
    ['its keyword', 'options=dict(worker_class="gevent")', 'worker-class=gevent'],
    ['capitals', '{"WORKER_CLASS": "gevent"}', 'worker-class=gevent'],
    [
      'all that matters',
      '{"worker_class": "gevent", "preload_app": True, "worker_connections": 50, "bind": ":80"}',
      'preload=True worker-class=gevent worker-connections=50',
    ],
    [
      'what is not known',
      '{"worker_class": "gevent", "workers": n()}',
      'worker-class=gevent workers=?',
    ],
    [
      'the class by its path',
      '{"worker_class": "gunicorn.workers.ggevent.GeventWorker"}',
      'worker-class=gunicorn.workers.ggevent.GeventWorker',
    ],
    ['another worker', '{"worker_class": "gthread"}', undefined],
    ['no worker', '{"workers": 4}', undefined],
    ['an unknown worker', '{"worker_class": kind()}', undefined],
    ['unknown options', 'options()', undefined],
    ['unpacked', '*options', undefined],
    ['nothing', '', undefined],
  ])('is given %s', async (_, given, wanted) => {
    expect(await optionsIn({ 'serve.py': run(given) })).toBe(wanted);
  });

  it('sets by itself', async () => {
    const text = SERVER.replace(
      'for key, value',
      'self.cfg.set("worker_class", "gevent")\n        for key, value',
    );
    expect(await optionsIn({ 'serve.py': `${text}\nServer(None, {"workers": 2}).run()\n` })).toBe(
      'worker-class=gevent workers=2',
    );
  });

  it('has its class elsewhere, a subclass of that, and its options in a function', async () => {
    const script = `from server import Server

class Own(Server):
    pass

def main():
    options = {"workers": 2}
    options["worker_class"] = "gevent"
    server = Own(None, options)
    server.run()

if __name__ == "__main__":
    main()
`;
    expect(await optionsIn({ 'server.py': SERVER, 'serve.py': script })).toBe(
      'worker-class=gevent workers=2',
    );
  });

  it('is started by a command of a deployment file', async () => {
    const files = {
      Procfile: 'web: python serve.py\n',
      'serve.py': run('{"worker_class": "gevent"}'),
    };
    const project = await projectOf(files);
    expect(optionsOf(project)).toBe('worker-class=gevent');
    expect(project.programs.map(({ launch }) => launch?.label)).toEqual(['python serve.py']);
  });

  it('is none where it is not run, or does not derive from a class of gunicorn', async () => {
    const made = run('{"worker_class": "gevent"}');
    expect(await optionsIn({ 'serve.py': made.replace('.run()', '') })).toBeUndefined();
    expect(
      await optionsIn({ 'serve.py': made.replace('gunicorn.app.base', 'shop.base') }),
    ).toBeUndefined();
    expect(await optionsIn({ 'test_serve.py': made })).toBeUndefined();
  });

  it('follows edits of the options, wherever they stand', async () => {
    const path = (name: string) => inFolder(workspace, name);
    const project = await projectOf({
      'serve.py': `from options import OPTIONS\n${run('OPTIONS')}`,
      'options.py': 'OPTIONS = {"worker_class": "sync"}\n',
    });
    const write = async (name: string, text: string) =>
      project.setFile(path(name), await factsOf(text));
    expect([project.usesGevent, optionsOf(project)]).toEqual([false, undefined]);
    await write('options.py', 'OPTIONS = {"worker_class": "gevent"}\n');
    expect([project.usesGevent, optionsOf(project)]).toEqual([true, 'worker-class=gevent']);
    await write('options.py', 'OPTIONS = {"worker_class": "gevent"}\nOPTIONS.update(workers=3)\n');
    expect(optionsOf(project)).toBe('worker-class=gevent workers=3');
    await write('options.py', 'OPTIONS = {"worker_class": "gthread"}\n');
    expect([project.usesGevent, optionsOf(project)]).toEqual([false, undefined]);
  });
});
