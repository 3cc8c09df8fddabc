"""Copy the few named browser files out of node_modules, with the import map and its CSP hash.

Nothing of it is kept in git, and nothing depends on it: without Node the pages run without htmx and font.
"""

import base64
import hashlib
import json
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
TARGET = Path(__file__).resolve().parent / "static" / "vendor"
STATIC_URL = "/static/vendor/"
_MAP = "import-map.json"
_FONT = "@fontsource-variable/plus-jakarta-sans"


@dataclass(frozen=True, slots=True)
class VendorFile:
    """One file of one package, and the SHA-256 it must have: a changed file is refused, not served."""

    package: str
    source: str
    sha256: str
    # The bare name under which browser modules import it; empty for what is not a module.
    module: str = ""


FILES = (
    VendorFile(
        "htmx.org",
        "dist/htmx.min.js",
        "d6fdc75f204e6bdefa99b69bf1e6d4ac69b8a364f77929f45c13476b4000f717",
        module="htmx.org",
    ),
    VendorFile("htmx.org", "LICENSE", "d3d2456f76414f2456104660ebd65aff1c04cd7966b942bdabd63f3cdb316a38"),
    VendorFile(
        _FONT,
        "files/plus-jakarta-sans-latin-wght-normal.woff2",
        "153fc85b70298beeb1d61a5f723331649e7f23bb77302a66e61cb3e2fbdb5e79",
    ),
    VendorFile(
        _FONT,
        "files/plus-jakarta-sans-latin-ext-wght-normal.woff2",
        "38e3b8fd8045048eb311d90170a4429ed2c8f405852dc3d91b5af8452758703f",
    ),
    VendorFile(_FONT, "LICENSE", "e07fd1167c2aaaa6fb965dd66e1e73b13c9c95b76b2d648b6e938780f30b37af"),
)

# Letters of Indonesian and English first; names from elsewhere load the second file only when they occur.
_FACES = (
    (
        "latin-ext",
        "U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+20A0-20C0",
    ),
    (
        "latin",
        "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2190-2193,U+2212",
    ),
)

_SENTENCES = {
    "missing": {
        "id": "vendor: node_modules tidak ada: tanpa htmx dan fon, semua halaman tetap berjalan.",
        "en": "vendor: no node_modules: no htmx and no font, but every page works all the same.",
    },
    "changed": {
        "id": "vendor: {path} bukan berkas yang tercatat; jalankan `npm ci --ignore-scripts` lagi.",
        "en": "vendor: {path} is not the file on record; run `npm ci --ignore-scripts` again.",
    },
    "done": {
        "id": "vendor: {n} berkas disalin.",
        "en": "vendor: {n} files copied.",
    },
}


class ImportMap(str):
    """Our own JSON, which must stand in its <script> to the byte, because the CSP names its hash."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class ChangedFileError(Exception):
    """A file in node_modules is not the one whose checksum is written here."""


def copy(root: Path = ROOT, target: Path = TARGET, files: tuple[VendorFile, ...] = FILES) -> int:
    """Fill the vendor folder anew and return the number of files; 0 when there is no node_modules."""
    modules = root / "node_modules"
    if not all((modules / file.package).is_dir() for file in files):
        return 0
    versions = json.loads((root / "package.json").read_text(encoding="utf-8"))["dependencies"]
    contents = {file: (modules / file.package / file.source).read_bytes() for file in files}
    for file, content in contents.items():
        if hashlib.sha256(content).hexdigest() != file.sha256:
            raise ChangedFileError(f"{file.package}/{file.source}")
    shutil.rmtree(target, ignore_errors=True)
    places = {
        file: f"{_folder(file.package, versions[file.package])}/{Path(file.source).name}" for file in files
    }
    for file, content in contents.items():
        path = target / places[file]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    imports = {file.module: STATIC_URL + places[file] for file in files if file.module}
    (target / "fonts.css").write_text(_fonts_css(versions[_FONT]), encoding="utf-8")
    (target / _MAP).write_text(_script_json({"imports": imports}), encoding="utf-8")
    _read.cache_clear()
    return len(files)


def import_map() -> str:
    """The import map for the head of each page, or "" where nothing is vendored."""
    return _read(TARGET)


def import_map_hash() -> str:
    """What script-src must allow for that one inline script ("'sha256-...'"), or ""."""
    text = import_map()
    if not text:
        return ""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def main(lang: str = "id") -> int:
    """The command `rembuk vendor`: 0 also without node_modules, 1 when a file is not the one on record."""
    try:
        copied = copy()
    except ChangedFileError as changed:
        sys.stderr.write(_SENTENCES["changed"][lang].format(path=changed) + "\n")
        return 1
    sentence = _SENTENCES["done" if copied else "missing"][lang]
    sys.stdout.write(sentence.format(n=copied) + "\n")
    return 0


@cache
def _read(target: Path) -> ImportMap:
    path = target / _MAP
    return ImportMap(path.read_text(encoding="utf-8") if path.exists() else "")


def _folder(package: str, version: str) -> str:
    return f"{package.rpartition('/')[2]}@{version}"


def _script_json(value: object) -> str:
    """JSON that cannot end the script element it stands in."""
    return json.dumps(value, separators=(",", ":"), sort_keys=True).replace("<", "\\u003c")


def _fonts_css(version: str) -> str:
    folder = _folder(_FONT, version)
    faces = (
        '@font-face{font-family:"Plus Jakarta Sans";font-weight:200 800;font-display:optional;'
        f'src:url("{folder}/plus-jakarta-sans-{part}-wght-normal.woff2") format("woff2");'
        f"unicode-range:{letters}}}\n"
        for part, letters in _FACES
    )
    return "".join(faces)
