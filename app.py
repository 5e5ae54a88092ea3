"""The server: API and pages on one port."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

VERSION = "0.1.0"
# Set before anything is imported that would otherwise look for the network.
NO_NETWORK = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
for name, value in NO_NETWORK.items():
    os.environ.setdefault(name, value)

from assistant.bundled import ensure_archive  # noqa: E402 - after the environment is set
from assistant.chain import Assistant  # noqa: E402
from assistant.settings import Settings, port_number  # noqa: E402
from assistant.web.address import AddressError, listen  # noqa: E402
from assistant.web.server import GazetteServer  # noqa: E402
from ingest.model import IngestError  # noqa: E402
from vectorstore.embedding import EmbeddingError  # noqa: E402
from vectorstore.errors import ArchiveError  # noqa: E402
from vectorstore.settings import SettingsError  # noqa: E402


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def _settings(arguments: list[str] | None) -> Settings:
    """The environment's settings, with what the command line says instead."""
    parser = argparse.ArgumentParser(description="Serve the gazette assistant: pages and API on one port.")
    parser.add_argument("--host", help="a loopback address (default: HOST, else 127.0.0.1)")
    parser.add_argument("--port", help="(default: PORT, else 7860)")
    options = parser.parse_args(arguments)
    settings = Settings.from_environment(os.environ)
    if options.host:
        settings = replace(settings, host=options.host)
    return replace(settings, port=port_number(options.port)) if options.port else settings


def _serve(settings: Settings) -> None:
    """Take the port, then answer; the archive is opened, and where there is none made, behind the open port."""

    def prepare() -> Assistant:
        ensure_archive(settings.store, _say)
        return Assistant.open(settings)

    listening = listen(settings.host, settings.port)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _say(f"Gazette assistant on http://{host}:{settings.port} (API: /docs); Ctrl-C ends it")
    GazetteServer(prepare, settings.home, VERSION).run(listening)


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; 2 with a sentence where the settings, the address or the archive cannot be used."""
    try:
        _serve(_settings(arguments))
    except KeyboardInterrupt:
        return 0
    except (AddressError, ArchiveError, EmbeddingError, IngestError, SettingsError) as error:
        _say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
