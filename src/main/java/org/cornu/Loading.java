package org.cornu;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.cornu.config.KerasClass;
import org.cornu.config.Registry;
import org.cornu.device.NativeLibrary;
import org.cornu.layers.Shapes;
import org.cornu.net.Net;
import org.cornu.net.NetLayer;
import org.cornu.net.NetWeight;
import org.cornu.random.Seed;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Purpose;
import org.cornu.saving.Remark;
import org.cornu.saving.Source;
import org.cornu.saving.TrainingState;
import org.cornu.saving.WeightsFile;
import org.cornu.train.TrainSession;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Reads stored models for {@link Model}, {@link Sequential} and {@link Predictor}: what of a file
 * is read past, refused or said depends on what it is read for.
 *
 * @param registry the classes that a file may name
 */
record Loading(Registry registry) {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  static Loading with(KerasClass<?>... own) {
    return new Loading(KerasClasses.BUILT_IN.with(own));
  }

  /** Layers and weights; what only training needs is read past. */
  KerasModel toPredict(Source source) throws IOException {
    try (source) {
      NativeLibrary.require();
      KerasModel stored = ModelFile.read(source, Purpose.PREDICT, registry);
      warn(source, only(Remark.Touches.PREDICTION, stored));
      return stored;
    }
  }

  /** Layers alone; what of them was left out is said, as they may be trained. */
  KerasModel toDefine(Source source) throws IOException {
    try (source) {
      KerasModel stored = ModelFile.read(source, Purpose.DEFINE, registry);
      warn(source, stored.remarks());
      return stored;
    }
  }

  /** A whole model, to train on as it was trained: refused where that cannot be. */
  private KerasModel toTrain(Source source) throws IOException {
    try (source) {
      NativeLibrary.require();
      KerasModel stored = ModelFile.read(source, Purpose.TRAIN, registry);
      try {
        requireSameTraining(source, stored);
      } catch (IOException e) {
        stored.close();
        throw e;
      }
      warn(source, stored.remarks());
      stored
          .problem()
          .ifPresent(why -> LOG.log(Level.WARNING, "{0}; the optimizer begins anew", why));
      return stored;
    }
  }

  /** The same, in native memory. */
  TrainSession session(Source source) throws IOException {
    try (KerasModel stored = toTrain(source)) {
      return TrainSession.of(stored, seed(stored).orElseGet(Seed::random));
    }
  }

  /** The seed that Cornu kept in the file; Keras keeps none. */
  static Optional<Seed> seed(KerasModel stored) {
    OptionalLong seed = stored.progress().seed();
    return seed.isPresent() ? Optional.of(new Seed(seed.getAsLong())) : Optional.empty();
  }

  private static void requireSameTraining(Source source, KerasModel stored) throws IOException {
    List<String> why = new ArrayList<>();
    only(Remark.Touches.TRAINING, stored).forEach(each -> why.add(each.toString()));
    if (stored.compiled().isEmpty()) {
      why.add(stored.problem().orElse("the model was not compiled"));
    }
    if (!why.isEmpty()) {
      throw new IOException(
          "%s: cannot be trained on as it was: %s; Predictor.load opens it to predict, %s.load and loadWeights to train without"
              .formatted(
                  source.name(),
                  String.join("; ", why),
                  stored.net().isChain() ? "Sequential" : "Functional"));
    }
  }

  private static List<Remark> only(Remark.Touches one, KerasModel stored) {
    return stored.remarks().stream().filter(each -> each.touches(one)).toList();
  }

  private static void warn(Source source, List<Remark> remarks) {
    if (!remarks.isEmpty()) {
      LOG.log(
          Level.WARNING,
          "{0}: not taken over: {1}",
          source.name(),
          remarks.stream().map(Remark::toString).collect(Collectors.joining("; ")));
    }
  }

  /** The weights of one layer of a net, by their paths there, from a file of the layer itself. */
  TrainingState weights(Path file, Net net, String layer) throws IOException {
    Objects.requireNonNull(file, "loadWeights needs a file, got null");
    Objects.requireNonNull(layer, "loadWeights needs the name of a layer, got null");
    List<NetWeight> wanted =
        net.weights().stream().filter(each -> each.path().startsWith(layer + "/")).toList();
    if (wanted.isEmpty()) {
      throw new IllegalArgumentException(
          "loadWeights needs a layer with weights, of %s, got \"%s\""
              .formatted(net.layers().stream().map(NetLayer::name).toList(), layer));
    }
    if (ModelFile.holdsWeightsAlone(file)) {
      throw new IOException(
          "%s: holds weights alone, which does not tell whose they are; give the .keras of the net"
              .formatted(file));
    }
    return taken(
        toPredict(Source.of(file)), stored -> weights(file, stored.weights(), wanted, layer));
  }

  private static Map<String, FloatNdArray> weights(
      Path file, Map<String, FloatNdArray> stored, List<NetWeight> wanted, String layer)
      throws IOException {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (NetWeight each : wanted) {
      String path = each.path().substring(layer.length() + 1);
      FloatNdArray value = stored.getOrDefault(path, stored.get(each.path()));
      if (value == null || !value.shape().equals(each.spec().shape())) {
        throw new IOException(
            "%s: layer \"%s\" needs weight \"%s\" of shape %s, the file has %s"
                .formatted(
                    file,
                    layer,
                    path,
                    Shapes.text(each.spec().shape()),
                    value == null ? "weights " + stored.keySet() : Shapes.text(value.shape())));
      }
      weights.put(each.path(), value);
    }
    return weights;
  }

  /** The weights of a file, by the paths of a net, and what Cornu has told of their training. */
  TrainingState weights(Path file, Net net) throws IOException {
    if (ModelFile.holdsWeightsAlone(file)) {
      return WeightsFile.read(file, net);
    }
    return taken(toPredict(Source.of(file)), stored -> weights(file, stored, net));
  }

  /** Some of a model's weights, in its memory. */
  private static TrainingState taken(KerasModel stored, Taking taking) throws IOException {
    try {
      return new TrainingState(
          taking.of(stored), Optional.empty(), stored.progress(), stored.memory());
    } catch (IOException | RuntimeException | Error e) {
      stored.close();
      throw e;
    }
  }

  /** What is wanted of a model. */
  @FunctionalInterface
  private interface Taking {

    Map<String, FloatNdArray> of(KerasModel stored) throws IOException;
  }

  private static Map<String, FloatNdArray> weights(Path file, KerasModel stored, Net net)
      throws IOException {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    Iterator<NetWeight> theirs = stored.net().weights().iterator();
    for (NetWeight ours : net.weights()) {
      NetWeight their = theirs.hasNext() ? theirs.next() : null;
      if (their == null || !their.spec().shape().equals(ours.spec().shape())) {
        throw new IOException(
            "%s: weight \"%s\" needs shape %s, the file has %s in its place"
                .formatted(
                    file,
                    ours.path(),
                    Shapes.text(ours.spec().shape()),
                    their == null
                        ? "nothing"
                        : "\"%s\" of shape %s"
                            .formatted(their.path(), Shapes.text(their.spec().shape()))));
      }
      weights.put(ours.path(), stored.weights().get(their.path()));
    }
    if (theirs.hasNext()) {
      throw new IOException(
          "%s: holds weight \"%s\", for which the net has no place"
              .formatted(file, theirs.next().path()));
    }
    return weights;
  }
}
