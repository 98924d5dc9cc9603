def start():
	try:
		from gevent import monkey; monkey.patch_all(thread=False)
	except ImportError as e: pass  # expect: GVT115
