"""Nets that are more than a chain, small ones, for every generation of Keras.

A case is a function of Words that gives its model and what compile() gets; its labels are in data.py.
Layers have Keras's own names where nobody needs to find them. No bias stands before a normalization:
its gradient would be nothing but rounding.
"""
IMAGE = (6, 6, 1)


def residual(w):
    """A block with two convolutions and the way around it."""
    x = start = w.input(*IMAGE)
    x = w.conv(4, 3, padding="same", activation="relu")(x)
    y = w.conv(4, 3, padding="same", use_bias=False)(x)
    y = w.norm(momentum=0.9)(y)
    y = w.activation("relu")(y)
    y = w.conv(4, 3, padding="same", use_bias=False)(y)
    y = w.norm(momentum=0.9)(y)
    x = w.merge("Add", [x, y])
    x = w.flatten()(w.activation("relu")(x))
    model = w.model(start, w.dense(3, activation="softmax")(x))
    return model, dict(optimizer=w.sgd(0.02, 0.9), loss="categorical_crossentropy", metrics=["accuracy"])


def twins(w):
    """One dense layer for both inputs, and the cosine between."""
    left, right = w.input(5, name="left"), w.input(5, name="right")
    tower = w.dense(4, activation="relu", name="tower")
    near = w.merge("Dot", [tower(left), tower(right)], axes=1, normalize=True, name="cosine")
    if w.one:  # whose cosine has an axis more
        near = w.flatten()(near)
    model = w.model([left, right], w.dense(1, activation="sigmoid", name="same")(near))
    return model, dict(optimizer=w.adam(0.01), loss="binary_crossentropy", metrics=["accuracy"])


def twins_bn(w):
    """A nested Sequential called twice; each step moves its moving averages twice."""
    left, right = w.input(5, name="left"), w.input(5, name="right")
    tower = w.sequential([*w.first(5), w.dense(4, use_bias=False, name="project", **w.of(5)),
                          w.norm(momentum=0.8, name="norm"), w.activation("tanh", name="squash")], name="tower")
    # Keras 1 cannot subtract.
    apart = w.merge("Multiply" if w.one else "Subtract", [tower(left), tower(right)], name="apart")
    model = w.model([left, right], w.dense(1, activation="sigmoid", name="same")(apart))
    return model, dict(optimizer=w.sgd(0.1, 0.9), loss="binary_crossentropy")


def two_inputs(w):
    """A picture and a row of facts."""
    picture, facts = w.input(*IMAGE, name="picture"), w.input(3, name="facts")
    x = w.flatten()(w.pool(2)(w.conv(3, 3, activation="relu")(picture)))
    y = w.dense(4, activation="tanh")(facts)
    x = w.merge("Concatenate", [x, y])
    model = w.model([picture, facts], w.dense(3, activation="softmax")(x))
    return model, dict(optimizer=w.adam(0.01), loss="categorical_crossentropy", metrics=["accuracy"])


def two_outputs(w):
    """A class and a number, with losses, weights and metrics by the outputs' names."""
    start = w.input(5, name="features")
    x = w.dense(6, activation="tanh")(start)
    kind = w.dense(3, activation="softmax", name="kind")(x)
    size = w.dense(1, name="size")(w.dense(3, activation="tanh")(x))
    return w.model(start, [kind, size]), dict(
        optimizer=w.sgd(0.1), loss={"kind": "sparse_categorical_crossentropy", "size": "mse"},
        loss_weights={"kind": 0.5, "size": 2.0}, metrics={"kind": ["accuracy"], "size": ["mae"]})


def two_outputs_lists(w):
    """The same by place; the second output comes before the last layer, and has no metric."""
    start = w.input(5, name="features")
    x = w.dense(6, activation="tanh", name="hidden")(start)
    size = w.dense(2, name="size")(x)
    kind = w.dense(3, activation="softmax", name="kind")(w.merge("Concatenate", [x, size]))
    return w.model(start, [kind, size]), dict(
        optimizer=w.adam(0.01), loss=["categorical_crossentropy", "mse"], loss_weights=[1.0, 0.25],
        metrics=[["accuracy"], []])


