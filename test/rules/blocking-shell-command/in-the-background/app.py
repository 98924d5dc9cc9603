from gevent import monkey
monkey.patch_all()
import os
import gevent

NOTIFY = "notify.sh &"


def convert(name, folder):
    os.system("convert.sh %s > /dev/null 2>&1 &" % name)
    os.system(
        "cd %s;/opt/scripts/generate.sh %s &"
        % (folder, name)
    )
    os.system("convert.sh {} & ".format(name))
    os.system(f"convert.sh {name} &")
    os.system("cd " f"{folder} && nohup ./run.sh {name} &")
    os.system("convert.sh " + name + " &")
    os.system(NOTIFY)
    command = "history.py -d %s -n %s &" % (folder, name)
    os.system(command)


gevent.spawn(convert, "a", "/tmp").join()
