package org.cornu.cli;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.cornu.Predictor;
import org.cornu.data.Dataset;
import org.cornu.data.Images;
import org.cornu.data.PictureInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "predict",
    description = {
      "Asks a stored model about pictures, and prints the most probable classes.",
      "For a model of grey pictures whose classes are numbers they may be dark on light or light on"
          + " dark; one of another size than the model's is cut, scaled and centred like MNIST's"
          + " digits. Where the classes have names they are read as those of an image folder are."
    })
final class PredictCommand implements Callable<Integer> {

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
      requirePictures(predictor);
      PictureInput input = PictureInput.of(predictor.inputShape().asArray());
      boolean probabilities = predictor.probabilities();
      for (Path image : images) {
        BufferedImage picture = Images.read(image);
        String words =
            Blank.hint(picture, input.channels() == 1)
                .orElseGet(
                    () ->
                        new Answer(
                                answer(predictor, picture, input),
                                probabilities,
                                predictor.classNames())
                            .words());
        main.out().println(image + ": " + words);
      }
    }
    return ExitCode.OK;
  }

  private void requirePictures(Predictor predictor) throws IOException {
    int axes = predictor.inputShape().numDimensions();
    if (axes != 2 && axes != 3) {
      throw new IOException(
          "%s: predict needs a model of pictures, of shape (height, width, channels) or (height,"
                  .formatted(model)
              + " width), got one of "
              + predictor.inputShape());
    }
    if (predictor.outputShape().numDimensions() != 1) {
      throw new IOException(
          "%s: predict needs a model that answers with one value a class, got one of shape %s"
              .formatted(model, predictor.outputShape()));
    }
  }

  private static float[] answer(Predictor predictor, BufferedImage picture, PictureInput input) {
    byte[] pixels = input.pixels(picture, predictor.classNames());
    int[] axes = {input.height(), input.width(), input.channels()};
    int[] shape = Arrays.copyOf(axes, predictor.inputShape().numDimensions());
    return predictor.predict(Dataset.of(pixels, shape))[0];
  }
}
