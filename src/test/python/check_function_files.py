"""Whether Keras opens what Cornu wrote of nets with functions as nodes, and predicts the same.

check_function_files.py FOLDER: each NAME_again.keras there, beside NAME.json with an input and predictions.
"""
import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "tensorflow"

import keras
import numpy as np


def array(described):
    return np.array(described["data"], "float32").reshape(described["shape"])


def main(folder):
    files = sorted(folder.glob("*_again.keras"))
    for file in files:
        golden = json.loads((folder / file.name.replace("_again.keras", ".json")).read_text())
        model = keras.models.load_model(file)
        predictions = model.predict(array(golden["input"]), verbose=0)
        np.testing.assert_allclose(predictions, array(golden["predictions"]), rtol=1e-5, atol=1e-5, err_msg=file.name)
    print(f"{len(files)} files")


main(Path(sys.argv[1]))
