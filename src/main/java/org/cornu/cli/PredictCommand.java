package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.Images;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "predict",
    description = {
      "Asks a stored model about pictures, and prints the most probable classes.",
      "For a model of grey pictures they may be dark on light or light on dark; one of another"
          + " size than the model's is cut, scaled and centred like MNIST's digits."
    })
final class PredictCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  @ParentCommand private Main main;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "A SavedModel's folder, a .keras file, or a whole-model .h5 of Keras.")
  private Path model;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF or BMP files.")
  private List<Path> images;

  @Override
  public Integer call() throws IOException {
    try (Predictor predictor = Predictor.load(model)) {
      requireImages(predictor.inputShape());
      for (Path image : images) {
        float[] answer = predictor.predict(sample(image, predictor.inputShape()))[0];
        main.out().println(image + ": " + words(answer));
      }
    }
    return ExitCode.OK;
  }

  private void requireImages(Shape input) throws IOException {
    if (input.numDimensions() != 3) {
      throw new IOException(
          "%s: predict needs a model of pictures, of shape (height, width, channels), got one of %s"
              .formatted(model, input));
    }
  }

  private static Dataset sample(Path file, Shape input) {
    int height = Math.toIntExact(input.get(0));
    int width = Math.toIntExact(input.get(1));
    int channels = Math.toIntExact(input.get(2));
    byte[] pixels =
        channels == 1
            ? DigitImage.pixels(Images.read(file), height, width)
            : Images.read(file, height, width, channels);
    return Dataset.of(pixels, new int[] {height, width, channels});
  }

  /** The most probable classes: {@code 7 (99.8 %), then 9 (0.1 %), 3 (0.0 %)}. */
  private static String words(float[] answer) {
    List<String> ranked =
        IntStream.range(0, answer.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -answer[i]))
            .limit(SHOWN)
            .map(i -> String.format(Locale.ROOT, "%d (%.1f %%)", i, 100 * answer[i]))
            .toList();
    return ranked.size() == 1
        ? ranked.get(0)
        : ranked.get(0) + ", then " + String.join(", ", ranked.subList(1, ranked.size()));
  }
}
