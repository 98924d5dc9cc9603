from gevent import monkey

monkey.patch_all()

import socket
import unittest


class LinkTests(unittest.TestCase):
    def test_answers(self):
        ours, theirs = socket.socketpair()
        theirs.sendall(b"hello")
        self.assertEqual(ours.recv(5), b"hello")


if __name__ == "__main__":
    unittest.main()
