"""Portraits for the demonstration's roster: silhouettes drawn here, of nobody."""

from io import BytesIO

from PIL import Image, ImageDraw

SIZE = (240, 320)
#: Drawn so many times larger and then made smaller, for smooth edges.
SCALE = 4
#: Ground, hair with coat, and face, in quiet colours.
TINTS = (
    ("#e3e9f0", "#6f7f91", "#b9c4d0"),
    ("#ece7df", "#857b6c", "#c9c1b5"),
    ("#e1ebe5", "#6a8074", "#b5c6bc"),
    ("#e9e4ee", "#7d7289", "#c3bbcc"),
)
COLLAR = ((98, 212), (142, 212), (120, 258))
Box = tuple[int, int, int, int]


def silhouette(place: int) -> bytes:
    """The portrait at a place of a roster, as JPEG: the tints go round."""
    ground, figure, face = TINTS[place % len(TINTS)]
    picture = Image.new("RGB", (SIZE[0] * SCALE, SIZE[1] * SCALE), ground)
    draw = ImageDraw.Draw(picture)
    draw.ellipse(_scaled((74, 56, 166, 160)), fill=figure)
    draw.rounded_rectangle(_scaled((102, 140, 138, 230)), 16 * SCALE, fill=face)
    draw.ellipse(_scaled((82, 78, 158, 182)), fill=face)
    draw.rounded_rectangle(_scaled((28, 212, 212, 420)), 72 * SCALE, fill=figure)
    draw.polygon([(x * SCALE, y * SCALE) for x, y in COLLAR], fill=face)
    out = BytesIO()
    picture.resize(SIZE, Image.Resampling.LANCZOS).save(out, "JPEG", quality=85)
    return out.getvalue()


def _scaled(box: Box) -> Box:
    left, top, right, bottom = box
    return (left * SCALE, top * SCALE, right * SCALE, bottom * SCALE)
