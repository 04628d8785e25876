package org.cornu.server;

import static org.cornu.layers.Layers.conv2d;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.sgd;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.Model;
import org.cornu.Sequential;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.Signature;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** Small models to be served. */
final class TestModels {

  static final String TYPES = "types";

  private TestModels() {}

  /** The one of TensorFlow Serving's documents: (batch) to (batch), x / 2 + plus. */
  static void halfPlus(float plus, Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = placeholder(tf, TFloat32.class);
      Operand<TFloat32> y = tf.math.add(tf.math.mul(x, tf.constant(0.5f)), tf.constant(plus));
      Operand<TFloat32> negative = tf.math.neg(x);
      save(
          graph,
          folder,
          Signature.builder("serving_default").input("x", x).output("y", y),
          Signature.builder("negative").input("x", x).output("y", negative),
          Signature.builder("both").input("x", x).output("y", y).output("z", negative));
    }
  }

  /** What comes in goes out, of each type; the texts once as bytes. */
  static void types(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Map<String, Class<? extends TType>> types = new LinkedHashMap<>();
      types.put("float32", TFloat32.class);
      types.put("int32", TInt32.class);
      types.put("int64", TInt64.class);
      types.put("uint8", TUint8.class);
      types.put("bool", TBool.class);
      types.put("string", TString.class);
      Signature.Builder signature = Signature.builder("serving_default");
      for (Map.Entry<String, Class<? extends TType>> each : types.entrySet()) {
        Operand<? extends TType> in = placeholder(tf, each.getValue());
        signature.input(each.getKey(), in).output(each.getKey() + "_out", tf.identity(in));
        if (each.getKey().equals("string")) {
          signature.output("string_bytes", tf.identity(in));
        }
      }
      Placeholder<TString> text = placeholder(tf, TString.class);
      save(
          graph,
          folder,
          signature,
          Signature.builder("length")
              .input("text", text)
              .output("length", tf.strings.stringLength(text)));
    }
  }

  /** Samples of any length to their sums: (batch, any) to (batch). */
  static void sums(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1)));
      save(
          graph,
          folder,
          Signature.builder("serving_default")
              .input("x", x)
              .output("y", tf.sum(x, tf.constant(1))));
    }
  }

  /**
   * Places to the numbers there: (batch) to (batch); there are three, and no other can be asked.
   */
  static void lookup(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TInt32> place = placeholder(tf, TInt32.class);
      Operand<TFloat32> numbers = tf.constant(new float[] {10, 20, 30});
      save(
          graph,
          folder,
          Signature.builder("serving_default")
              .input("place", place)
              .output("number", tf.gather(numbers, place, tf.constant(0))));
    }
  }

  /** An array of one number to half of it: (batch, 1) to (batch, 1). */
  static void halves(Path folder) throws IOException {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> x = tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, 1)));
      save(
          graph,
          folder,
          Signature.builder("serving_default")
              .input("x", x)
              .output("y", tf.math.mul(x, tf.constant(0.5f))));
    }
  }

  /** A net of grey pictures, 8 x 8, to three classes, in Keras's file. */
  static void pictures(Path file) throws IOException {
    Sequential net =
        Sequential.of(input(8, 8, 1), conv2d(2, 3).relu(), flatten(), dense(3).softmax()).seed(1);
    try (Model model = net.compile(sgd(0.1), meanSquaredError())) {
      model.save(file);
    }
  }

  private static <T extends TType> Placeholder<T> placeholder(Ops tf, Class<T> type) {
    return tf.placeholder(type, Placeholder.shape(Shape.of(-1)));
  }

  private static void save(Graph graph, Path folder, Signature.Builder... signatures)
      throws IOException {
    try (Session session = new Session(graph)) {
      SavedModelBundle.Exporter exporter =
          SavedModelBundle.exporter(folder.toString()).withTags("serve").withSession(session);
      for (Signature.Builder each : signatures) {
        exporter.withSignature(each.build());
      }
      exporter.export();
    }
  }
}
