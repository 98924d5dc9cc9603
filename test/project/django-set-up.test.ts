import { describe, expect, it } from 'vitest';
import type { Project } from '../../server/src/project/project.ts';
import { factsOf } from '../support/parser.ts';
import { projectOf, workspace } from '../support/project.ts';

const WSGI = `import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
`;

const site = {
  Procfile: 'web: gunicorn -k gevent config.wsgi\n',
  'config/__init__.py': '',
  'config/wsgi.py': WSGI,
  'config/settings.py':
    'INSTALLED_APPS = ["shop", "django.contrib.admin", "cart.apps.CartConfig"]\n',
  'config/testing.py': 'INSTALLED_APPS = []\n',
  'shop/__init__.py': '',
  'shop/models.py': '',
  'shop/apps.py': '',
  'cart/__init__.py': '',
  'cart/models.py': '',
  'cart/apps.py': 'class CartConfig(AppConfig):\n    name = "cart"\n',
};

const apps = [
  'shop/__init__.py',
  'shop/apps.py',
  'cart/__init__.py',
  'cart/apps.py',
  'shop/models.py',
  'cart/models.py',
];

function order(project: Project): string[] | undefined {
  return project.programs[0]?.order.map(({ path }) => path.slice(workspace.length + 1));
}

async function orderOf(files: Record<string, string>): Promise<string[] | undefined> {
  return order(await projectOf({ ...site, ...files }));
}

const loaded = ['config/__init__.py', 'config/wsgi.py', 'config/settings.py'];

describe('what get_wsgi_application() imports', () => {
  it('is the settings, the apps in order, then their models', async () => {
    expect(await orderOf({})).toEqual([...loaded, ...apps]);
  });

  it('is the same for ASGI and for django.setup()', async () => {
    const asgi = 'import django\nfrom django.core.asgi import get_asgi_application\n';
    const named = 'os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n';
    for (const call of ['get_asgi_application()', 'django.setup()']) {
      const text = `import os\n${asgi}${named}application = ${call}\n`;
      expect(await orderOf({ 'config/wsgi.py': text })).toEqual([...loaded, ...apps]);
    }
  });

  it('is what an assignment names, whatever a default says', async () => {
    const assigned = 'os.environ["DJANGO_SETTINGS_MODULE"] = "config.testing"\n';
    const text = WSGI.replace('application =', `${assigned}application =`);
    expect(await orderOf({ 'config/wsgi.py': text })).toEqual([
      ...loaded.slice(0, 2),
      'config/testing.py',
    ]);
  });

  it('is nothing where another function has that name', async () => {
    const text = WSGI.replace('django.core.wsgi', 'falcon');
    expect(await orderOf({ 'config/wsgi.py': text })).toEqual(loaded.slice(0, 2));
  });

  it('ends with the settings where the list is computed', async () => {
    const text = 'INSTALLED_APPS = find_apps()\n';
    expect(await orderOf({ 'config/settings.py': text })).toEqual(loaded);
  });

  it.each([
    ['from .base import *\n'],
    ['from config.base import *\nINSTALLED_APPS += ["elsewhere"]\n'],
    ['from .base import INSTALLED_APPS\n'],
    ['from .base import INSTALLED_APPS as BASE\nINSTALLED_APPS = BASE + find_more()\n'],
    ['from .base import OURS, THEIRS\nINSTALLED_APPS = OURS + ["json"] + THEIRS\n'],
    ['from .base import *\nINSTALLED_APPS = INSTALLED_APPS + ["json"]\n'],
    ['from .layer import *\n'],
    ['from .base import OURS, THEIRS\nINSTALLED_APPS = [*OURS, *THEIRS]\n'],
    [
      'from .base import OURS\nINSTALLED_APPS = OURS\nINSTALLED_APPS.append("cart.apps.CartConfig")\n',
    ],
    [
      'from .base import OURS, THEIRS\nINSTALLED_APPS = []\nINSTALLED_APPS.extend(THEIRS)\nINSTALLED_APPS.insert(0, "shop")\n',
    ],
    [
      'from .base import *\nINSTALLED_APPS.append("x")\nINSTALLED_APPS.remove("x")\nif DEBUG:\n    INSTALLED_APPS.append("config.testing")\n',
    ],
    ['from .base import *\nOURS.append("config.testing")\n'],
  ])('follows settings that build upon others: %s', async (text) => {
    const files = {
      'config/base.py':
        'OURS = ["shop"]\nTHEIRS = ["cart.apps.CartConfig"]\nINSTALLED_APPS = OURS + THEIRS\n',
      'config/layer.py': 'from .base import *\n',
      'config/settings.py': text,
    };
    const layers = text.includes('layer') ? ['config/layer.py'] : [];
    const start = [...loaded, ...layers, 'config/base.py'];
    expect(await orderOf(files)).toEqual([...start, ...apps]);
  });

  it('ends where settings take theirs from each other', async () => {
    const files = {
      'config/base.py': 'from .settings import *\n',
      'config/settings.py': 'from .base import *\nINSTALLED_APPS += ["shop"]\n',
    };
    expect(await orderOf(files)).toEqual([
      ...loaded,
      'config/base.py',
      'shop/__init__.py',
      'shop/apps.py',
      'shop/models.py',
    ]);
  });

  it('notices edits of the settings below', async () => {
    const files = {
      ...site,
      'config/base.py': 'INSTALLED_APPS = []\n',
      'config/settings.py': 'from .base import *\n',
    };
    const project = await projectOf(files);
    expect(order(project)).toEqual([...loaded, 'config/base.py']);
    const text = 'INSTALLED_APPS = ["shop", "cart"]\n';
    project.setFile(`${workspace}/config/base.py`, await factsOf(text));
    expect(order(project)).toEqual([...loaded, 'config/base.py', ...apps]);
  });

  it('gives way to the variable that the process is given', async () => {
    const Procfile = 'web: DJANGO_SETTINGS_MODULE=config.testing gunicorn -k gevent config.wsgi\n';
    expect(await orderOf({ Procfile })).toEqual(loaded.slice(0, 2));
  });
});

