"""QR codes (ISO/IEC 18004) of capitals, digits and `$%*+-./: `, with the mask fixed.

The symbols are those of the `qrcode` library, bit for bit (a test compares them), with its tables
and patterns, but put together some thirty times faster: where each bit goes is worked out once
for a version and level, and the mask is fixed, which costs readers nothing (documents.md, 4).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, lru_cache
from itertools import chain, product, zip_longest
from operator import itemgetter

QUIET_ZONE = 4  # white modules that the standard asks for on every side
MASK = 3
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_LARGEST = 40
_STRIP = 8
_RUN = re.compile("1+")
_INVERSE = str.maketrans("01", "10")


class Level(IntEnum):
    """Error correction; the numbers are the standard's own."""

    M = 0
    Q = 3


@dataclass(frozen=True, slots=True)
class Symbol:
    """`bits` are `size` rows of `size` modules from the top, "1" for dark; no quiet zone."""

    version: int
    size: int
    bits: str

    @property
    def rows(self) -> list[str]:
        return [self.bits[at : at + self.size] for at in range(0, len(self.bits), self.size)]

    def path(self) -> str:
        """PDF operators for all dark modules as one path, a module being 1, without `f`.

        The origin is the lower left corner of the dark square.
        """
        strips = [(at, _strips(at)) for at in range(0, self.size, _STRIP)]
        rows = zip(range(self.size - 1, -1, -1), self.rows, strict=True)
        return "".join(
            [
                "".join([known[row[at : at + _STRIP]] for at, known in strips]).replace("y", str(y))
                for y, row in rows
            ]
        )


@cache
def _strips(at: int) -> dict[str, str]:
    """Rectangles for every strip of up to 8 modules from column `at` on; "y" is the row's."""
    return {
        bits: "".join(
            f"{at + run.start()} y {run.end() - run.start()} 1 re\n" for run in _RUN.finditer(bits)
        )
        for length in range(1, _STRIP + 1)
        for bits in map("".join, product("01", repeat=length))
    }


@dataclass(frozen=True, slots=True)
class _Form:
    """All of one version and level that doesn't depend on the text."""

    version: int
    size: int
    count_bits: int  # of the field that tells the number of characters
    blocks: tuple[int, ...]  # data bytes of each block
    correction: int  # correction bytes of every block
    remainder: tuple[int, ...]  # by the byte that leaves the shift register
    place: Callable[[str], tuple[str, ...]]  # the stream's bits, in the order of the modules


@lru_cache(maxsize=512)  # copies of a label, and the preview that is drawn again and again
def symbol(text: str, level: Level, smallest: int = 1) -> Symbol:
    """The smallest symbol, from version `smallest` on. Raises `ValueError` for other characters."""
    form = _form(version_of(len(text), level, smallest), level)
    bits = _bits(text, form)
    data = int(bits, 2).to_bytes(sum(form.blocks), "big")
    words = _with_correction(data, form)
    stream = format(int.from_bytes(words, "big"), f"0{8 * len(words)}b")
    stream += "0000000"  # the modules that are left over carry nothing
    # the mask turns some bits over: those are taken from the second half
    return Symbol(
        form.version,
        form.size,
        "".join(form.place(stream + stream.translate(_INVERSE) + "01")),
    )


def version_of(length: int, level: Level, smallest: int = 1) -> int:
    """The smallest version that holds `length` characters. Raises `ValueError` above 40."""
    for version in range(smallest, _LARGEST + 1):
        if length <= capacity(version, level):
            return version
    msg = f"{length} characters fit no QR code"
    raise ValueError(msg)


@cache
def capacity(version: int, level: Level) -> int:
    """How many characters a symbol holds."""
    from qrcode.base import rs_blocks  # noqa: PLC0415 - start-up time

    data = 8 * sum(block.data_count for block in rs_blocks(version, level))
    pairs, rest = divmod(data - 4 - _count_bits(version), 11)
    return 2 * pairs + (rest >= 6)  # noqa: PLR2004 - bits of a character that is left alone


def _count_bits(version: int) -> int:
    if version < 10:  # noqa: PLR2004 - ISO/IEC 18004, table 3
        return 9
    return 11 if version < 27 else 13  # noqa: PLR2004 - the same


