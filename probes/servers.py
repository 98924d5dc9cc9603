"""Starts servers for a probe or a proof, on free loopback ports, and ends them with itself.

    python servers.py postgresql redis memcached mariadb slow
    python servers.py --installed postgresql redis       only says which of them are missing

They run from a temporary folder, as nobody where root starts them. One line of JSON tells what
there is: `environment` (how a program finds them), `versions`, and `missing` (a server that is not
installed, and how to get it). They end when standard input is closed, so nothing outlives the
caller, however the caller ends.

`slow` needs nothing installed: servers that take half a second for every answer (slow_servers.py).
Each real server also gets a proxy in front of it that holds every answer back as long, for drivers
whose protocol has no command that waits.
"""

import glob
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import slow_servers

HOST = "127.0.0.1"
PLACES = [
    "/usr/lib/postgresql/*/bin",
    "/usr/sbin",
    "/usr/local/sbin",
    "/usr/local/bin",
    "/opt/homebrew/bin",
]
HOW_TO_INSTALL = {
    "postgresql": "apt-get install postgresql",
    "redis": "apt-get install redis-server",
    "memcached": "apt-get install memcached",
    "mariadb": "apt-get install mariadb-server",
}
PROGRAMS = {
    "postgresql": ("initdb",),
    "redis": ("redis-server",),
    "memcached": ("memcached",),
    "mariadb": ("mariadb-install-db", "mysql_install_db"),
}


class Missing(Exception):
    """A program that a server needs is not installed."""


def program(*names):
    """The path of the first of these programs that is installed."""
    folders = [folder for place in PLACES for folder in sorted(glob.glob(place), reverse=True)]
    for name in names:
        found = shutil.which(name) or shutil.which(name, path=os.pathsep.join(folders))
        if found:
            return found
    raise Missing(f"{names[0]} is not installed")


def free_port():
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return probe.getsockname()[1]