describe('edits', () => {
  it.each([
    [
      'config/settings.py',
      'INSTALLED_APPS = ["shop"]\n',
      [...loaded, ...apps.slice(0, 2), apps[4]],
    ],
    [
      'config/wsgi.py',
      WSGI.replace('config.settings', 'config.testing'),
      ['config/__init__.py', 'config/wsgi.py', 'config/testing.py'],
    ],
    [
      'config/wsgi.py',
      WSGI.replace(
        /os.environ.setdefault.*/,
        'os.environ["DJANGO_SETTINGS_MODULE"] = "config.testing"',
      ),
      ['config/__init__.py', 'config/wsgi.py', 'config/testing.py'],
    ],
    [
      'config/settings.py',
      'INSTALLED_APPS = ["shop"]\nINSTALLED_APPS.append("cart")\n',
      [...loaded, ...apps],
    ],
    [
      'cart/apps.py',
      'class CartConfig(AppConfig):\n    name = "elsewhere"\n',
      [...loaded, ...apps.slice(0, 5)],
    ],
  ])('of %s are noticed', async (file, text, expected) => {
    const project = await projectOf(site);
    expect(order(project)).toEqual([...loaded, ...apps]);
    project.greenletReach(project.modules[0]!.script);
    project.setFile(`${workspace}/${file}`, await factsOf(text));
    expect(order(project)).toEqual(expected);
    project.setFile(`${workspace}/${file}`, await factsOf(site[file as keyof typeof site]));
    expect(order(project)).toEqual([...loaded, ...apps]);
  });
});

describe('ready()', () => {
  const READY =
    'from django.apps import AppConfig\n\nclass CartConfig(AppConfig):\n    name = "cart"\n\n    def ready(self):\n        from . import signals\n';
  const files = { 'cart/signals.py': 'import late\n', 'late.py': '', 'cart/apps.py': READY };
  const called = [...loaded, ...apps, 'cart/signals.py', 'late.py'];

  it('of the installed apps is called last, when their models are there', async () => {
    expect(await orderOf(files)).toEqual(called);
    const manage = {
      Procfile: 'web: python manage.py migrate\n',
      'manage.py': 'import gevent\nfrom django.core.management import execute_from_command_line\n',
      '.env': 'DJANGO_SETTINGS_MODULE=config.settings\n',
    };
    const told = (await orderOf({ ...files, ...manage })) ?? [];
    expect(told.slice(-2)).toEqual(called.slice(-2));
  });

  it('is not known of a module with several configurations, nor of other classes', async () => {
    const two = `${READY}\nclass Other(AppConfig):\n    name = "other"\n`;
    const none = READY.replace('(AppConfig)', '(Config)');
    for (const text of [two, none]) {
      expect(await orderOf({ ...files, 'cart/apps.py': text })).toEqual([...loaded, ...apps]);
    }
  });

  it('patches for all that runs later', async () => {
    const patching = READY.replace(
      'from . import signals',
      'from gevent import monkey\n        monkey.patch_all()',
    );
    const Procfile = 'web: python -m config.wsgi\n';
    const project = await projectOf({ ...site, ...files, Procfile, 'cart/apps.py': patching });
    expect(project.programs.map(({ finalState }) => finalState)).toEqual(['after']);
  });

  it('is followed while it is edited', async () => {
    const project = await projectOf({ ...site, ...files });
    const texts = [
      READY.replace('def ready', 'def later'),
      READY,
      READY.replace('(AppConfig)', '(Config)'),
      READY,
      READY.replace('. import signals', 'config import testing'),
      '',
      READY,
      READY.replace('    def ready', '    x = 1\n\n    def ready'),
    ];
    for (const text of texts) {
      order(project);
      project.greenletReach(project.modules[0]!.script);
      project.setFile(`${workspace}/cart/apps.py`, await factsOf(text));
      expect(order(project), text).toEqual(await orderOf({ ...files, 'cart/apps.py': text }));
    }
  });
});

