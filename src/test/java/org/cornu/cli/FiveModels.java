package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.cornu.Model;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.distribute.Strategy;
import org.cornu.zoo.Recipe;

/** The five nets, trained for some seconds: enough to know a 7 that is drawn with care. */
final class FiveModels {

  static final List<String> NAMES = List.of("model1", "model2", "model3", "model4", "model5");

  private static final int SAMPLES = 4000;

  private FiveModels() {}

  /** Writes each as a file of its name. */
  static void train(Path folder) throws IOException {
    Dataset digits = Mnist.load().train().take(SAMPLES);
    for (String name : NAMES) {
      // Small batches, or the running means of the normalization would not have caught up.
      Recipe recipe = Recipe.named(name).orElseThrow().epochs(1).batchSize(8);
      recipe = recipe.net(recipe.net().seed(1));
      try (Model model = recipe.compile(digits, Strategy.ONE_DEVICE)) {
        recipe.fit(model, digits);
        model.save(folder.resolve(name + ".keras"));
      }
    }
  }
}
