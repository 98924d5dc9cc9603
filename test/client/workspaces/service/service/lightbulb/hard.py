#!/usr/bin/env python
# -*- coding: utf-8 -*-
"""Sends what is due."""

from __future__ import annotations

from time import sleep  # between two attempts

from gevent import monkey, spawn

monkey.patch_all(thread=False)  # no threads here

spawn(sleep, 25)
