"""The keys of the exchange record: one seals what is kept, one makes the hashes by which it is found.

A setting holds 32 random bytes in base64, or several of them with commas between: the first seals what is new, all of
them open what is there, so that a key can be changed while rows under the old one live out their time. The working keys
are derived from it (HKDF-SHA256, RFC 5869); sealing is AES-256-GCM (NIST SP 800-38D), hashing HMAC-SHA256 (RFC 2104).
"""

import base64
import binascii
import hmac
import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from converter.record.errors import RecordError

KEY_BYTES, NONCE_BYTES, NAME_BYTES = 32, 12, 4
SETTING = "CONVERTER_RECORD_KEY"


@dataclass(frozen=True, slots=True, repr=False)
class _Key:
    """One key: `name` tells in a sealed value which one opens it."""

    name: bytes
    sealing: AESGCM
    index: bytes


@dataclass(frozen=True, slots=True, repr=False)
class RecordKeys:
    """The keys in use, the one for new values first."""

    keys: tuple[_Key, ...]
    random: Callable[[int], bytes] = os.urandom

    def seal(self, plain: bytes, context: bytes) -> bytes:
        """Encrypts; the value opens under the same context (the row's own key) only."""
        key = self.keys[0]
        nonce = self.random(NONCE_BYTES)
        return key.name + nonce + key.sealing.encrypt(nonce, plain, context)

    def unseal(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypts.

        Raises:
            RecordError: no key in use opens it, or it was changed.
        """
        name, rest = sealed[:NAME_BYTES], sealed[NAME_BYTES:]
        key = next((k for k in self.keys if k.name == name), None)
        try:
            if key is not None:
                return key.sealing.decrypt(rest[:NONCE_BYTES], rest[NONCE_BYTES:], context)
        except InvalidTag:
            pass
        raise RecordError(
            f"En rad i registeret lar seg ikke åpne med nøkkelen i {SETTING}.",
            f"A row of the record does not open with the key in {SETTING}.",
        )

    @property
    def names(self) -> tuple[bytes, ...]:
        """What tells the keys apart in sealed values."""
        return tuple(key.name for key in self.keys)

    def hashes(self, kind: str, *values: str) -> tuple[bytes, ...]:
        """The keyed hash of values under each key, that of the first key first; `kind` keeps kinds apart."""
        message = "\0".join((kind, *values)).encode()
        return tuple(hmac.digest(key.index, message, "sha256") for key in self.keys)


def new_key(random: Callable[[int], bytes] = os.urandom) -> str:
    """A key for the setting."""
    return base64.b64encode(random(KEY_BYTES)).decode()


def read_keys(setting: str) -> RecordKeys:
    """The keys of the setting.

    Raises:
        RecordError: one of them is no base64 of 32 bytes, or there are two of the same.
    """
    keys = tuple(_derived(part.strip()) for part in setting.split(","))
    if len({key.name for key in keys}) < len(keys):
        raise RecordError(f"{SETTING} har samme nøkkel to ganger.", f"{SETTING} has the same key twice.")
    return RecordKeys(keys)


def _derived(text: str) -> _Key:
    try:
        master = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        master = b""
    if len(master) != KEY_BYTES:
        raise RecordError(
            f"{SETTING} er ikke 32 byte i base64. Lag en med «converter record key».",
            f"{SETTING} is not 32 bytes in base64. Make one with 'converter record key'.",
        )

    def derive(purpose: bytes) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"e-prescription-converter record " + purpose).derive(master)

    return _Key(sha256(derive(b"name")).digest()[:NAME_BYTES], AESGCM(derive(b"seal")), derive(b"index"))
