"""Places as numbers and pictures: points as one integer, repaired borders, SVG paths, who lies where."""

from rembuk.algorithms.tiles.drawing import Frame, fit, simplify, svg_path
from rembuk.algorithms.tiles.generated import land, partition, scatter, voronoi
from rembuk.algorithms.tiles.geometry import (
    Finding,
    Reading,
    UnusableGeometryError,
    area_km2,
    bounds,
    from_geojson,
    merge,
    read_geometry,
    representative_point,
    to_geojson,
)
from rembuk.algorithms.tiles.locating import Certainty, Located, PointIndex
from rembuk.algorithms.tiles.morton import box_ranges, decode, encode, encode_many

__all__ = [
    "Certainty",
    "Finding",
    "Frame",
    "Located",
    "PointIndex",
    "Reading",
    "UnusableGeometryError",
    "area_km2",
    "bounds",
    "box_ranges",
    "decode",
    "encode",
    "encode_many",
    "fit",
    "from_geojson",
    "land",
    "merge",
    "partition",
    "read_geometry",
    "representative_point",
    "scatter",
    "simplify",
    "svg_path",
    "to_geojson",
    "voronoi",
]
