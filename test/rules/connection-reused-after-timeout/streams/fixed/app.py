from gevent import monkey

monkey.patch_all()

import imaplib
import socket
import subprocess

import gevent


class Calculator:
    def __init__(self):
        self.child = subprocess.Popen(["bc"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.file = socket.create_connection(("localhost", 7)).makefile("rwb")
        self.mail = imaplib.IMAP4_SSL("localhost")

    def calculate(self, formula):
        try:
            with gevent.Timeout(2):
                self.child.stdin.write(formula)
                self.child.stdin.flush()
                return self.child.stdout.readline()  # expect: GVT418
        except gevent.Timeout:
            self.child.stdout.close()
            return None

    def ask(self, question):
        try:
            with gevent.Timeout(2):
                self.file.write(question)
                self.file.flush()
                return self.file.readline()  # expect: GVT418
        except gevent.Timeout:
            self.file.close()
            return None

    def search(self, words):
        try:
            with gevent.Timeout(2):
                return self.mail.search(None, words)  # expect: GVT418
        except gevent.Timeout:
            self.mail.shutdown()
            return None

    def listen(self):
        try:
            with gevent.Timeout(2):
                return self.child.stdout.readline(), self.file.readline()
        except gevent.Timeout:
            return None

    def restarted(self, formula):
        try:
            with gevent.Timeout(2):
                self.child.stdin.write(formula)
                return self.child.stdout.readline()
        except gevent.Timeout:
            self.child.kill()
            return None


calculator = Calculator()
gevent.spawn(calculator.calculate, b"1+1\n")
gevent.spawn(calculator.ask, b"1\n")
gevent.spawn(calculator.search, "ALL")
gevent.spawn(calculator.listen)
gevent.spawn(calculator.restarted, b"1\n").join()
