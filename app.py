"""The server: API and pages on one port."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from assistant.opening import OpeningError, open_assistant
from assistant.settings import Settings, port_number
from assistant.web.address import AddressError, listen
from vectorstore.settings import SettingsError

VERSION = "0.1.0"
# Some libraries read these when they are imported, and would otherwise look for the network.
NO_NETWORK = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGSMITH_TRACING": "false",
    "TRANSFORMERS_OFFLINE": "1",
}


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
    listening = listen(settings.host, settings.port)
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    _say(f"Gazette assistant on http://{host}:{settings.port} (API: /docs); Ctrl-C ends it")
    for name, value in NO_NETWORK.items():
        os.environ.setdefault(name, value)
    from assistant.web.server import GazetteServer

    GazetteServer(lambda: open_assistant(settings, _say), settings.home, VERSION).run(listening)


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted; 2 with a sentence where the settings, the address or the archive cannot be used."""
    try:
        _serve(_settings(arguments))
    except KeyboardInterrupt:
        return 0
    except (AddressError, OpeningError, SettingsError) as error:
        _say(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