def dicts(w):
    """Inputs and outputs by name, in another order than the alphabet's."""
    right, left = w.input(4, name="right"), w.input(3, name="left")
    x = w.merge("Concatenate", [w.dense(3, activation="tanh", name="from_left")(left), right])
    yes = w.dense(1, activation="sigmoid", name="yes")(x)
    how_much = w.dense(2, name="how_much")(x)
    return w.model({"right": right, "left": left}, {"yes": yes, "how_much": how_much}), dict(
        optimizer=w.sgd(0.1), loss={"yes": "binary_crossentropy", "how_much": "mse"},
        loss_weights={"yes": 1.0, "how_much": 0.5}, metrics={"yes": ["accuracy"]})


def nested(w):
    """A model in a model in a model, the middle one frozen, with a way around it."""
    x = w.input(4, name="inner_start")
    inner = w.model(x, w.dense(4, activation="tanh", name="deep")(x), name="inner")
    x = w.input(4, name="middle_start")
    y = w.dense(4, use_bias=False, name="second")(inner(w.dense(4, name="first")(x)))
    middle = w.model(x, w.norm(momentum=0.9, name="norm")(y), name="middle")
    middle.trainable = False
    x = start = w.input(4, name="outer_start")
    x = w.dense(4, activation="tanh", name="before")(x)
    x = w.merge("Add", [x, middle(x)], name="around")
    return w.model(start, w.dense(3, activation="softmax", name="after")(x)), dict(
        optimizer=w.sgd(0.1, 0.9), loss="categorical_crossentropy", metrics=["accuracy"])


def u_net(w):
    """Two levels down and up again without a change of size; one answer for each point."""
    start = w.input(*IMAGE)
    one = w.conv(3, 3, padding="same", activation="relu")(start)
    two = w.conv(4, 3, padding="same", activation="relu")(w.pool(2, strides=1, padding="same")(one))
    deep = w.conv(4, 3, padding="same", activation="relu")(w.pool(2, strides=1, padding="same")(two))
    up = w.conv(4, 3, padding="same", activation="relu")(w.merge("Concatenate", [deep, two], axis=3))
    up = w.conv(3, 3, padding="same", activation="relu")(w.merge("Concatenate", [up, one], axis=3))
    points = w.flatten(name="points")(w.conv(1, 1, activation="sigmoid")(up))
    return w.model(start, points), dict(optimizer=w.adam(0.01), loss="binary_crossentropy", metrics=["binary_accuracy"])


def u_net_up(w):
    """A true one, with UpSampling2D, and pictures for labels."""
    start = w.input(*IMAGE)
    one = w.conv(3, 3, padding="same", activation="relu")(start)
    two = w.conv(4, 3, padding="same", activation="relu")(w.pool(2)(one))
    up = w.layers.UpSampling2D((2, 2))(two)
    up = w.conv(3, 3, padding="same", activation="relu")(w.merge("Concatenate", [up, one], axis=3))
    return w.model(start, w.conv(1, 1, activation="sigmoid")(up)), dict(
        optimizer=w.adam(0.01), loss="binary_crossentropy", metrics=["binary_accuracy"])


def merges(w):
    """All eight layers that merge, also of sizes and ranks that differ.

    Rows are wider than a batch is long: on TensorFlow, Keras 3 takes an Add of (4, 4) and (4, 1) for a bias
    along the wrong axis.
    """
    row, grid = w.input(6, name="row"), w.input(3, 6, name="grid")
    one = w.dense(1, activation="tanh", name="one")(row)
    a = w.dense(6, activation="tanh", name="a")(row)
    b = w.dense(6, activation="tanh", name="b")(row)
    c = w.dense(6, activation="tanh", name="c")(grid)
    added = w.merge("Add", [a, one, b], name="added")
    less = w.merge("Subtract", [c, added], name="less")
    times = w.merge("Multiply", [less, c, one], name="times")
    mean = w.merge("Average", [times, c], name="mean")
    most = w.merge("Maximum", [mean, less], name="most")
    least = w.merge("Minimum", [most, b], name="least")
    high = w.merge("Concatenate", [least, c], axis=1, name="high")
    wide = w.merge("Concatenate", [most, grid], name="wide")
    near = w.merge("Dot", [c, a], axes=(2, 1), normalize=True, name="near")
    cross = w.merge("Dot", [wide, mean], axes=1, name="cross")
    x = w.merge("Concatenate", [w.flatten(name="f1")(cross), near, w.flatten(name="f2")(high)], name="all")
    return w.model([row, grid], w.dense(3, activation="softmax", name="answer")(x)), dict(
        optimizer=w.sgd(0.02), loss="categorical_crossentropy", metrics=["accuracy"])


