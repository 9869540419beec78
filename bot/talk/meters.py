"""What is counted while Lotse runs, for `/metrics`. Labels name kinds, never people."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Histogram

REGISTRY = CollectorRegistry()

TURNS = Histogram(
    "lotse_turn_seconds", "Answering one message, until it is on disk", ("channel",), registry=REGISTRY,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)  # fmt: skip
REFUSALS = Counter("lotse_refusals", "What was asked for and was not possible", ("kind",), registry=REGISTRY)
SET_ASIDE = Counter("lotse_updates_set_aside", "Updates that can never be answered", ("channel",), registry=REGISTRY)
SENT = Counter("lotse_messages_sent", "Messages sent to people", ("channel",), registry=REGISTRY)
ERRORS = Counter("lotse_errors", "Lines of the log at ERROR and above", ("logger",), registry=REGISTRY)
