import subprocess


class Printer:
    def __init__(self, paper):
        self.paper = paper

    def render(self):
        self._run("render")
        return "done"

    def _run(self, command):
        subprocess.call(command + " " + self.paper, shell=True)  # expect: GVT201
