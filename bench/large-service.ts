/** A gevent service of about so many lines in one file, as one grows over the years. */
export function largeService(lines: number): string {
  const parts = [head];
  let count = countLines(head);
  for (let number = 0; count < lines; number++) {
    const part = sections[number % sections.length]?.(number, nouns[number % nouns.length] ?? '');
    if (part === undefined) break;
    parts.push(part);
    count += countLines(part);
  }
  parts.push(foot);
  return parts.join('\n');
}

function countLines(text: string): number {
  return text.split('\n').length;
}

const nouns = ['order', 'invoice', 'customer', 'shipment', 'payment', 'session', 'report'];

const head = `"""Everything that the back office does, in one place."""
from gevent import monkey

monkey.patch_all()

import json
import logging
import os
import random
import sqlite3
import subprocess
import threading
import time
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any, Iterable, Optional

import gevent
from gevent.event import AsyncResult, Event
from gevent.pool import Pool
from gevent.pywsgi import WSGIServer
from gevent.queue import Queue

log = logging.getLogger(__name__)
DATABASE = os.environ.get("DATABASE", "office.db")
POOL = Pool(50)
PENDING = Queue()
STOPPING = Event()
`;

const foot = `
def application(environ, start_response):
    body = json.dumps({"path": environ["PATH_INFO"], "at": time.time()}).encode()
    start_response("200 OK", [("Content-Type", "application/json")])
    return [body]


def main():
    gevent.spawn(refresh_order_0)
    server = WSGIServer(("127.0.0.1", 8080), application, spawn=POOL)
    server.serve_forever()


if __name__ == "__main__":
    main()
`;

const sections: readonly ((number: number, noun: string) => string)[] = [
  (n, noun) => `
def refresh_${noun}_${n}(limit=100, *, retries=3):
    """Reads what changed since the last look and queues it."""
    delay = 0.5
    for attempt in range(retries):
        try:
            connection = sqlite3.connect(DATABASE)
            rows = connection.execute("SELECT id, state FROM ${noun} LIMIT ?", (limit,)).fetchall()
            for identifier, state in rows:
                PENDING.put(("${noun}", identifier, state))
            connection.close()
            return len(rows)
        except sqlite3.OperationalError as error:
            log.warning("${noun} ${n}: attempt %d failed: %s", attempt, error)
            gevent.sleep(delay)
            delay = delay * 2
    return 0
`,
  (n, noun) => `
@dataclass
class ${title(noun)}${n}:
    """One ${noun} as the ledger has it."""

    identifier: int
    owner: str
    tags: list[str] = field(default_factory=list)
    totals: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    note: Optional[str] = None

    def add(self, name: str, amount: float) -> float:
        if amount < 0 and name not in self.totals:
            raise ValueError(f"{name!r} of {self.identifier} cannot start below zero: {amount:.2f}")
        self.totals[name] = self.totals.get(name, 0.0) + amount
        return self.totals[name]

    def merge(self, others: Iterable["${title(noun)}${n}"]) -> "${title(noun)}${n}":
        for other in others:
            for name, amount in other.totals.items():
                self.add(name, amount)
            self.tags.extend(tag for tag in other.tags if tag not in self.tags)
        return self

    @property
    def total(self) -> float:
        return sum(self.totals.values())

    def as_json(self) -> str:
        return json.dumps({"id": self.identifier, "owner": self.owner, "total": self.total})
`,
  (n, noun) => `
class ${title(noun)}Worker${n}(gevent.Greenlet):
    def __init__(self, source, interval=1.0):
        super().__init__()
        self.source = source
        self.interval = interval
        self.lock = threading.Lock()
        self.seen = {}
        self.result = AsyncResult()

    def _run(self):
        while not STOPPING.is_set():
            batch = self.fetch(size=20)
            if not batch:
                gevent.sleep(self.interval + random.random())
                continue
            with self.lock:
                for item in batch:
                    self.handle(item)
        self.result.set(len(self.seen))

    def fetch(self, size):
        items = []
        while len(items) < size and not self.source.empty():
            items.append(self.source.get())
        return items

    def handle(self, item):
        kind, identifier, state = item
        count = self.seen.get(identifier, 0) + 1
        self.seen[identifier] = count
        if state == "broken" and count > ${3 + (n % 5)}:
            os.system("logger ${noun} %d is broken" % identifier)
        elif kind == "${noun}":
            POOL.spawn(export_${noun}_${n}, identifier, retries=count)


def export_${noun}_${n}(identifier, retries=0):
    target = os.path.join("/var/spool/${noun}", f"{identifier}.json")
    with open(target, "w", encoding="utf-8") as stream:
        json.dump({"id": identifier, "retries": retries, "at": time.time()}, stream)
    if retries > 2:
        subprocess.run(["gzip", "-f", target], check=False)
    return target
`,
  (n, noun) => `
def summarise_${noun}_${n}(rows: list[dict[str, Any]], by="owner"):
    groups = defaultdict(list)
    for row in rows:
        key = row.get(by) or "nobody"
        groups[key].append(row)
    lines = []
    for key, members in sorted(groups.items()):
        amounts = [float(member["amount"]) for member in members if member.get("amount")]
        if not amounts:
            continue
        mean = sum(amounts) / len(amounts)
        spread = max(amounts) - min(amounts)
        lines.append(f"{key:<20} {len(members):>5} {mean:10.2f} {spread:10.2f}")
    return "\\n".join(lines)


def notify_${noun}_${n}(owner, lines):
    jobs = [gevent.spawn(deliver_${noun}_${n}, owner, line) for line in lines]
    gevent.joinall(jobs, timeout=30)
    return sum(1 for job in jobs if job.successful())


def deliver_${noun}_${n}(owner, line):
    time.sleep(0.01)
    log.info("to %s: %s", owner, line)
    return True
`,
];

function title(noun: string): string {
  return noun.charAt(0).toUpperCase() + noun.slice(1);
}
