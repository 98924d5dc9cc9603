"""Serve."""

import patched_first  # expect: GVT111
import os

import requests

import shop

if __name__ == "__main__":
    print(patched_first, os, requests, shop)
