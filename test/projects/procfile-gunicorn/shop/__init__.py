"""The shop: a catalogue and a till."""
from .version import VERSION
