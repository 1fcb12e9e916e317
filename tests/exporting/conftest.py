"""The books of tests/printing, to be exported."""

from tests.printing.conftest import Books, books, own_books

__all__ = ["Books", "books", "own_books"]
