import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.binaryCrossentropy;
import static org.cornu.metrics.Metrics.binaryAccuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.cornu.Functional;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.data.Part;
import org.cornu.functions.Functions;
import org.cornu.layers.Input;
import org.cornu.layers.Layer;
import org.cornu.layers.Shared;
import org.cornu.layers.Value;
import org.cornu.train.Fit;

/**
 * Do two pictures show the same digit? One net looks at both (a siamese net); the answer is learnt
 * from the distance of what it sees.
 */
public class Twins {

  public static void main(String[] args) {
    Mnist mnist = Mnist.load();
    Dataset train = pairs(mnist.train().take(3000), 6000, new Random(1));
    Dataset test = pairs(mnist.test().take(1000), 1000, new Random(2));

    Sequential eye =
        Sequential.of(
                input(28, 28, 1),
                conv2d(16, 5).strides(2).relu(),
                maxPooling2d(2),
                flatten(),
                dense(64).relu())
            .named("eye");
    Shared<Layer> both = shared(eye.asLayer()); // one set of weights
    Input left = input(28, 28, 1).named("left");
    Input right = input(28, 28, 1).named("right");
    Value distance =
        subtract().on(both.on(left), both.on(right)).then(Functions.abs(), dense(1).sigmoid());
    Functional net = Functional.of(List.of(left, right), distance).seed(1);

    try (Model model = net.compile(adam(0.002), binaryCrossentropy(), binaryAccuracy())) {
      model.fit(train, Fit.epochs(6).batchSize(64));
      double right2 = model.evaluate(test).metric("binary_accuracy");
      System.out.printf(Locale.ROOT, "right about %.3f of new pairs (guessing: 0.500)%n", right2);
    }
  }

  /** Pairs of digits, every other one of the same kind. */
  private static Dataset pairs(Dataset digits, int count, Random random) {
    int[] kinds = digits.classIndices();
    List<List<Integer>> ofKind = new ArrayList<>();
    for (int kind = 0; kind < 10; kind++) {
      ofKind.add(new ArrayList<>());
    }
    for (int i = 0; i < kinds.length; i++) {
      ofKind.get(kinds[i]).add(i);
    }
    float[] left = new float[count * 784];
    float[] right = new float[count * 784];
    float[] same = new float[count];
    for (int i = 0; i < count; i++) {
      int one = random.nextInt(10);
      int other = i % 2 == 0 ? one : (one + 1 + random.nextInt(9)) % 10;
      same[i] = one == other ? 1 : 0;
      System.arraycopy(any(digits, ofKind.get(one), random), 0, left, i * 784, 784);
      System.arraycopy(any(digits, ofKind.get(other), random), 0, right, i * 784, 784);
    }
    return Dataset.of(Part.floats("left", left, 28, 28, 1), Part.floats("right", right, 28, 28, 1))
        .withTargets(Part.floats("same", same, 1));
  }

  private static float[] any(Dataset digits, List<Integer> rows, Random random) {
    return digits.sample(rows.get(random.nextInt(rows.size())));
  }
}
