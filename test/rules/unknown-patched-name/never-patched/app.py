from gevent import monkey

monkey.patch_all()

if monkey.is_module_patched("asyncio"):  # expect: GVT116
    print("never")
if monkey.is_object_patched("threading", "RLock"):  # expect: GVT116
    print("never")
if monkey.is_module_patched("urllib3"):  # expect: GVT116
    print("never")
