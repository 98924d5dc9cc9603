from gevent import monkey
monkey.patch_all()
import os
import gevent


def convert(name, again):
    os.system("convert.sh %s &&" % name + " true")  # expect: GVT201
    os.system("convert.sh & echo %s" % name)  # expect: GVT201
    os.system(f"convert.sh & {name}")  # expect: GVT201
    os.system("echo one \\&")  # expect: GVT201
    command = "convert.sh &"
    if again:
        command = "convert.sh"
    os.system(command)  # expect: GVT201


gevent.spawn(convert, "a", True).join()
