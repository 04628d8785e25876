import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.data.Part;
import org.cornu.layers.Layer;
import org.cornu.train.Fit;

/**
 * Learns from 50 pictures whether a digit is even: with what a net has learnt that told ten digits
 * apart, and without.
 */
public class Transfer {

  public static void main(String[] args) throws Exception {
    Mnist mnist = Mnist.load();
    Dataset many = mnist.train().take(5000);
    Dataset few = even(mnist.train()).range(5000, 5050); // the first net has not seen them
    Dataset test = even(mnist.test()).take(1000);

    Path file = Files.createTempFile("digits", ".keras");
    Sequential first =
        Sequential.of(
                input(28, 28, 1),
                conv2d(16, 3).relu(),
                maxPooling2d(2),
                conv2d(32, 3).relu(),
                maxPooling2d(2),
                flatten(),
                dense(64).relu().named("features"),
                dense(10).softmax())
            .seed(1);
    try (Model model = first.compile(adam(0.002), sparseCategoricalCrossentropy())) {
      model.fit(many, Fit.epochs(4).batchSize(32));
      model.save(file);
    }

    Functional base = Functional.load(file).upTo("features").named("base"); // without its end
    try (Model model = withNewEnd(base.asLayer().frozen());
        Model scratch = withNewEnd(base.asLayer())) {
      model.loadWeights(file, "base"); // scratch keeps its random ones
      model.fit(few, Fit.epochs(40).batchSize(10));
      scratch.fit(few, Fit.epochs(40).batchSize(10));
      System.out.printf(
          Locale.ROOT,
          "accuracy with transfer: %.3f, without: %.3f (guessing: 0.500)%n",
          model.evaluate(test).metric("binary_accuracy"),
          scratch.evaluate(test).metric("binary_accuracy"));
    }
    Files.delete(file);
  }

  private static Model withNewEnd(Layer base) {
    return Sequential.of(input(28, 28, 1), base, dense(1).sigmoid())
        .seed(2)
        .compile(adam(0.002), binaryCrossentropy(), binaryAccuracy());
  }

  /** The same pictures, and whether they show an even digit. */
  private static Dataset even(Dataset digits) {
    int[] kinds = digits.classIndices();
    float[] even = new float[kinds.length];
    for (int i = 0; i < kinds.length; i++) {
      even[i] = 1 - kinds[i] % 2;
    }
    return digits.withTargets(Part.floats("even", even, 1));
  }
}
