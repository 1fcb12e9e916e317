"""The most that can flow through a small network of pipes, and where it is too narrow.

Ford and Fulkerson's method with shortest paths (Edmonds and Karp); the bottleneck is theirs, too:
what can't be reached any more from the source lies behind a cut whose pipes are all full.
"""

from collections import defaultdict, deque
from collections.abc import Hashable

Node = Hashable
PLENTY = 10**15
"""A pipe that is never too narrow."""


class Network:
    """What an early source can send, it sends, whatever comes later: sources go by their turn."""

    def __init__(self) -> None:
        self._room: dict[Node, dict[Node, int]] = defaultdict(dict)
        self._built: dict[tuple[Node, Node], int] = defaultdict(int)
        self._unspent: list[Node] = []
        self.flow = 0

    def pipe(self, start: Node, end: Node, room: int = PLENTY) -> None:
        self._built[start, end] += room
        self._room[start][end] = self._room[start].get(end, 0) + room
        self._room[end].setdefault(start, 0)

    def send(self, source: Node, supply: int, sink: Node) -> None:
        """As much of the supply as gets through."""
        left = supply
        while left and (path := self._path(source, sink)):
            amount = min(left, *(self._room[a][b] for a, b in path))
            for a, b in path:
                self._room[a][b] -= amount
                self._room[b][a] += amount
            left -= amount
            self.flow += amount
        if left:  # a way that is closed now stays closed: no later path leads in where none is out
            self._unspent.append(source)

    def sent(self, start: Node, end: Node) -> int:
        """What flows through one pipe."""
        return self._built[start, end] - self._room[start].get(end, 0)

    def stuck(self) -> set[Node]:
        """Where what could not be sent got to: all pipes out of there are full."""
        reached = set[Node]()
        for source in self._unspent:
            reached |= self._reached(source).keys() | {source}
        return reached

    def _path(self, source: Node, sink: Node) -> list[tuple[Node, Node]]:
        came_from, path, at = self._reached(source), list[tuple[Node, Node]](), sink
        while at in came_from and at != source:
            path.append((came_from[at], at))
            at = came_from[at]
        return path

    def _reached(self, source: Node) -> dict[Node, Node]:
        """Each node that has a way from the source, with the one before it."""
        came_from: dict[Node, Node] = {}
        waiting = deque([source])
        while waiting:
            at = waiting.popleft()
            for after, room in self._room[at].items():
                if room > 0 and after not in came_from and after != source:
                    came_from[after] = at
                    waiting.append(after)
        return came_from
