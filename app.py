"""The server: API and pages on one port."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

BUNDLED = Path(__file__).parent / "data" / "gazettes"
# Set before anything is imported that would otherwise look for the network.
NO_NETWORK = {
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "DO_NOT_TRACK": "1",
    "LANGSMITH_TRACING": "false",
    "ANONYMIZED_TELEMETRY": "False",
}


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; 2 where the settings, the address or the archive cannot be used."""
    parser = argparse.ArgumentParser(description="Serve the gazette assistant: pages and API on one port.")
    parser.add_argument("--host", help="a loopback address (default: HOST, else 127.0.0.1)")
    parser.add_argument("--port", help="(default: PORT, else 7860)")
    options = parser.parse_args(arguments)
    for name, value in NO_NETWORK.items():
        os.environ.setdefault(name, value)
    return 0