def shared_many(w, normalize=None, drop=None):
    """One dense layer three times in a row, one activation as often, and calls that say training=False."""
    normalize = normalize or (lambda x: w.norm(momentum=0.5, name="norm")(x, training=False))
    drop = drop or (lambda x: w.layers.Dropout(0.5, name="drop")(x, training=False))
    x = start = w.input(5, name="start")
    step, squash = w.dense(5, use_bias=False, name="step"), w.activation("tanh", name="squash")
    x = normalize(squash(step(x)))
    x = drop(squash(step(x)))
    x = squash(step(x))
    return w.model(start, w.dense(3, activation="softmax", name="answer")(x)), dict(
        optimizer=w.sgd(0.1, 0.9), loss="categorical_crossentropy", metrics=["accuracy"])


def calls(w):
    """Arguments in every form: a model called by the names of its inputs, one by place, a tuple, a keyword."""
    left, right = w.input(3, name="left"), w.input(2, name="right")
    named = w.model({"right": right, "left": left}, w.dense(3, activation="tanh", name="deep")(
        w.merge("Concatenate", [left, right], name="inside")), name="named")
    a, b = w.input(3, name="a"), w.input(3, name="b")
    less, times = w.merge("Subtract", [a, b], name="less"), w.merge("Multiply", [a, b], name="times")
    placed = w.model([a, b], [less, times], name="placed")
    wide, narrow = w.input(3, name="wide"), w.input(2, name="narrow")
    x = named({"left": wide, "right": narrow})
    less, times = placed([x, wide])
    x = w.merge("Add", (times, less), name="both")
    x = w.dense(3, activation="softmax", name="answer")(inputs=x)
    return w.model([narrow, wide], x), dict(optimizer=w.sgd(0.1), loss="categorical_crossentropy", metrics=["accuracy"])


def ends_in_models(w):
    """Both outputs are those of models: one called twice in a row, once more outside of the net, and a Sequential."""
    x = w.input(4, name="inner_start")
    inner = w.model(x, w.dense(4, activation="tanh", name="deep")(x), name="inner")
    head = w.sequential([*w.first(4), w.dense(3, activation="softmax", name="choice", **w.of(4))], name="head")
    inner(w.input(4, name="elsewhere"))
    start = w.input(4, name="start")
    x = inner(start)
    return w.model(start, [inner(x), head(x)]), dict(
        optimizer=w.sgd(0.1), loss=["mse", "categorical_crossentropy"], loss_weights=[2.0, 1.0])


def as_called(w):
    """shared_many as its calls say: the fit of Keras 3 overrules `training=False`, that of Keras 2 and Cornu do not."""
    class InInference(w.layers.BatchNormalization):
        def call(self, inputs, training=None, mask=None):
            return super().call(inputs, training=False, mask=mask)

    return shared_many(w, InInference(momentum=0.5, name="norm"), w.layers.Dropout(0.0, name="drop"))


ALL = [residual, twins, twins_bn, two_inputs, two_outputs, two_outputs_lists, dicts, nested, u_net, u_net_up, merges,
       shared_many, ends_in_models, calls]


def cases(w):
    """Those that this Keras can say."""
    old = w.version < (2, 4)
    lacks = {dicts: old, two_outputs_lists: old, shared_many: old, calls: old, merges: w.one}
    return [net for net in ALL if not lacks.get(net)]
