"""How often one address may ask for what costs work; counted in the cache, a minute at a time."""

import hashlib
import time
from ipaddress import ip_address, ip_network

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

WINDOW_SECONDS = 60


def is_allowed(request: HttpRequest, what: str, limit: int) -> bool:
    """Count this request; tell whether its address has asked at most ``limit`` times this minute.

    Costs no query. A site of several processes without a shared cache counts in each.
    """
    parts = (what, network_of(request), int(time.time() // WINDOW_SECONDS))
    key = f"allowance:{hashlib.sha256(repr(parts).encode()).hexdigest()[:32]}"
    cache.add(key, 0, timeout=2 * WINDOW_SECONDS)
    try:
        return cache.incr(key) <= limit
    except ValueError:  # thrown out by the cache between the two lines
        return True


def network_of(request: HttpRequest) -> str:
    """Return the reader's address, an IPv6 one as the network a household gets.

    Each trusted proxy appends the address it saw, so only the last ones can be believed.
    """
    address: str = request.META.get("REMOTE_ADDR", "")
    if settings.TRUSTED_PROXIES:
        seen = request.headers.get("X-Forwarded-For", "").split(",")
        address = seen[-min(settings.TRUSTED_PROXIES, len(seen))].strip() or address
    try:
        is_long = ip_address(address).version == 6
    except ValueError:
        return address
    return str(ip_network(f"{address}/64", strict=False)) if is_long else address