it('is done by django-configurations, too', async () => {
  const project = await projectOf({
    ...site,
    'config/wsgi.py': WSGI.replace('django.core.wsgi', 'configurations.wsgi'),
  });
  expect(order(project)?.slice(0, 3)).toEqual([
    'config/__init__.py',
    'config/wsgi.py',
    'config/settings.py',
  ]);
});

it('follows the URLs that a class of settings, or settings.configure(), names', async () => {
  const files = {
    'shop/__init__.py': '',
    'shop/urls.py':
      'import time\nfrom django.urls import path\ndef index(request):\n    time.sleep(1)\nurlpatterns = [path("", index)]\n',
    Procfile: 'web: gunicorn -k gevent app:application\n',
  };
  const head = 'from django.core.wsgi import get_wsgi_application\n';
  const reached = async (text: string): Promise<boolean> => {
    const project = await projectOf({ ...files, 'app.py': `${head}${text}` });
    const index = project.moduleAt('/ws/shop/urls.py')?.scopes.find(({ name }) => name === 'index');
    return index !== undefined && project.greenletReach(index) !== undefined;
  };
  const configure =
    'from django.conf import settings\nsettings.configure(ROOT_URLCONF="shop.urls")\n';
  expect(await reached(configure)).toBe(true);
  expect(await reached(configure.replace('shop.urls', 'shop.views'))).toBe(false);
  expect(await reached(configure.replace('django.conf', 'shop'))).toBe(false);
  const dev = 'from configurations import Configuration\nclass Dev(Configuration):\n';
  expect(await reached(`${dev}    ROOT_URLCONF = "shop.urls"\n`)).toBe(true);
  expect(await reached(`${dev}    OTHER_URLCONF = "shop.urls"\n`)).toBe(false);
});

describe('a class of settings', () => {
  const configured = WSGI.replace('django.core.wsgi', 'configurations.wsgi');
  const choosing = configured.replace(
    'application =',
    'os.environ.setdefault("DJANGO_CONFIGURATION", "Prod")\napplication =',
  );
  const base =
    'from configurations import Configuration\nclass Base(Configuration):\n    INSTALLED_APPS = ["shop"]\n';
  const cart = 'cart.apps.CartConfig';

  it.each([
    [`${base}class Prod(Base):\n    INSTALLED_APPS = Base.INSTALLED_APPS + ["${cart}"]\n`],
    [`${base}class Prod(Base):\n    INSTALLED_APPS = [*Base.INSTALLED_APPS, "${cart}"]\n`],
    [
      `OURS = ["shop"]\n${base}class Prod(Base):\n    INSTALLED_APPS = OURS\n    INSTALLED_APPS += ["${cart}"]\n`,
    ],
    [
      `${base.replace('"shop"', `"shop", "${cart}"`)}class Dev(Base):\n    INSTALLED_APPS = []\nclass Prod(Base):\n    DEBUG = False\n`,
    ],
  ])('says which apps are installed: %s', async (text) => {
    const files = { 'config/wsgi.py': choosing, 'config/settings.py': text };
    expect(await orderOf(files)).toEqual([...loaded, ...apps]);
  });

  it('is followed into the settings that it comes from', async () => {
    const files = {
      'config/wsgi.py': choosing,
      'config/base.py': base.replace('"shop"', `"shop", "${cart}"`),
      'config/settings.py': 'from .base import Base\nclass Prod(Base):\n    DEBUG = False\n',
    };
    expect(await orderOf(files)).toEqual([...loaded, 'config/base.py', ...apps]);
  });

  it('says nothing where nobody chooses it, or where its apps are not known', async () => {
    const prod = `${base}class Prod(Base):\n    INSTALLED_APPS = ["shop"]\n`;
    expect(await orderOf({ 'config/wsgi.py': configured, 'config/settings.py': prod })).toEqual(
      loaded,
    );
    for (const text of [
      `${base}class Prod(Base):\n    INSTALLED_APPS = find_apps()\n`,
      `${base}class Prod(Base):\n    if DEBUG:\n        INSTALLED_APPS = ["shop"]\n`,
      'class Prod(Prod):\n    pass\n',
    ]) {
      expect(await orderOf({ 'config/wsgi.py': choosing, 'config/settings.py': text })).toEqual(
        loaded,
      );
    }
  });
});
