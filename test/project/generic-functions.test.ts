import { expect, test } from 'vitest';
import { reached } from '../support/reached.ts';

test.each(['gevent.spawn(render, 1)', 'def work(): render(1)\ngevent.spawn(work)'])(
  'a generic function runs what is registered with it: %s',
  async (spawn) => {
    const text = `import gevent
from functools import singledispatch
@singledispatch
def render(x): pass
@render.register
def _(x: int): pass
@render.register(str)
def text(x): pass
@other.register
def unused(x): pass
${spawn}
`;
    const names = (await reached({ 'main.py': text })).filter((name) => !name.endsWith('#work'));
    expect(names).toEqual(['main.py#render', 'main.py#_', 'main.py#text']);
  },
);
