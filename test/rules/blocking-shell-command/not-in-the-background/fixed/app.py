from gevent import monkey
monkey.patch_all()
import subprocess
import gevent


def convert(name, again):
    subprocess.call("convert.sh %s &&" % name + " true", shell=True)  # expect: GVT201
    subprocess.call("convert.sh & echo %s" % name, shell=True)  # expect: GVT201
    subprocess.call(f"convert.sh & {name}", shell=True)  # expect: GVT201
    subprocess.call("echo one \\&", shell=True)  # expect: GVT201
    command = "convert.sh &"
    if again:
        command = "convert.sh"
    subprocess.call(command, shell=True)  # expect: GVT201


gevent.spawn(convert, "a", True).join()
