"""Two hundred drawn pictures in place of photographs: a scene before, during and after the works.

Drawn, because a photograph of a real street is somebody's street; shared, because practice needs no more.
"""

import hashlib
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from PIL import Image, ImageDraw

from .chance import Dice

WIDTH, HEIGHT = 480, 360
FOLDER = "photos"
_HORIZON = 150
_QUALITY = 62
# kind of photograph -> how the scene looks, and how many pictures a scene has of it
LOOKS = {"before": 7, "works": 4, "after": 4}
SCENES = (
    "road", "bridge", "drain", "wall", "water", "house", "field", "lamp", "hall", "school", "clinic",
    "park", "market",
)  # fmt: skip
_EXTRA = ("waste", 5)  # before only
LOOK_OF_KIND = {"problem": "before", "survey": "before", "progress": "works", "final": "after"}
Draw = ImageDraw.ImageDraw
Colour = tuple[int, int, int]
_EARTH: Colour = (160, 122, 84)
_GRASS: Colour = (122, 152, 88)
_CEMENT: Colour = (196, 194, 188)
_WATER: Colour = (104, 140, 160)
_WOOD: Colour = (122, 88, 58)
_BRICK: Colour = (176, 96, 70)
_WHITE: Colour = (240, 238, 230)


@dataclass(frozen=True, slots=True)
class Picture:
    """A file below MEDIA_ROOT."""

    file: str
    sha256: str
    width: int
    height: int


