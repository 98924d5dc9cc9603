import os


class Printer:
    def __init__(self, paper):
        self.paper = paper

    def render(self):
        self._run("render")
        return "done"

    def _run(self, command):
        os.system(command + " " + self.paper)  # expect: GVT201
