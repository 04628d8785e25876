"""Writes the pictures beside this file, and expected.csv: what Pillow makes of them.

Pillow 13 at times resizes the rows before the columns, which rounds some pixels the other way.

pip install pillow==11.3.0 && python generate.py
"""
import csv
from pathlib import Path

from PIL import Image

HERE = Path(__file__).parent


def level(x, y, c):
    return (37 * x + 59 * y + 101 * c + x * y * (c + 3)) % 256


def picture(mode, width, height):
    image = Image.new(mode, (width, height))
    bands = len(image.getbands())
    for y in range(height):
        for x in range(width):
            values = tuple(level(x, y, c) for c in range(bands))
            image.putpixel((x, y), values if bands > 1 else values[0])
    return image


def pixels(image, height, width, channels):
    """As keras.utils.load_img(interpolation="bilinear"): the mode first, then the size."""
    image = image.convert("L" if channels == 1 else "RGB")
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.BILINEAR)
    return image.tobytes().hex()


picture("L", 13, 9).save(HERE / "grey.png")
picture("RGB", 11, 14).save(HERE / "colour.png")
picture("RGB", 6, 5).save(HERE / "colour.bmp")
picture("RGB", 8, 7).quantize(16).save(HERE / "palette.gif")
picture("L", 10, 10).point(lambda v: 255 * (v > 127)).convert("1").save(HERE / "bits.png")

with open(HERE / "expected.csv", "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "height", "width", "channels", "hex"])
    for name in ["grey.png", "colour.png", "colour.bmp", "palette.gif", "bits.png"]:
        with Image.open(HERE / name) as image:
            sizes = [(image.height, image.width), (4, 5), (20, 12), (5, 28), (1, 1)]
            for height, width in sizes:
                for channels in (1, 3):
                    row = [name, height, width, channels]
                    table.writerow(row + [pixels(image, height, width, channels)])
