"""Where the server may listen: loopback only, until access keys exist."""

from __future__ import annotations

import errno
import ipaddress
import socket


class AddressError(Exception):
    """An address that cannot be served; the message says what to do."""


def _check_loopback(host: str) -> None:
    try:
        loopback = host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        loopback = False
    if not loopback:
        raise AddressError(
            f"HOST={host} is refused: there are no access keys yet, so only this computer may be served. "
            "Use 127.0.0.1, ::1 or localhost."
        )


def listen(host: str, port: int) -> socket.socket:
    """A listening socket on a loopback address; raises AddressError with the remedy."""
    _check_loopback(host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    server = socket.socket(family, socket.SOCK_STREAM)
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        server.bind((host, port))
    except OSError as error:
        server.close()
        if error.errno == errno.EADDRINUSE:
            remedy = (
                f"stop the program that uses it, or choose another: PORT={port + 1 if port < 65535 else 7860} make run"
            )
            raise AddressError(f"Port {port} of {host} is taken: {remedy}") from error
        raise AddressError(f"Cannot listen on {host}, port {port}: {error.strerror}. Set HOST and PORT.") from error
    server.set_inheritable(False)
    return server
