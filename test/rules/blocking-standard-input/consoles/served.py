import cmd


class Shell(cmd.Cmd):
    use_rawinput = False

    def __init__(self, file):
        super().__init__(stdin=file, stdout=file)


def run(connection):
    Shell(connection.makefile("rw")).cmdloop()
