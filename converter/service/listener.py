"""The address that the service listens on, alone or shared by its workers."""

import socket
from collections.abc import Callable
from typing import Any

SHARES = hasattr(socket, "SO_REUSEPORT")


class SharedSocket(socket.socket):
    """A socket that others of ours may bind beside it. A spawned worker to which it is handed gets one of its own.

    Linux spreads connections over all that listen. Over one socket that all share they are spread badly: asyncio takes
    every connection that waits, so that the first worker to wake may serve all and the others none.
    """

    def __reduce__(self) -> tuple[Callable[..., socket.socket], tuple[Any, ...]]:
        return bind, (*self.getsockname()[:2], True)


def bind(host: str, port: int, shared: bool = False) -> socket.socket:
    """Takes an address; does not listen yet.

    Args:
        host: an IPv4 or IPv6 address, or a name of an IPv4 one.
        port: 0 takes any that is free.
        shared: whether others of this user may take it too, as the workers do.

    Raises:
        OSError: the address cannot be had.
    """
    # The protocol must be named: asyncio sets TCP_NODELAY only then, and without it each answer, which goes out as head
    # and body, waits 40 ms for the caller's delayed acknowledgement.
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    kind = SharedSocket if shared else socket.socket
    listener = kind(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        if shared:
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listener.bind((host, port))
    except OSError:
        listener.close()
        raise
    return listener


def bind_for(workers: int, host: str, port: int) -> socket.socket:
    """Takes the address for so many workers.

    Raises:
        OSError: the address cannot be had, though it be another service of ours that has it.
    """
    if workers == 1 or not SHARES:
        return bind(host, port)
    with bind(host, port) as free:  # a shared one could be bound beside another service's
        port = free.getsockname()[1]
    return bind(host, port, shared=True)
