import os
import subprocess
from subprocess import PIPE, Popen, check_output, run


def page():
    subprocess.run(["true"], check=True)
    subprocess.run("true", shell=True, timeout=5)
    subprocess.run(["cat"], input=b"text", capture_output=True)
    subprocess.call(["true"])
    subprocess.call("exit 3", shell=True)
    subprocess.check_call(["true"])
    subprocess.check_output(["echo", "x"])
    subprocess.check_output("echo x", shell=True, text=True)
    subprocess.getoutput("echo x")
    subprocess.getstatusoutput("echo x")
    run(["true"])
    check_output(["echo", "x"])
    child = subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    child.communicate(b"text", timeout=5)
    child.wait()
    other = Popen(["sleep", "1"])
    other.wait(timeout=2)
    other.poll()
    lines = Popen(["ls"], stdout=PIPE, text=True)
    listed = [line.strip() for line in lines.stdout]
    lines.stdout.read()
    lines.stdout.readline()
    lines.wait()
    with subprocess.Popen(["cat"], stdin=PIPE) as last:
        last.stdin.write(b"x")
        last.stdin.close()
    os.waitpid(last.pid, os.WNOHANG)
    os.popen("echo x").read()
    return listed
