from gevent import monkey; monkey.patch_all()  # expect: GVT107
#                                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