def _bits(text: str, form: _Form) -> str:
    """Mode, count, characters, end and padding: as many bits as the symbol has data bits."""
    pairs = _pairs()
    try:
        body = [pairs[text[at : at + 2]] for at in range(0, len(text), 2)]
    except KeyError as error:
        msg = f"no character of our codes in {text!r}: {error}"
        raise ValueError(msg) from error
    bits = f"0010{len(text):0{form.count_bits}b}" + "".join(body)
    room = 8 * sum(form.blocks)
    bits += "0" * min(4, room - len(bits))
    bits += "0" * (-len(bits) % 8)
    return (bits + "1110110000010001" * (room // 16))[:room]


@cache
def _pairs() -> dict[str, str]:
    single = {one: f"{value:06b}" for value, one in enumerate(ALPHABET)}
    double = {
        one + two: f"{45 * tens + units:011b}"
        for tens, one in enumerate(ALPHABET)
        for units, two in enumerate(ALPHABET)
    }
    return single | double


def _with_correction(data: bytes, form: _Form) -> bytes:
    """The blocks' bytes dealt out in turn: first all data, then all correction."""
    blocks, corrections, at = [], [], 0
    for length in form.blocks:
        block = data[at : at + length]
        blocks.append(block)
        corrections.append(_correction(block, form))
        at += length
    if len(blocks) == 1:
        return data + corrections[0]
    dealt = chain.from_iterable(chain(zip_longest(*blocks), zip(*corrections, strict=True)))
    return bytes([byte for byte in dealt if byte is not None])


def _correction(block: bytes, form: _Form) -> bytes:
    """Remainder of the block by the generator polynomial, a byte at a time."""
    table, top = form.remainder, 8 * (form.correction - 1)
    low = (1 << top) - 1
    register = 0
    for byte in block:
        register = ((register & low) << 8) ^ table[(register >> top) ^ byte]
    return register.to_bytes(form.correction, "big")


@cache
def _form(version: int, level: Level) -> _Form:
    from qrcode.base import rs_blocks  # noqa: PLC0415 - start-up time

    blocks = rs_blocks(version, level)
    correction = blocks[0].total_count - blocks[0].data_count
    modules = _patterns(version, level)
    words = sum(block.total_count for block in blocks)
    return _Form(
        version,
        len(modules),
        _count_bits(version),
        tuple(block.data_count for block in blocks),
        correction,
        _remainders(correction),
        itemgetter(*_places(modules, 8 * words + 7)),
    )


def _patterns(version: int, level: Level) -> list[list[bool | None]]:
    """Finders, timing, alignment, format and version; None where data goes."""
    from qrcode import QRCode  # noqa: PLC0415 - start-up time

    code = QRCode(version=version, error_correction=level, mask_pattern=MASK)
    size = 17 + 4 * version
    code.modules_count, code.modules = size, [[None] * size for _ in range(size)]
    code.setup_position_probe_pattern(0, 0)
    code.setup_position_probe_pattern(size - 7, 0)
    code.setup_position_probe_pattern(0, size - 7)
    code.setup_position_adjust_pattern()
    code.setup_timing_pattern()
    code.setup_type_info(test=False, mask_pattern=MASK)
    if version >= 7:  # noqa: PLR2004 - ISO/IEC 18004, 7.10
        code.setup_type_number(test=False)
    return code.modules


def _places(modules: Sequence[Sequence[bool | None]], stream: int) -> list[int]:
    """For each module in reading order, where in stream + inverse + "01" its bit stands."""
    from qrcode.util import mask_func  # noqa: PLC0415 - start-up time

    size = len(modules)
    masked = mask_func(MASK)
    places = [2 * stream + bool(module) for row in modules for module in row]
    bit, upwards = 0, True
    columns = [*range(size - 1, 6, -2), 5, 3, 1]  # the timing column is stepped over
    for column in columns:
        for row in range(size - 1, -1, -1) if upwards else range(size):
            for c in (column, column - 1):
                if modules[row][c] is None:
                    places[row * size + c] = bit + stream * bool(masked(row, c))
                    bit += 1
        upwards = not upwards
    return places


def _remainders(degree: int) -> tuple[int, ...]:
    """The generator polynomial (without its leading 1) times each byte, in GF(256)."""
    from qrcode.base import gexp, glog  # noqa: PLC0415 - start-up time

    generator = [1]
    for power in range(degree):
        shifted = [0, *(gexp(glog(x) + power) if x else 0 for x in generator)]
        generator = [a ^ b for a, b in zip([*generator, 0], shifted, strict=True)]
    return tuple(
        int.from_bytes(
            bytes(gexp(glog(byte) + glog(x)) if byte and x else 0 for x in generator[1:]), "big"
        )
        for byte in range(256)
    )
