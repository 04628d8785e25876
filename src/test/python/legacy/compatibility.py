"""Makes Keras 1.2.2 and 2.2.4 run on Python 3.11 and TensorFlow 2: imported before them."""
import collections
import collections.abc
import inspect
import sys

import numpy as np
import tensorflow.compat.v1 as tf
from tensorflow.python.framework import ops
from tensorflow.python.ops import control_flow_ops, resource_variable_ops

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
control_flow_ops.while_loop = tf.while_loop
control_flow_ops.cond = tf.cond
# Keras 1 asks in this way whether there is a bias.
resource_variable_ops.BaseResourceVariable.__bool__ = lambda variable: True
sys.modules["tensorflow"] = tf
# TensorFlow has loaded the Keras that it belongs to.
for name in [n for n in sys.modules if n.split(".")[0] == "keras"]:
    del sys.modules[name]


class CountedLater:
    """A step count that is read before it is counted up, which Keras 1 leaves to chance."""

    def __init__(self, variable):
        self.variable = variable
        self.before = tf.identity(variable)

    def __add__(self, number):
        return self.before + number


def settle(keras):
    """Makes the Adam of Keras 1 take the same steps every time."""
    backend = keras.backend
    update_add = backend.update_add
    get_updates = keras.optimizers.Adam.get_updates

    def settled_add(x, number):
        if not isinstance(x, CountedLater):
            return update_add(x, number)
        with tf.control_dependencies([x.before]):
            return update_add(x.variable, number)

    def settled_updates(self, *args):
        variable = self.iterations
        self.iterations = CountedLater(variable)
        updates = get_updates(self, *args)
        self.iterations = variable
        self.weights[0] = variable
        return updates

    backend.update_add = settled_add
    keras.optimizers.Adam.get_updates = settled_updates
