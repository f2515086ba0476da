"""The bundled process templates, as text; what they mean is the rules' business."""

from importlib.resources import files

_FOLDER = files("content").joinpath("processes")
_ENDING = ".toml"


def template_keys() -> tuple[str, ...]:
    """Return the keys of all bundled templates in alphabetical order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


def template_source(key: str) -> tuple[str, str]:
    """Return file name and TOML text of a bundled template; raises KeyError for any other key."""
    if key not in template_keys():
        raise KeyError(key)
    name = f"{key}{_ENDING}"
    return name, _FOLDER.joinpath(name).read_text("utf-8")
