"""Makes a model of two weights of 2.2 GB each, or checks one: python make_large_model.py [check] FILE...

Each FILE ends in .keras, .weights.h5 or .h5; beside them stands large.json with answers. Takes 12 GB of
memory. The .h5 comes last: saving it takes the optimizer out of what Keras writes afterwards.
"""
import json
import sys
from pathlib import Path

import keras
import numpy as np

ROWS = 138_000_000
X = np.array([[0, 1, ROWS - 1], [ROWS // 2, ROWS // 3, 5], [ROWS - 2, ROWS - 3, 134_217_728]], "int32")


def table(period):
    """Rows of 4 numbers: 0 to period - 1, again and again."""
    values = np.empty(ROWS * 4, "float32")
    some = np.tile(np.arange(period, dtype="float32"), 4096)
    for at in range(0, len(values), len(some)):
        values[at : at + len(some)] = some[: len(values) - at]
    return values.reshape(ROWS, 4)


def made():
    ids = keras.Input((3,), dtype="int32", name="ids")
    tables = [
        keras.layers.Embedding(ROWS, 4, embeddings_initializer="zeros", name=name)(ids)
        for name in ("first", "second")
    ]
    y = keras.layers.Dense(2)(keras.layers.Flatten()(keras.layers.Add()(tables)))
    model = keras.Model(ids, y)
    for name, period in (("first", 1009), ("second", 1010)):
        model.get_layer(name).embeddings.assign(table(period))
    model.compile(keras.optimizers.SGD(0.01), "mse")
    return model


def main():
    if sys.argv[1] == "check":
        for file in sys.argv[2:]:
            answers = json.loads(Path(file).with_name("large.json").read_text())
            model = keras.saving.load_model(file)
            np.testing.assert_allclose(model.predict(X, verbose=0), answers["y"], rtol=1e-6)
        return
    model = made()
    answers = {"x": X.tolist(), "y": model.predict(X, verbose=0).tolist()}
    Path(sys.argv[1]).with_name("large.json").write_text(json.dumps(answers))
    for file in sys.argv[1:]:
        if file.endswith(".weights.h5"):
            model.save_weights(file)
        else:
            model.save(file)


if __name__ == "__main__":
    main()
