"""Makes Keras 1.2.2 and 2.2.4 run on Python 3.11 and TensorFlow 2: imported before them."""
import collections
import collections.abc
import inspect
import sys

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.framework import ops

for name in ("Iterable", "Mapping", "Sequence", "Callable"):
    setattr(collections, name, getattr(collections.abc, name))

ArgSpec = collections.namedtuple("ArgSpec", "args varargs keywords defaults")


def getargspec(function):
    spec = inspect.getfullargspec(function)
    return ArgSpec(spec.args, spec.varargs, spec.varkw, spec.defaults)


inspect.getargspec = getargspec
for name, kind in (("int", int), ("float", float), ("bool", bool), ("object", object)):
    if name not in np.__dict__:
        setattr(np, name, kind)

tf.disable_v2_behavior()
# Variables of the old kind can be read after the step that they are read for has moved them.
tf.enable_resource_variables()
ops._TensorLike = (tf.Tensor, tf.Variable, tf.SparseTensor)
ops.is_dense_tensor_like = lambda value: False
sys.modules["tensorflow"] = tf
# TensorFlow has loaded the Keras that it belongs to.
for name in [n for n in sys.modules if n.split(".")[0] == "keras"]:
    del sys.modules[name]
