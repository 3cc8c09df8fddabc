"""Static files under hashed names, the imports inside browser modules too."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A page names the very version it was made with, so a browser may keep a file for ever."""

    support_js_module_import_aggregation = True
