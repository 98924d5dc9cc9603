from gevent import monkey

monkey.patch_all(aggressive=False)

try:
    from StringIO import StringIO
except ImportError:
    from io import StringIO
try:
    import ConfigParser
    import cPickle as pickle
    import Queue
    import urllib2
except ImportError:
    import configparser
    import pickle

import json

print(StringIO, json, pickle)
