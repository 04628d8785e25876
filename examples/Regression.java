import static org.cornu.callbacks.Callbacks.*;
import static org.cornu.layers.Layers.*;
import static org.cornu.losses.Losses.*;
import static org.cornu.metrics.Metrics.*;
import static org.cornu.optimizers.Optimizers.adam;
import static org.cornu.preprocessing.Preprocessing.normalization;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.cornu.Model;
import org.cornu.Sequential;
import org.cornu.data.Csv;
import org.cornu.data.Dataset;
import org.cornu.data.Split;
import org.cornu.history.Evaluation;
import org.cornu.train.Fit;

/**
 * Learns a number from a table of numbers: how far a thrown ball flies. The program makes up the
 * table, with wind that the net does not see.
 */
public class Regression {

  public static void main(String[] args) throws Exception {
    Path file = write(Files.createTempFile("throws", ".csv"));
    Dataset balls = Csv.format().targets(file, "distance");
    Split parts = balls.split(0.2);

    Sequential net =
        Sequential.of(
                input(2),
                normalization().adapt(parts.train()), // degrees and metres a second, to one scale
                dense(32).relu(),
                dense(32).relu(),
                dense(1))
            .seed(1);

    try (Model model =
        net.compile(adam(0.01), meanSquaredError(), metric(meanAbsoluteError()), r2Score())) {
      Fit fit = Fit.epochs(60).batchSize(64).validationData(parts.validation());
      int epochs =
          model
              .fit(
                  parts.train(),
                  fit.callbacks(
                      earlyStopping("val_loss").patience(10).restoreBestWeights(),
                      reduceLROnPlateau("val_loss").patience(4)))
              .epochs()
              .size();
      Evaluation test = model.evaluate(parts.validation());
      System.out.printf(
          Locale.ROOT,
          "after %d epochs off by %.2f m on average; R2 %.3f (always the mean: 0)%n",
          epochs,
          test.metric("mean_absolute_error"),
          test.metric("r2_score"));
      float[] flight = model.predict(new float[] {45, 20});
      System.out.printf(Locale.ROOT, "at 45 degrees and 20 m/s: %.1f m%n", flight[0]);
    }
  }

  private static Path write(Path file) throws Exception {
    Random random = new Random(1);
    StringBuilder csv = new StringBuilder("angle,speed,distance\n");
    for (int i = 0; i < 1500; i++) {
      double angle = 10 + 70 * random.nextDouble();
      double speed = 5 + 20 * random.nextDouble();
      double distance = speed * speed / 9.81 * Math.sin(2 * Math.toRadians(angle));
      distance += 0.8 * random.nextGaussian();
      csv.append(String.format(Locale.ROOT, "%.2f,%.2f,%.2f%n", angle, speed, distance));
    }
    return Files.writeString(file, csv);
  }
}
