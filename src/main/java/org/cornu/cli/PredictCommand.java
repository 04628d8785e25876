package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.Images;
import org.tensorflow.ndarray.Shape;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "predict",
    description = {
      "Asks an exported model about pictures.",
      "For a model of grey pictures, a picture may be dark on light or light on dark, and of any"
          + " size: it is made like MNIST's."
    })
final class PredictCommand implements Callable<Integer> {

  private static final int SHOWN = 3;

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "A SavedModel, for example models/model3.")
  private Path model;

  @Parameters(arity = "1..*", paramLabel = "IMAGE", description = "PNG, JPEG, GIF or BMP files.")
  private List<Path> images;

  @Override
  public Integer call() throws IOException {
    try (Predictor predictor = Predictor.load(model)) {
      for (Path image : images) {
        float[] answer = predictor.predict(sample(image, predictor.inputShape()))[0];
        System.out.println(image + ": " + words(answer));
      }
    }
    return 0;
  }

  private static Dataset sample(Path file, Shape input) throws IOException {
    if (input.numDimensions() != 3) {
      throw new IOException(
          "predict needs a model of pictures (height, width, channels), got one of " + input);
    }
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
            .collect(Collectors.toList());
    return ranked.size() == 1
        ? ranked.get(0)
        : ranked.get(0) + ", then " + String.join(", ", ranked.subList(1, ranked.size()));
  }
}
