"""Who asks, as far as the network tells, and how often one address may ask for what costs work."""

import hashlib
import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 60


def is_allowed(request: HttpRequest, what: str, limit: int) -> bool:
    """Count this request; tell whether its address has asked at most ``limit`` times this minute.

    Costs no query. Counted in the cache, a minute at a time; a site of several processes without a
    shared cache counts in each.
    """
    parts = (what, network_of(address_of(request)), int(time.time() // WINDOW_SECONDS))
    key = f"allowance:{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # thrown out by the cache between the two lines
        return True


def address_of(request: HttpRequest) -> str:
    """Return the visitor's network address, "" where the server was not told it.

    Each trusted proxy appends the address it saw, so only the last ones can be believed.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        address = seen[-min(settings.TRUSTED_PROXIES, len(seen))].strip() or address
    try:
        return str(ip_address(_without_port(address).partition("%")[0]))
    except ValueError:
        return ""


def network_of(address: str) -> str:
    """Return an address as the network a household gets: of IPv6 its /64, of IPv4 itself.

    An IPv4 address spelled as IPv6 is the IPv4 address.
    """
    if not address:
        return ""
    ip = ip_address(address)
    if ip.version == 4:
        return address
    return str(ip.ipv4_mapped or ip_network(f"{address}/64", strict=False))


def _without_port(address: str) -> str:
    """Return an address as it stands before a port: some proxies send one, IPv6 in brackets."""
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address
