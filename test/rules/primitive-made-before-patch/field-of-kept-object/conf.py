from dataclasses import dataclass, field
from queue import SimpleQueue


@dataclass
class Settings:
    queue: SimpleQueue = field(default_factory=SimpleQueue)  # expect: GVT103


settings = Settings()
