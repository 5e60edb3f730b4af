"""Where large libraries stand on disk: private folders of the user's cache, each put in its place as a whole."""

import contextlib
import hashlib
import os
import shutil
import tempfile
from pathlib import Path
from typing import NamedTuple

from bot.cache import known
from bot.cache.kept import ANY, cache_folder, is_private
from bot.saving import make_private

_FOLDER = "libraries"
_MOST = 4  # corpora whose libraries are kept
_DAY = 24 * 3600 * 10**9  # nanoseconds
_MINUTE = 60 * 10**9
_TEMPORARY = ".tmp"


class Record(NamedTuple):
    """What is noted of a corpus: the stamp of its files, or "" where that cannot be trusted, the version of the rules
    and the lexicon's digest that its library was made by, and the library's key.
    """

    stamp: str
    rules: str
    lexicon: str
    key: str


class Storage:
    """Where the libraries of one corpus stand."""

    def __init__(self, folder: Path, root: Path) -> None:
        """Takes the folder of all libraries, and the corpus."""
        self.folder = folder
        self._name = hashlib.sha256(os.fsencode(root.absolute())).hexdigest()[:16]
        self._claim: _Claim | None = None  # on what is being made

    @classmethod
    def of(cls, root: Path) -> "Storage | None":
        """Returns the place of a corpus; None where the user has no cache, or one that others can write to."""
        base = cache_folder()
        if base is None:
            return None
        folder = base.with_name(_FOLDER)
        with contextlib.suppress(OSError):
            if not is_private(folder, ANY) and make_private(folder):
                remove(*folder.iterdir())  # anybody may have written them
        return cls(folder, root) if is_private(folder) else None

    @property
    def writable(self) -> bool:
        """Whether something can be put here."""
        return os.access(self.folder, os.W_OK | os.X_OK)

    @property
    def _record(self) -> Path:
        return self.folder / f"{self._name}{known.SUFFIX}"

    def of_key(self, key: str) -> Path:
        """Returns the folder of the library of a key."""
        return self.folder / f"{self._name}-{key[:24]}"

    def recorded(self) -> Record | None:
        """Returns what was noted last; None where there is nothing, or nothing whole."""
        try:
            return Record(*map(str, known.read_record(self._record)))
        except (OSError, ValueError, TypeError):
            pass
        return None

    def note(self, record: Record) -> None:
        """Notes what was found; raises `OSError`."""
        known.write_record(self._record, record)

    def new(self) -> Path:
        """Returns an empty folder in which a library can be made; raises `OSError`."""
        remove(*filter(_is_broken_off, self.folder.glob(f".*{_TEMPORARY}")))
        made = Path(tempfile.mkdtemp(prefix=f".{self._name}.", suffix=_TEMPORARY, dir=self.folder))
        with contextlib.suppress(OSError, ImportError):
            self._claim = _Claim(made)
        return made

    def put(self, made: Path, key: str) -> Path:
        """Puts what was made in its place, unless another process was faster, and returns that; raises `OSError`."""
        for parent, _, files in os.walk(made, topdown=False):
            for name in files:
                path = Path(parent) / name
                path.chmod(0o600)
                _sync(path)
            _sync(Path(parent))
        place = self.of_key(key)
        try:
            made.rename(place)
        except OSError:
            if not place.is_dir():
                raise
            remove(made)  # the other process made the same
        if self._claim is not None:
            self._claim.end()
            self._claim = None
        _sync(self.folder)
        self.sweep(key)
        return place

    def discard(self, key: str) -> None:
        """Takes a damaged library away."""
        _take_away(self.of_key(key))

    def sweep(self, key: str) -> None:
        """Removes the corpus's libraries but that of a key, those of corpora beyond the most, and what was broken off
        long ago.
        """
        current = self.of_key(key)
        with contextlib.suppress(OSError):
            records = sorted(self.folder.glob(f"*{known.SUFFIX}"), key=known.touched, reverse=True)
            others = [path.stem for path in records if path != self._record]
            names = {self._name, "rules", *others[: _MOST - 1]}
            for path in self.folder.iterdir():
                if path.name.endswith(_TEMPORARY):
                    unwanted = _is_broken_off(path)
                else:
                    owner = path.stem.partition("-")[0]
                    unwanted = owner not in names or (owner == self._name and path not in (current, self._record))
                if unwanted:
                    _take_away(path)


def _take_away(path: Path) -> None:
    """Removes a file or folder; what is half removed has another name."""
    aside = path.with_name(f".{path.name}.{os.getpid()}{_TEMPORARY}")
    with contextlib.suppress(OSError):
        path.rename(aside)
    remove(aside)


class _Claim:
    """Tells other processes, for as long as it lives, that a folder is being filled."""

    def __init__(self, folder: Path) -> None:
        """Raises `OSError` where there is no telling, and `BlockingIOError` where another process has said so."""
        import fcntl

        self._handle = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(self._handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(self._handle)
            raise

    def end(self) -> None:
        """Ends it; so does the end of the process, however that comes."""
        os.close(self._handle)


def _is_broken_off(folder: Path) -> bool:
    """Tells whether nobody will finish what was begun in a folder."""
    age = known.now() - known.touched(folder)
    try:
        _Claim(folder).end()
    except BlockingIOError:
        return False
    except (OSError, ImportError):  # where nothing can be claimed
        return age > _DAY
    return age > _MINUTE  # one that was just made is about to be claimed


def remove(*paths: Path) -> None:
    """Removes files, and folders with all that is in them, as far as that can be done."""
    for path in paths:
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    """Has a file or folder written to the disk, where the system can do that."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        import errno

        if error.errno not in (errno.EINVAL, errno.EBADF, errno.EACCES):
            raise
    finally:
        os.close(handle)
