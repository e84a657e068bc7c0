"""Numbers with units as siunitx writes them: the common prefixes, units and powers.

Source: siunitx's manual, "Units"; the International System of Units (SI).
"""

from __future__ import annotations

import re

from blog.markup.macros import Expander, Handler, Tokens, text_of, tokens_of

_PREFIXES = {
    "pico": "p", "nano": "n", "micro": "µ", "milli": "m", "centi": "c", "deci": "d", "hecto": "h",
    "kilo": "k", "mega": "M", "giga": "G", "tera": "T", "peta": "P", "femto": "f",
}  # fmt: skip
_UNITS = {
    "metre": "m", "meter": "m", "gram": "g", "kilogram": "kg", "second": "s", "ampere": "A",
    "kelvin": "K", "mole": "mol", "candela": "cd", "hertz": "Hz", "newton": "N", "pascal": "Pa",
    "joule": "J", "watt": "W", "coulomb": "C", "volt": "V", "farad": "F", "ohm": "Ω",
    "siemens": "S", "weber": "Wb", "tesla": "T", "henry": "H", "lumen": "lm", "lux": "lx",
    "becquerel": "Bq", "gray": "Gy", "sievert": "Sv", "radian": "rad", "steradian": "sr",
    "minute": "min", "hour": "h", "day": "d", "litre": "L", "liter": "L", "tonne": "t",
    "electronvolt": "eV", "degree": "°", "celsius": "°C", "degreeCelsius": "°C", "percent": "%",
    "bar": "bar", "bit": "bit", "byte": "B", "angstrom": "Å", "hectare": "ha", "decibel": "dB",
    "kg": "kg", "km": "km", "cm": "cm", "mm": "mm", "um": "µm", "nm": "nm", "ms": "ms", "eV": "eV",
    "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "kPa": "kPa", "MPa": "MPa", "kJ": "kJ", "kW": "kW",
}  # fmt: skip
_POWERS = {"squared": "2", "cubed": "3"}
_POWERS_BEFORE = {"square": "2", "cubic": "3"}
_NUMBER = re.compile(r"([+-]?[0-9., ]*)(?:[eEdD]([+-]?[0-9]+))?$")


def quantity(reader: Expander, number: Tokens) -> None:
    """Write ``number`` and the unit in the argument that follows, a thin space between them."""
    reader.output += [*_number(number), "\\,", *_unit(reader.argument())]


def _si(reader: Expander) -> None:
    r"""Read ``\SI{3}{\metre\per\second}``."""
    reader.optional()
    quantity(reader, reader.argument())


def _unit_alone(reader: Expander) -> None:
    reader.optional()
    reader.output += _unit(reader.argument())


def _number_alone(reader: Expander) -> None:
    reader.optional()
    reader.output += _number(reader.argument())


def _angle(reader: Expander) -> None:
    r"""Read ``\ang{30}`` and ``\ang{30;15;5}``."""
    reader.optional()
    parts = "".join(reader.argument()).split(";")
    for part, sign in zip(parts, (r"^\circ", "'", "''"), strict=False):
        reader.output += [*_number(tokens_of(part)), *tokens_of(sign)] if part.strip() else []


def _number(tokens: Tokens) -> Tokens:
    match = _NUMBER.fullmatch("".join(tokens).strip())
    if match is None:
        return ["{", *tokens, "}"]
    mantissa = tokens_of(match[1].strip().replace(",", "{,}"))
    if match[2] is None:
        return mantissa
    times = ["\\times", " "] if mantissa else []
    return [*mantissa, *times, *"10", "^", "{", *match[2], "}"]


def _unit(tokens: Tokens) -> Tokens:
    r"""Return a unit in upright letters; ``\per`` makes the power of the next one negative."""
    if not any(token[1:] in _UNITS for token in tokens):
        return ["\\mathrm", "{", *_plain_unit(tokens), "}"]
    result: Tokens = []
    prefix, power, sign = "", "", ""
    for token in tokens:
        name = token[1:]
        if name == "per":
            sign = "-"
        elif name in _POWERS_BEFORE:
            power = _POWERS_BEFORE[name]
        elif name in _PREFIXES:
            prefix = _PREFIXES[name]
        elif name in _POWERS:
            result = _raised(result, _POWERS[name])
        elif name in _UNITS:
            shown = sign + (power or ("1" if sign else ""))
            result += [*(["\\,"] if result else []), "\\text", "{", prefix + _UNITS[name], "}"]
            result += ["^", "{", *shown, "}"] if shown else []
            prefix, power, sign = "", "", ""
    return result


def _raised(unit: Tokens, power: str) -> Tokens:
    r"""Return ``unit`` to a power; after ``\\per`` its last exponent is -1."""
    if unit[-4:] == ["^", "{", "-", "1"] or unit[-5:] == ["^", "{", "-", "1", "}"]:
        return [*unit[:-2], power, "}"]
    return [*unit, "^", "{", power, "}"]


def _plain_unit(tokens: Tokens) -> Tokens:
    text = text_of(tokens).replace("~", ".")
    return tokens_of(text.replace(".", r"\,"))


UNITS: dict[str, Handler] = {
    "\\SI": _si,
    "\\si": _unit_alone,
    "\\unit": _unit_alone,
    "\\num": _number_alone,
    "\\ang": _angle,
}
