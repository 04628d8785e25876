"""Every loss and metric of Keras, as compile() gets it: (net, labels, loss, metrics)."""
from keras import losses, metrics


def objectives():
    several = ["mse", "MAE", "mape", "MSLE", "MeanAbsoluteError", metrics.RootMeanSquaredError(),
               metrics.LogCoshError(), metrics.CosineSimilarity(), metrics.CosineSimilarity("of_steps", axis=1),
               metrics.R2Score(), metrics.R2Score("variance_weighted_average", 2, name="adjusted"),
               metrics.PearsonCorrelation(), metrics.ConcordanceCorrelation(), metrics.Poisson(),
               losses.huber, losses.mean_squared_error,
               metrics.MeanMetricWrapper(losses.huber, name="small", delta=0.25)]
    for loss in (losses.MeanAbsoluteError(), "mae", losses.mean_absolute_percentage_error, "msle", "mape",
                 losses.Huber(), "huber", losses.LogCosh(), "log_cosh", losses.Poisson(), "poisson",
                 losses.MeanSquaredError(reduction="sum"), losses.CosineSimilarity(), "cosine_similarity",
                 losses.Huber(reduction="sum")):
        yield "positive", "several", loss, several
    divergence = ["kl_divergence", metrics.KLDivergence(name="kld"), metrics.CategoricalHinge(),
                  "categorical_crossentropy", metrics.CategoricalCrossentropy(label_smoothing=0.1, name="smooth"),
                  metrics.F1Score("macro"), metrics.F1Score("micro", name="micro"),
                  metrics.FBetaScore("weighted", 2.0, 0.4), metrics.OneHotMeanIoU(3),
                  metrics.OneHotIoU(3, [0, 2]), metrics.MeanIoU(3, name="mean", sparse_y_true=False, sparse_y_pred=False),
                  metrics.Precision(top_k=2), metrics.Recall(class_id=1, thresholds=0.25)]
    for loss in (losses.KLDivergence(), "kld", "KLD", losses.CategoricalHinge(), "categorical_hinge",
                 losses.CategoricalFocalCrossentropy(alpha=0.5, gamma=1.5), losses.categorical_focal_crossentropy,
                 losses.CategoricalFocalCrossentropy(label_smoothing=0.1), losses.Dice(), losses.Dice(axis=(1,)),
                 losses.Dice(axis=-1), losses.Tversky(0.3, 0.8), losses.Tversky(axis=1), "dice", "tversky"):
        yield "softmax", "one-hot", loss, divergence
    answers = [metrics.AUC(), metrics.AUC(curve="PR", name="pr"), metrics.AUC(thresholds=[0.2, 0.6], name="two"),
               metrics.AUC(multi_label=True, num_labels=3, name="labels"),
               metrics.AUC(11, "PRGAIN", "minoring", name="gain"),
               "TruePositives", metrics.FalsePositives(0.3), metrics.TrueNegatives(), metrics.FalseNegatives([0.6]),
               "precision", metrics.Recall(), metrics.PrecisionAtRecall(0.5), metrics.RecallAtPrecision(0.4),
               metrics.SensitivityAtSpecificity(0.5, num_thresholds=10), metrics.SpecificityAtSensitivity(0.5, class_id=2),
               metrics.BinaryIoU(), metrics.BinaryIoU([1], 0.3, name="yes"), metrics.BinaryCrossentropy(),
               metrics.BinaryCrossentropy(label_smoothing=0.2, name="smooth"), "bce", "hinge", metrics.SquaredHinge(),
               metrics.Accuracy(name="equal")]
    for loss in (losses.BinaryFocalCrossentropy(), losses.BinaryFocalCrossentropy(True, 0.6, 1.0),
                 "binary_focal_crossentropy", losses.Hinge(), "squared_hinge", losses.SquaredHinge(),
                 losses.BinaryCrossentropy(axis=1), "hinge"):
        yield "sigmoids", "questions", loss, answers
    ids = ["sparse_categorical_crossentropy", metrics.SparseCategoricalCrossentropy(ignore_class=1, name="some"),
           metrics.MeanIoU(3, sparse_y_pred=False), metrics.IoU(3, [1], sparse_y_pred=False, ignore_class=0)]
    for loss in (losses.SparseCategoricalCrossentropy(ignore_class=1), losses.SparseCategoricalCrossentropy(),
                 losses.CategoricalGeneralizedCrossEntropy(0.3)):
        yield "softmax", "classes", loss, ids
    for loss in (losses.Circle(), losses.Circle(8.0, 0.25, False)):
        yield "unit", "classes", loss, []
    yield "logits", "questions", losses.BinaryFocalCrossentropy(from_logits=True), [
        metrics.AUC(from_logits=True), metrics.BinaryCrossentropy(from_logits=True)]
    yield "logits", "classes", losses.SparseCategoricalCrossentropy(from_logits=True), [
        metrics.SparseCategoricalCrossentropy(from_logits=True)]
