"""File names as Keras's ModelCheckpoint fills them: by Python's str.format, epochs whole, figures fractions.

Python also writes a whole number as the character that it counts (c); Cornu refuses that.
"""
import random

EPOCHS = [1, 7, 12, 255, 70000, 1234567]
FIGURES = [0.0, -0.0, 1.0, 0.125, 0.375, 2.675, 0.5, 1.5, 2.5, 10.0, 99.995, 1234.5678, 1e-5, 0.0001, 0.00012345, 1e15, 1e16,
           123456789.125, -0.04, -17.25, 5e-324, 1e22, 0.1 + 0.2, 0.6931471824645996,
           float("nan"), float("inf"), float("-inf")]
USUAL = ["", "02", "02d", "03d", ">3d", "<4", "^5d", "0>4", "*^7", "+d", " d", "x", "#x", "#06b", "o", "X", "_b", ",", "010,", "08,",
         "_d", "n", "e", ".2f", ".3f", ".4f", ".2e", ".3g", "g", ".3", ".2%", "%", ".0f", "#.0f", ".0e", "#g", "#.3g", "G", "E", "F",
         "8.3f", "08.3f", "+.2f", " .2f", "z.1f", "z+.0f", "_.2f", ",.2f", "010,.2f", "=+10.1f", "<010", "^010.2f", "0=10", ".0", ".1",
         "#", "#.2", ".17g", ".20f", "\u00e9>6", "x<+9_d"]
REFUSED = ["d", "s", "r", "q", ".3d", "zd", "z", ",n", "_n", ",x", ".f", "5.", "d5", "5d5", ",_d", "__d", "02d ", "-+d", "!r", "5,5", ".3_f"]


def spec(draw):
    fill, align = draw.choice([("", ""), ("", "<"), ("", ">"), ("", "^"), ("", "="), ("*", "^"), ("0", ">"), ("0", "="), (" ", "=")])
    return "".join([fill, align, draw.choice(["", "+", "-", " "]), draw.choice(["", "", "z"]), draw.choice(["", "", "#"]),
                    draw.choice(["", "0"]), draw.choice(["", "3", "8", "15"]), draw.choice(["", "", ",", "_"]),
                    draw.choice(["", "", ".0", ".1", ".3", ".12"]), draw.choice(["", *"bdoxXneEfFgG%"])])


def filled(template, **figures):
    try:
        return template.format(**figures)
    except ValueError:
        return None


def names():
    draw = random.Random(2017)
    specs = USUAL + REFUSED + [spec(draw) for _ in range(150)]
    for text in dict.fromkeys(specs):
        template = "{epoch:%s}" % text
        yield {"name": template, "values": [str(epoch) for epoch in EPOCHS],
               "texts": [filled(template, epoch=epoch) for epoch in EPOCHS]}
        template = "{loss:%s}" % text
        yield {"name": template, "values": [repr(loss) for loss in FIGURES],
               "texts": [filled(template, loss=loss) for loss in FIGURES]}