def draw_pictures(seed: int) -> dict[tuple[str, str], tuple[Picture, ...]]:
    """(scene, look) -> pictures, on the disk. The same seed draws the same bytes under the same names."""
    folder = Path(settings.MEDIA_ROOT, FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    wanted = [(scene, look, count) for scene in SCENES for look, count in LOOKS.items()]
    wanted.append((_EXTRA[0], "before", _EXTRA[1]))
    return {
        (scene, look): tuple(_kept(folder, _picture(seed, scene, look, number)) for number in range(count))
        for scene, look, count in wanted
    }


def pictures_of(
    drawn: dict[tuple[str, str], tuple[Picture, ...]], scene: str, kind: str
) -> tuple[Picture, ...]:
    """The pictures that fit a need and a kind of photograph."""
    look = LOOK_OF_KIND[kind]
    return drawn.get((scene, look)) or drawn["park", look]


def _kept(folder: Path, data: bytes) -> Picture:
    digest = hashlib.sha256(data).hexdigest()
    name = f"latihan-{digest[:32]}.webp"
    path = folder / name
    if not path.exists():
        path.write_bytes(data)
    return Picture(f"{FOLDER}/{name}", digest, WIDTH, HEIGHT)


def _picture(seed: int, scene: str, look: str, number: int) -> bytes:
    dice = Dice(seed, f"picture {scene} {look} {number}")
    image = Image.new("RGB", (WIDTH, HEIGHT))
    draw = ImageDraw.Draw(image)
    _land(draw, dice)
    _DRAWN[scene](draw, dice, look)
    if look == "works":
        _builders(draw, dice)
    _stamp(draw, dice)
    out = io.BytesIO()
    image.save(out, "WEBP", quality=_QUALITY, method=1)
    return out.getvalue()


def _land(draw: Draw, dice: Dice) -> None:
    warm = dice.between(0, 24)
    for y in range(_HORIZON + 30):
        share = y / (_HORIZON + 30)
        draw.line(
            [(0, y), (WIDTH, y)],
            fill=(int(150 + 70 * share) + warm // 2, int(186 + 42 * share), int(214 + 20 * share) - warm),
        )
    for depth in (0, 1):
        base = _HORIZON - 16 + depth * 14
        ridge = [(x, base - dice.between(0, 46 - depth * 22)) for x in range(-40, WIDTH + 80, 60)]
        draw.polygon([(-40, HEIGHT), *ridge, (WIDTH + 80, HEIGHT)], fill=_shade((96, 128, 104), -depth * 14))
    draw.rectangle([0, _HORIZON + 10, WIDTH, HEIGHT], fill=_shade(_GRASS, dice.between(-12, 12)))
    for _ in range(dice.between(3, 6)):
        _tree(draw, dice, dice.between(0, WIDTH), _HORIZON + dice.between(6, 34))


def _tree(draw: Draw, dice: Dice, x: int, y: int) -> None:
    size = dice.between(16, 34)
    draw.rectangle([x - 2, y - size, x + 2, y], fill=_WOOD)
    green = _shade((72, 112, 64), dice.between(-14, 18))
    draw.ellipse([x - size // 2, y - size - size // 2, x + size // 2, y - size // 3], fill=green)


def _road(draw: Draw, dice: Dice, look: str) -> None:
    middle = dice.between(190, 290)
    colour = {"before": _shade(_EARTH, -8), "works": _shade(_EARTH, 14), "after": _CEMENT}[look]
    far = dice.between(18, 30)
    draw.polygon(
        [(middle - far, _HORIZON + 12), (middle + far, _HORIZON + 12), (WIDTH - 60, HEIGHT), (60, HEIGHT)],
        fill=colour,
    )
    if look == "before":
        for _ in range(dice.between(5, 9)):
            x, y = dice.between(150, 330), dice.between(_HORIZON + 60, HEIGHT - 20)
            wide = dice.between(14, 44)
            draw.ellipse([x, y, x + wide, y + wide // 3], fill=_shade(_WATER, -18))
    if look == "after":
        for y in range(_HORIZON + 40, HEIGHT, 46):
            share = (y - _HORIZON) / (HEIGHT - _HORIZON)
            draw.line(
                [(middle - 150 * share, y), (middle + 150 * share, y)], fill=_shade(_CEMENT, -26), width=2
            )


def _bridge(draw: Draw, dice: Dice, look: str) -> None:
    draw.polygon([(0, 238), (WIDTH, 222), (WIDTH, 320), (0, 330)], fill=_shade(_WATER, dice.between(-10, 14)))
    deck = {"before": _WOOD, "works": _shade(_CEMENT, -30), "after": _CEMENT}[look]
    draw.polygon([(190, 170), (286, 170), (330, HEIGHT), (146, HEIGHT)], fill=deck)
    for y in range(178, HEIGHT, 22):
        if look == "before" and dice.random() < 0.35:
            draw.rectangle([176 - y // 12, y, 302 + y // 12, y + 12], fill=_shade(_WATER, -30))
    rail = _shade(deck, -40)
    draw.line([(190, 160), (146, HEIGHT - 40)], fill=rail, width=6)
    draw.line([(286, 160), (330, HEIGHT - 40)], fill=rail, width=6)


def _drain(draw: Draw, dice: Dice, look: str) -> None:
    edge = _CEMENT if look != "before" else _shade(_EARTH, -20)
    draw.polygon([(150, _HORIZON + 20), (260, _HORIZON + 20), (340, HEIGHT), (70, HEIGHT)], fill=edge)
    fill = _shade(_WATER, -30) if look == "before" else _shade(_WATER, 18)
    draw.polygon([(178, _HORIZON + 26), (236, _HORIZON + 26), (286, HEIGHT), (124, HEIGHT)], fill=fill)
    if look == "before":
        for _ in range(dice.between(10, 22)):
            x, y = dice.between(130, 270), dice.between(_HORIZON + 50, HEIGHT - 10)
            draw.rectangle([x, y, x + 10, y + 6], fill=_shade((200, 190, 120), dice.between(-60, 40)))


def _wall(draw: Draw, dice: Dice, look: str) -> None:
    draw.polygon([(0, 150), (330, 210), (380, HEIGHT), (0, HEIGHT)], fill=_shade(_EARTH, -6))
    if look == "before":
        for _ in range(7):
            x = dice.between(40, 330)
            draw.line([(x, 190), (x + dice.between(-30, 40), 320)], fill=_shade(_EARTH, -50), width=4)
        return
    for row, y in enumerate(range(206, 206 + (70 if look == "works" else 150), 26)):
        for x in range(0, 380, 44):
            at = x - (22 if row % 2 else 0)
            draw.rectangle(
                [at, y, at + 42, y + 24],
                fill=_shade(_CEMENT, dice.between(-34, -8)),
                outline=_shade(_CEMENT, -60),
            )


def _water(draw: Draw, dice: Dice, look: str) -> None:
    if look == "after":
        draw.rectangle([206, 150, 274, 300], fill=_shade(_CEMENT, -20))
        draw.rounded_rectangle([190, 84, 290, 160], 16, fill=(64, 112, 158))
        draw.line([(274, 260), (340, 260), (340, 292)], fill=(90, 90, 96), width=6)
        return
    draw.ellipse([160, 240, 320, 320], fill=_shade(_CEMENT, -36))
    draw.ellipse([178, 250, 302, 308], fill=_shade(_WATER, -50) if look == "works" else _shade(_EARTH, -50))
    for x in (120, 336, 366):
        draw.rectangle([x, 280, x + 26, 318], fill=_shade((210, 160, 60), dice.between(-30, 20)))


def _building(draw: Draw, dice: Dice, look: str, wall: Colour, roof: Colour, wide: int) -> tuple[int, int]:
    left, top = WIDTH // 2 - wide // 2, 168
    colour = wall if look == "after" else _shade(wall, -34)
    draw.rectangle([left, top, left + wide, 308], fill=colour)
    if look != "works":
        sag = dice.between(8, 20) if look == "before" else 0
        draw.polygon([(left - 22, top), (WIDTH // 2, top - 66 + sag), (left + wide + 22, top)], fill=roof)
    else:
        for x in range(left, left + wide, 30):
            draw.line([(x, top), (WIDTH // 2, top - 62)], fill=_WOOD, width=4)
    if look == "before":
        for _ in range(4):
            x = dice.between(left, left + wide - 20)
            draw.line([(x, top + 10), (x + dice.between(-16, 16), 300)], fill=_shade(colour, -40), width=2)
    return left, top


def _house(draw: Draw, dice: Dice, look: str) -> None:
    wall = _WHITE if look == "after" else _shade(_WOOD, 30)
    left, _top = _building(draw, dice, look, wall, _BRICK, 190)
    draw.rectangle([left + 26, 226, left + 66, 308], fill=_WOOD)
    draw.rectangle([left + 110, 216, left + 160, 256], fill=_shade(_WATER, 30))


def _hall(draw: Draw, dice: Dice, look: str) -> None:
    left, _top = _building(draw, dice, look, _WHITE, (120, 70, 60), 300)
    for x in range(left + 20, left + 290, 56):
        draw.rectangle([x, 190, x + 12, 308], fill=_shade(_CEMENT, -20))


def _school(draw: Draw, dice: Dice, look: str) -> None:
    left, _top = _building(draw, dice, look, (236, 226, 196), _BRICK, 320)
    for x in range(left + 18, left + 300, 62):
        draw.rectangle([x, 206, x + 40, 250], fill=_shade(_WATER, 24))
    draw.line([(84, 120), (84, 300)], fill=(110, 110, 110), width=3)
    draw.rectangle([86, 122, 124, 134], fill=(200, 40, 40))
    draw.rectangle([86, 134, 124, 146], fill=(250, 250, 250))


def _clinic(draw: Draw, dice: Dice, look: str) -> None:
    left, _top = _building(draw, dice, look, _WHITE, (70, 128, 104), 220)
    draw.rectangle([left + 100, 190, left + 120, 240], fill=(44, 140, 96))
    draw.rectangle([left + 85, 205, left + 135, 225], fill=(44, 140, 96))


def _field(draw: Draw, dice: Dice, look: str) -> None:
    green = {"before": (176, 158, 96), "works": (150, 130, 88), "after": (120, 170, 74)}[look]
    for row, y in enumerate(range(_HORIZON + 20, HEIGHT, 34)):
        draw.rectangle([0, y, WIDTH, y + 28], fill=_shade(green, dice.between(-10, 10) - row * 2))
    water = _shade(_WATER, 10) if look == "after" else _shade(_EARTH, -26)
    draw.polygon([(230, _HORIZON + 14), (250, _HORIZON + 14), (320, HEIGHT), (200, HEIGHT)], fill=water)


def _lamp(draw: Draw, dice: Dice, look: str) -> None:
    _road(draw, dice, "after")
    draw.rectangle([330, 60, 336, 300], fill=(90, 94, 100))
    draw.line([(333, 64), (290, 52)], fill=(90, 94, 100), width=5)
    lit = (255, 226, 120) if look == "after" else (120, 120, 120)
    draw.ellipse([276, 46, 296, 60], fill=lit)
    if look == "before":
        shadow = Image.new("RGB", (WIDTH, HEIGHT), (18, 26, 44))
        picture = draw._image
        picture.paste(Image.blend(picture, shadow, 0.55))


def _park(draw: Draw, dice: Dice, look: str) -> None:
    ground = _shade(_GRASS, 16) if look == "after" else _shade(_EARTH, 10)
    draw.ellipse([40, 210, 440, 350], fill=ground)
    if look != "before":
        draw.line([(140, 300), (200, 200), (260, 300)], fill=(180, 60, 50), width=6)
        draw.line([(200, 200), (330, 200), (330, 300)], fill=(60, 90, 150), width=6)
        draw.line([(250, 200), (250, 270)], fill=(80, 80, 80), width=2)
    else:
        for _ in range(4):
            x = dice.between(90, 380)
            draw.ellipse(
                [x, dice.between(250, 300), x + 60, dice.between(310, 330)], fill=_shade(_WATER, -20)
            )


def _market(draw: Draw, dice: Dice, look: str) -> None:
    for number, x in enumerate(range(40, 420, 100)):
        cloth = ((200, 90, 70), (70, 120, 150), (210, 170, 70), (100, 150, 90))[number % 4]
        cloth = cloth if look == "after" else _shade(cloth, -40)
        draw.polygon([(x, 190), (x + 90, 190), (x + 100, 220), (x - 10, 220)], fill=cloth)
        draw.rectangle([x, 260, x + 90, 300], fill=_WOOD)
        for fruit in range(6):
            spot = x + 6 + fruit * 14
            draw.ellipse([spot, 248, spot + 12, 262], fill=_shade((220, 120, 60), dice.between(-60, 30)))
    if look == "before":
        draw.ellipse([120, 316, 330, 346], fill=_shade(_WATER, -24))


def _waste(draw: Draw, dice: Dice, _look: str) -> None:
    for _ in range(130):
        x = int(dice.gauss(240, 80))
        y = 320 - int(abs(dice.gauss(0, 46)))
        colour = dice.choice(((210, 210, 214), (90, 130, 170), (200, 80, 60), (220, 190, 80), (90, 90, 90)))
        draw.rectangle([x, y, x + dice.between(6, 18), y + dice.between(5, 14)], fill=colour)


def _builders(draw: Draw, dice: Dice) -> None:
    for _ in range(dice.between(2, 3)):
        x, y = dice.between(60, 420), dice.between(270, 320)
        draw.ellipse([x - 5, y - 46, x + 7, y - 34], fill=(240, 200, 60))
        draw.rectangle([x - 7, y - 34, x + 9, y - 8], fill=(230, 110, 40))
        draw.line([(x - 3, y - 8), (x - 5, y + 12)], fill=(50, 60, 80), width=5)
        draw.line([(x + 5, y - 8), (x + 7, y + 12)], fill=(50, 60, 80), width=5)


def _stamp(draw: Draw, dice: Dice) -> None:
    """As phones do it; it also says at a glance that this is no photograph."""
    draw.rectangle([0, HEIGHT - 20, 140, HEIGHT], fill=(20, 24, 30))
    draw.text((6, HEIGHT - 16), f"gambar simulasi {dice.between(1, 999):03d}", fill=(240, 240, 240))


def _shade(colour: Colour, by: int) -> Colour:
    red, green, blue = (max(0, min(255, part + by)) for part in colour)
    return red, green, blue


_DRAWN: dict[str, Callable[[Draw, Dice, str], None]] = {
    "road": _road, "bridge": _bridge, "drain": _drain, "wall": _wall, "water": _water, "house": _house,
    "field": _field,
    "lamp": _lamp, "hall": _hall, "school": _school, "clinic": _clinic, "park": _park, "market": _market,
    "waste": _waste,
}  # fmt: skip
