"""Make a request's Content-Type fit to be read by Django.

Django reads it, and with a charset also the query, while it builds the request: whatever is wrong
there fails before the first middleware, with a bare 500.
"""

import codecs
import re
from collections.abc import Callable, Iterable
from typing import Any

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]

# The key under which a complaint travels in the environment, to be raised by the edge.
UNREADABLE = "lemma.unreadable"

# RFC 9110, section 8.3.1. A parameter's name has no asterisk: `charset*=` of RFC 2231 is for mail.
PARAMETER = r"""[ \t]*+ ; [ \t]*+
    (?: (?P<name> [\w!#$%&'+.^`|~-]++ ) =
        (?P<value> "(?: [^"\\\x00-\x1f\x7f] | \\[ -~] )*+" | [^\s;"\x00-\x1f\x7f]*+ ) )?+"""
FLAGS = re.ASCII | re.VERBOSE
ONE = re.compile(PARAMETER, FLAGS)
WHOLE = re.compile(
    rf"[ \t]*+ (?P<type> [\w!#$%&'*+.^`|~/-]*+ ) (?P<parameters> (?: {PARAMETER} )*+ ) [ \t]*+",
    FLAGS,
)


def readable(application: Application) -> Application:
    """Wrap a WSGI application so that it gets a Content-Type it can read, or none and a mark."""

    def call(environ: Environ, start_response: Callable[..., Any]) -> Iterable[bytes]:
        header = environ.get("CONTENT_TYPE", "")
        if ";" in header:
            plain = without_charset(header)
            environ["CONTENT_TYPE"] = plain or ""
            if plain is None:
                environ[UNREADABLE] = "The Content-Type cannot be read, or is not in UTF-8."
        return application(environ, start_response)

    return call


def without_charset(header: str) -> str | None:
    """Return ``header`` without its charset; None if that is not UTF-8 or nothing can be read."""
    parsed = WHOLE.fullmatch(header)
    if parsed is None:
        return None
    kept = [parsed["type"]]
    for parameter in ONE.finditer(parsed["parameters"]):
        name, value = parameter["name"], parameter["value"]
        if name is None:
            continue
        if name.lower() != "charset":
            kept.append(f"{name}={value}")
        elif not is_utf8(value.strip('"')):
            return None
    return "; ".join(kept)


def is_utf8(charset: str) -> bool:
    """Answer whether ``charset`` is a name of UTF-8."""
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):  # ValueError: a NUL in the name
        return False
