"""What somebody would miss after the window is built anew."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

State = dict[str, Any]


@dataclass
class ShellMemory:
    """What outlives a rebuilding. States are those of pages that were open."""

    place: str = ""
    states: dict[str, State] = field(default_factory=dict)
    undo: Callable[[], object] | None = None
