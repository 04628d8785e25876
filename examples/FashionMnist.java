import static org.cornu.callbacks.Callbacks.epochLines;
import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Mnist;
import org.cornu.history.Predictions;
import org.cornu.train.Fit;

/**
 * Names pieces of clothing. The folder holds Fashion-MNIST's four IDX files, from
 * https://github.com/zalandoresearch/fashion-mnist, or others of that format.
 *
 * <p>Usage: FashionMnist FOLDER [EPOCHS]
 */
public class FashionMnist {

  private static final List<String> NAMES =
      List.of(
          "T-shirt",
          "trousers",
          "pullover",
          "dress",
          "coat",
          "sandal",
          "shirt",
          "sneaker",
          "bag",
          "boot");

  public static void main(String[] args) throws Exception {
    if (args.length == 0) {
      System.err.println("Usage: FashionMnist FOLDER [EPOCHS]");
      System.exit(2);
    }
    Mnist clothes = Mnist.load(Path.of(args[0]));
    int epochs = args.length > 1 ? Integer.parseInt(args[1]) : 10;

    Sequential net =
        Sequential.of(
                input(28, 28, 1),
                conv2d(32, 3).relu(),
                conv2d(32, 3).relu(),
                maxPooling2d(2),
                dropout(0.25),
                flatten(),
                dense(128).relu(),
                dropout(0.5),
                dense(10).softmax())
            .seed(1);

    try (Model model = net.compile(adam(), sparseCategoricalCrossentropy(), accuracy())) {
      Fit fit = Fit.epochs(epochs).batchSize(64).validationSplit(0.1);
      model.fit(clothes.train(), fit.callbacks(epochLines()));

      double right = model.evaluate(clothes.test()).accuracy();
      System.out.printf(Locale.ROOT, "test accuracy: %.3f (guessing: 0.100)%n", right);

      Predictions first = model.predictions(clothes.test().take(5));
      for (int i = 0; i < 5; i++) {
        String seen = NAMES.get(first.predicted()[i]);
        System.out.println("a " + NAMES.get(first.truth()[i]) + ", taken for a " + seen);
      }
      model.save(Path.of("fashion.keras"));
    }
  }
}
