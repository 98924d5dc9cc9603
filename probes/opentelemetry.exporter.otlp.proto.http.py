"""Exporting a span to a collector that takes half a second."""

import os

from harness import library

about = {
    "family": "Services",
    "packages": ["opentelemetry-exporter-otlp-proto-http", "opentelemetry-sdk"],
    "server": "slow",
}


@library
def patched():
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SimpleSpanProcessor

    exporter = OTLPSpanExporter(os.environ["SLOW_HTTP_URL"] + "v1/traces")
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("probe")
    return lambda: tracer.start_span("span").end()