def unprivileged():
    """How to start a process as somebody who is not root: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


class Servers:
    def __init__(self):
        base = "/tmp" if os.geteuid() == 0 else None  # where nobody may go, whatever TMPDIR says
        self.folder = tempfile.mkdtemp(prefix="greenlint-servers-", dir=base)
        self.started, self.environment, self.versions, self.missing = [], {}, {}, {}
        self.identity = unprivileged()
        if self.identity:
            os.chown(self.folder, self.identity["user"], self.identity["group"])

    def start(self, name):
        try:
            port, environment, version = getattr(self, name)()
        except Missing as error:
            self.missing[name] = f"{error}: {HOW_TO_INSTALL[name]}"
            return
        slow_port = slow_servers.start_proxy(port)
        self.environment.update(environment)
        self.environment[f"{name.upper()}_SLOW_PORT"] = str(slow_port)
        self.versions[name] = version

    def stop(self):
        for process, number in self.started:
            process.send_signal(number)
        for process, _ in self.started:
            try:
                process.wait(5)
            except subprocess.TimeoutExpired:
                process.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def run(self, *command):
        with self.log() as log:
            subprocess.run(command, check=True, **self.options(log))

    def spawn(self, ready, *command, end_by=signal.SIGKILL):
        """Starts a server and waits until `ready()` no longer raises. Its data are not kept."""
        with self.log() as log:
            process = subprocess.Popen(command, start_new_session=True, **self.options(log))
        self.started.append((process, end_by))
        end = time.monotonic() + 60
        while True:
            try:
                return ready()
            except (OSError, EOFError, subprocess.CalledProcessError):
                if process.poll() is not None or time.monotonic() > end:
                    raise RuntimeError(f"{command[0]} did not start:\n{self.logged()}") from None
                time.sleep(0.05)

    def log(self):
        return open(os.path.join(self.folder, "log"), "ab")

    def logged(self):
        with open(os.path.join(self.folder, "log"), encoding="utf-8", errors="replace") as log:
            return log.read()[-2000:]

    def options(self, log):
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": self.folder,
            "LC_ALL": "C",
        }
        streams = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        return {"cwd": self.folder, "env": environment, **streams, **self.identity}

    def postgresql(self):
        initdb, postgres, is_ready = (
            program(*PROGRAMS["postgresql"]),
            program("postgres"),
            program("pg_isready"),
        )
        data, port = os.path.join(self.folder, "postgresql"), free_port()
        self.run(initdb, "-D", data, "-U", "probe", "-A", "trust", "-E", "UTF8", "--locale=C", "-N")
        settings = ["listen_addresses=" + HOST, "unix_socket_directories=", "fsync=off"]
        options = [part for setting in settings for part in ("-c", setting)]
        ready = [is_ready, "-q", "-h", HOST, "-p", str(port)]
        command = (postgres, "-D", data, "-p", str(port), *options)
        # This signal also ends the processes that serve its sessions, at once.
        self.spawn(lambda: subprocess.run(ready, check=True), *command, end_by=signal.SIGQUIT)
        where = {"PGHOST": HOST, "PGPORT": str(port), "PGUSER": "probe", "PGDATABASE": "postgres"}
        url = f"postgresql://probe:probe@{HOST}:{port}/postgres"
        return port, {**where, "PGPASSWORD": "probe", "DATABASE_URL": url}, version_of(postgres, 2)

    def redis(self):
        server, port = program(*PROGRAMS["redis"]), free_port()
        arguments = ["--port", str(port), "--bind", HOST, "--save", "", "--appendonly", "no"]
        self.spawn(lambda: answer(port, b"PING\r\n"), server, *arguments)
        where = {"REDIS_HOST": HOST, "REDIS_PORT": str(port)}
        version = version_of(server, 2).removeprefix("v=")
        return port, {**where, "REDIS_URL": f"redis://{HOST}:{port}/0"}, version

    def memcached(self):
        server, port = program(*PROGRAMS["memcached"]), free_port()
        self.spawn(
            lambda: answer(port, b"version\r\n"), server, "-l", HOST, "-p", str(port), "-U", "0"
        )
        where = {"MEMCACHED_HOST": HOST, "MEMCACHED_PORT": str(port)}
        return port, where, version_of(server, 1)

    def mariadb(self):
        install, server = program(*PROGRAMS["mariadb"]), program("mariadbd", "mysqld")
        data, port = os.path.join(self.folder, "mariadb"), free_port()
        first = os.path.join(self.folder, "first.sql")
        with open(first, "w", encoding="utf-8") as file:
            file.write("CREATE DATABASE probe;\nCREATE USER probe@'%' IDENTIFIED BY 'probe';\n")
            file.write("GRANT ALL ON *.* TO probe@'%';\n")
        os.chmod(first, 0o644)
        plain = ["--no-defaults", f"--datadir={data}"]
        self.run(install, *plain, "--skip-test-db", "--auth-root-authentication-method=normal")
        socket_path = os.path.join(self.folder, "mariadb.sock")
        network = [
            f"--port={port}",
            f"--bind-address={HOST}",
            "--skip-name-resolve",
            f"--socket={socket_path}",
        ]
        frugal = ["--innodb-buffer-pool-size=16M", "--innodb-flush-log-at-trx-commit=0"]
        self.spawn(
            lambda: answer(port, b""), server, *plain, *network, *frugal, f"--init-file={first}"
        )
        where = {"MYSQL_HOST": HOST, "MYSQL_TCP_PORT": str(port), "MYSQL_USER": "probe"}
        return (
            port,
            {**where, "MYSQL_PASSWORD": "probe", "MYSQL_DATABASE": "probe"},
            version_of(server, 2),
        )


def answer(port, question):
    """Raises until the server at `port` says something to `question`."""
    with socket.create_connection((HOST, port), timeout=5) as connection:
        connection.sendall(question)
        if not connection.recv(64):
            raise EOFError


def version_of(server, word):
    """The `word`-th word of `SERVER --version`: `postgres (PostgreSQL) 15.20 (Debian …)`."""
    said = subprocess.run([server, "--version"], capture_output=True, text=True, check=True).stdout
    return next(part for part in said.split()[word:] if any(map(str.isdigit, part))).split("-")[0]


def not_installed(names):
    """The servers among `names` of which a program is missing, each with how to get it."""
    missing = {}
    for name in names:
        try:
            if name in PROGRAMS:
                program(*PROGRAMS[name])
        except Missing as error:
            missing[name] = f"{error}: {HOW_TO_INSTALL[name]}"
    return missing


def main():
    if sys.argv[1:2] == ["--installed"]:
        print(json.dumps(not_installed(sys.argv[2:])))
        return
    servers = Servers()
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: sys.exit(1))
    try:
        for name in sys.argv[1:]:
            if name != "slow":
                servers.start(name)
        if "slow" in sys.argv[1:]:
            servers.environment.update(slow_servers.start_all(servers.folder))
        told = {key: getattr(servers, key) for key in ("environment", "versions", "missing")}
        print(json.dumps(told), flush=True)
        sys.stdin.read()
    finally:
        servers.stop()


if __name__ == "__main__":
    main()
