"""What was understood of texts that come again, without the texts: they may hold a name or a diagnosis.

A text is known again by a digest under a key of this process. Only what is understood whole is kept, which is made of
rows of the tables alone; a text that is not understood leaves nothing.
"""

import os
from collections import OrderedDict
from hashlib import blake2b
from threading import Lock
from typing import Generic, TypeVar

from converter.dosage.vocabulary import Vocabulary

T = TypeVar("T")
KEPT = 4096
KEY = os.urandom(32)


class Kept(Generic[T]):
    """The last KEPT answers, by text and vocabulary; for several threads."""

    def __init__(self) -> None:
        """Empty."""
        self._answers: OrderedDict[tuple[int, bytes], tuple[Vocabulary, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, text: str, vocabulary: Vocabulary) -> T | None:
        """What was understood of this text by this vocabulary; None where nothing is kept."""
        place = _place(text, vocabulary)
        with self._lock:
            found = self._answers.get(place)
            if found is None:
                return None
            self._answers.move_to_end(place)
            return found[1]

    def put(self, text: str, vocabulary: Vocabulary, answer: T) -> None:
        """Keeps an answer that holds nothing of the text; the oldest goes."""
        with self._lock:
            self._answers[_place(text, vocabulary)] = (vocabulary, answer)
            while len(self._answers) > KEPT:
                self._answers.popitem(last=False)

    def forget(self) -> None:
        """Forgets all."""
        with self._lock:
            self._answers.clear()


def _place(text: str, vocabulary: Vocabulary) -> tuple[int, bytes]:
    """The vocabulary, which its answers keep alive, and the digest of the text."""
    return id(vocabulary), blake2b(text.encode("utf-8", "surrogatepass"), key=KEY, digest_size=16).digest()
