import os


class Script:
    def main(self):
        self.execute()

    def execute(self):
        raise NotImplementedError


class Clean(Script):
    def execute(self):
        os.system("make clean")


Clean().main()
