package org.cornu;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.cornu.config.KerasClass;
import org.cornu.layers.Shapes;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.WeightsFile;
import org.tensorflow.ndarray.FloatNdArray;

/** Models in files, as {@link Model}, {@link Sequential} and {@link Predictor} load them. */
final class Stored {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private Stored() {}

  static KerasModel read(Path file, KerasClass<?>... own) throws IOException {
    Objects.requireNonNull(file, "load needs a file, got null");
    return ModelFile.read(file, KerasClasses.BUILT_IN.with(own));
  }

  /** What the model was compiled with; the log says what of it is left out. */
  static Compiled compiled(Path file, KerasModel stored) throws IOException {
    if (stored.compiled().isPresent() && stored.problem().isPresent()) {
      LOG.log(Level.WARNING, "{0}; the optimizer begins anew", stored.problem().get());
    }
    return stored
        .compiled()
        .orElseThrow(
            () ->
                new IOException(
                    "%s; Predictor.load opens it to predict, Sequential.load and loadWeights to train"
                        .formatted(
                            stored.problem().orElse(file + ": the model was not compiled"))));
  }

  /** The weights of a file, by the paths of a net. */
  static Map<String, FloatNdArray> weights(Path file, Net net) throws IOException {
    if (ModelFile.holdsWeightsAlone(file)) {
      return WeightsFile.read(file, net);
    }
    KerasModel stored = read(file);
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
