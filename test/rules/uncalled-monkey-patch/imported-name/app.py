# -*- coding: utf-8 -*-
from gevent.monkey import patch_all as patch, patch_socket

patch; patch_socket()  # expect: GVT109
if True:
	patch_socket  # why not  # expect: GVT109
