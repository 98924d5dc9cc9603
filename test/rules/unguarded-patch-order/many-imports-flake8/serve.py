from gevent import monkey

monkey.patch_all()  # expect: GVT111

import json
import os
import socket
import time

import gevent

print(json, os, socket, time, gevent)
