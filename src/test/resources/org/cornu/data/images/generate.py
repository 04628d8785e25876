"""Writes the pictures beside this file, and expected.csv: what Pillow makes of them.

Pillow 13 at times resizes the rows before the columns, which rounds some pixels the other way.

pip install pillow==11.3.0 && python generate.py
"""
import csv
import struct
import zlib
from pathlib import Path

from PIL import Image, ImageOps

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
    """As keras.utils.load_img(interpolation="bilinear"): the mode first, then the size; upright."""
    image = ImageOps.exif_transpose(image)
    image = image.convert("L" if channels == 1 else "RGB")
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.BILINEAR)
    return image.tobytes().hex()


def levels(image, height, width):
    """Of a grey image of 16 bits, two bytes each, the higher first."""
    if image.size != (width, height):
        image = image.resize((width, height), Image.Resampling.BILINEAR)
    return struct.pack(f">{height * width}H", *image.getdata()).hex()


def oriented(orientation):
    exif = Image.Exif()
    exif[0x0112] = orientation
    return exif


def smooth(mode, width, height):
    """What a JPEG keeps well: each band a slope of its own."""
    image = Image.new(mode, (width, height))
    for y in range(height):
        for x in range(width):
            image.putpixel((x, y), tuple((20 * x + 31 * y + 70 * c) % 256 for c in range(len(mode))))
    return image


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def save_deep_colour(path, width, height):
    """A PNG of 16 bits in red, green and blue, which Pillow does not write."""
    rows = b"".join(
        b"\0" + struct.pack(f">{3 * width}H", *((9973 * (x + 7 * y) + 21001 * c) % 65536
                                               for x in range(width) for c in range(3)))
        for y in range(height))
    header = struct.pack(">IIBBBBB", width, height, 16, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
                     + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


NAMES = ["grey.png", "colour.png", "colour.bmp", "palette.gif", "bits.png"]
picture("L", 13, 9).save(HERE / "grey.png")
picture("RGB", 11, 14).save(HERE / "colour.png")
picture("RGB", 6, 5).save(HERE / "colour.bmp")
picture("RGB", 8, 7).quantize(16).save(HERE / "palette.gif")
picture("L", 10, 10).point(lambda v: 255 * (v > 127)).convert("1").save(HERE / "bits.png")


inks = smooth("CMYK", 10, 9)
inks.save(HERE / "cmyk.jpg", quality=95, subsampling=0)
# Adobe's segment says how the four components are to be taken: 0 for inks, 2 for luma and chroma.
adobe = (HERE / "cmyk.jpg").read_bytes()
at = adobe.index(b"Adobe") + 11
(HERE / "ycck.jpg").write_bytes(adobe[:at] + b"\2" + adobe[at + 1:])
NAMES += ["cmyk.jpg", "ycck.jpg"]
for level_of_grey in (32, 64, 128, 192):
    name = f"cmyk-grey-{level_of_grey}.jpg"
    Image.new("RGB", (8, 8), (level_of_grey,) * 3).convert("CMYK").save(HERE / name)
    NAMES.append(name)
for orientation in range(1, 9):
    name = f"exif-{orientation}"
    smooth("RGB", 11, 7).save(
        HERE / f"{name}.jpg", quality=95, subsampling=0, exif=oriented(orientation))
    picture("RGB", 4, 3).save(HERE / f"{name}.png", exif=oriented(orientation))
    picture("L", 4, 3).save(HERE / f"{name}-grey.png", exif=oriented(orientation))
    NAMES += [f"{name}.jpg", f"{name}.png", f"{name}-grey.png"]

deep = Image.new("I;16", (9, 8))
for y in range(8):
    for x in range(9):
        deep.putpixel((x, y), (9973 * x + 1009 * y + 17 * x * y) % 65536)
deep.save(HERE / "deep.png")
save_deep_colour(HERE / "deep-colour.png", 3, 2)

with open(HERE / "expected.csv", "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "height", "width", "channels", "hex"])
    for name in NAMES:
        with Image.open(HERE / name) as image:
            if NAMES.index(name) < 5:
                sizes = [(image.height, image.width), (4, 5), (20, 12), (5, 28), (1, 1)]
            else:
                upright = ImageOps.exif_transpose(image)
                sizes = [(upright.height, upright.width), (3, 2)]
            for height, width in sizes:
                for channels in (1, 3):
                    row = [name, height, width, channels]
                    table.writerow(row + [pixels(image, height, width, channels)])

with open(HERE / "expected-deep.csv", "w", newline="") as out:
    table = csv.writer(out, lineterminator="\n")
    table.writerow(["file", "height", "width", "hex"])
    with Image.open(HERE / "deep.png") as image:
        for height, width in [(8, 9), (3, 2), (20, 12), (5, 28), (1, 1)]:
            table.writerow(["deep.png", height, width, levels(image, height, width)])
