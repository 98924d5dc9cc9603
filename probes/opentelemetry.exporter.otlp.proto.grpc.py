"""Exporting a span to a collector that does not answer, for a second."""

import os

from harness import library, setup

about = {
    "family": "Services",
    "packages": ["opentelemetry-exporter-otlp-proto-grpc", "opentelemetry-sdk"],
    "server": "slow",
}


@library
def patched():
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    collector = f"127.0.0.1:{os.environ['SILENT_PORT']}"
    exporter = OTLPSpanExporter(collector, insecure=True, timeout=1)
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("probe")
    return lambda: tracer.start_span("span").end()


@setup
def init_gevent():
    from grpc.experimental import gevent

    gevent.init_gevent()
    return patched()
