import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Locale;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.data.Part;
import org.cornu.train.Fit;

/**
 * Squeezes digits of 784 pixels into 32 numbers, and draws them again from these. What should come
 * out is what goes in, so no labels are needed.
 */
public class Autoencoder {

  public static void main(String[] args) {
    Mnist mnist = Mnist.load();
    Dataset train = itself(mnist.train().take(4000));
    Dataset test = itself(mnist.test().take(500));

    Sequential net =
        Sequential.of(
                input(28, 28, 1),
                flatten(),
                dense(128).relu(),
                dense(32).relu().named("code"),
                dense(128).relu(),
                dense(784).sigmoid(),
                reshape(28, 28, 1))
            .seed(1);

    try (Model model = net.compile(adam(0.002), meanSquaredError())) {
      double before = model.evaluate(test).loss();
      model.fit(train, Fit.epochs(8).batchSize(64));
      double after = model.evaluate(test).loss();
      System.out.printf(
          Locale.ROOT, "mean squared error of a pixel: %.4f, untrained %.4f%n", after, before);

      System.out.println("a digit, and what its 32 numbers keep of it:");
      show(test.sample(0), model.predict(test.sample(0)));
    }
  }

  /** Images whose targets are themselves. */
  private static Dataset itself(Dataset digits) {
    float[] pixels = new float[digits.size() * 784];
    for (int i = 0; i < digits.size(); i++) {
      System.arraycopy(digits.sample(i), 0, pixels, i * 784, 784);
    }
    return Dataset.of(Part.floats("image", pixels, 28, 28, 1))
        .withTargets(Part.floats("again", pixels, 28, 28, 1));
  }

  private static void show(float[] left, float[] right) {
    for (int row = 4; row < 26; row += 2) {
      System.out.println(line(left, row) + "   " + line(right, row));
    }
  }

  private static String line(float[] image, int row) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < 28; column++) {
      line.append(" .:*#".charAt((int) (4.99 * image[row * 28 + column])));
    }
    return line.toString();
  }
}
