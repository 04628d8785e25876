"""What serve.py measures serve beside: a stored model behind FastAPI, in the form of TensorFlow Serving's REST API.

    MODEL=model1.keras uvicorn --app-dir src/bench serve_app:app --port 8000 --workers 2 --no-access-log

One tf.function for any number of samples, called where the request is read: to hand it to a thread takes longer. Of
several processes each computes in one thread, as they share the cores.
"""
import os

os.environ.setdefault("KERAS_BACKEND", "tensorflow")

import keras
import numpy
import tensorflow as tf
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

tf.config.threading.set_intra_op_parallelism_threads(int(os.environ.get("THREADS", "0")))
model = keras.models.load_model(os.environ["MODEL"], compile=False)


@tf.function(input_signature=[tf.TensorSpec((None, *model.input_shape[1:]), tf.float32)])
def answer(samples):
    return model(samples, training=False)


answer(tf.zeros((1, *model.input_shape[1:])))
app = FastAPI()


@app.post("/v1/models/{name}:predict")
async def predict(name: str, request: Request):
    samples = numpy.asarray((await request.json())["instances"], numpy.float32)
    return JSONResponse({"predictions": answer(tf.constant(samples)).numpy().tolist()})
