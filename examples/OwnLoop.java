import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Part;
import org.cornu.layers.Input;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * A generative adversarial net, in a loop of its own: a maker learns to make numbers as they come
 * from a normal distribution of mean 3 and deviation 0.5. It never sees one; a judge does, and the
 * maker learns from what the judge says.
 */
public class OwnLoop {

  private static final int BATCH = 64;

  public static void main(String[] args) {
    Random random = new Random(1);
    Sequential judge =
        Sequential.of(input(1), dense(16).tanh(), dense(16).tanh(), dense(1).sigmoid())
            .named("judge");
    Sequential maker = Sequential.of(input(1), dense(8).tanh(), dense(1)).named("maker");
    Input noise = input(1);
    Functional both =
        Functional.of(noise, noise.then(maker.asLayer(), judge.asLayer().frozen())).seed(2);

    try (Model judging = judge.seed(1).compile(adam(0.01), binaryCrossentropy());
        Model making = maker.compile(adam(), binaryCrossentropy()); // only answers
        Model learning = both.compile(adam(0.004), binaryCrossentropy())) {
      for (int step = 0; step <= 600; step++) {
        making.setWeights(within(learning.weights(), "maker/"));
        float[][] made = making.predict(noise(random, BATCH));
        if (step % 200 == 0) {
          print(step, making.predict(noise(random, 2000)));
        }
        judging.trainOnBatch(trueAndMade(random, made)); // 1 for true, 0 for made
        Map<String, FloatNdArray> opinion = new LinkedHashMap<>();
        judging.weights().forEach((name, value) -> opinion.put("judge/" + name, value));
        learning.setWeights(opinion);
        float[] ones = new float[BATCH];
        Arrays.fill(ones, 1); // what the maker would like to hear
        learning.trainOnBatch(noise(random, BATCH).withTargets(Part.floats("true", ones, 1)));
      }
    }
    System.out.println("aim:      mean 3.00, deviation 0.50");
  }

  private static Map<String, FloatNdArray> within(Map<String, FloatNdArray> all, String prefix) {
    Map<String, FloatNdArray> some = new LinkedHashMap<>();
    all.forEach(
        (name, value) -> {
          if (name.startsWith(prefix)) {
            some.put(name.substring(prefix.length()), value);
          }
        });
    return some;
  }

  private static Dataset noise(Random random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return Dataset.of(Part.floats("noise", values, 1));
  }

  private static Dataset trueAndMade(Random random, float[][] made) {
    float[] values = new float[2 * made.length];
    float[] labels = new float[values.length];
    for (int i = 0; i < made.length; i++) {
      values[i] = (float) (3 + 0.5 * random.nextGaussian());
      labels[i] = 1;
      values[made.length + i] = made[i][0];
    }
    return Dataset.of(Part.floats("number", values, 1)).withTargets(Part.floats("true", labels, 1));
  }

  private static void print(int step, float[][] made) {
    double mean = Arrays.stream(made).mapToDouble(row -> row[0]).average().orElseThrow();
    double variance =
        Arrays.stream(made).mapToDouble(row -> Math.pow(row[0] - mean, 2)).average().orElseThrow();
    System.out.printf(
        Locale.ROOT, "step %3d: mean %.2f, deviation %.2f%n", step, mean, Math.sqrt(variance));
  }
}
