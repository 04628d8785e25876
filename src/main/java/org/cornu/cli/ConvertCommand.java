package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.net.Net;
import org.cornu.net.Summary;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Progress;
import org.cornu.saving.WeightsFile;
import org.tensorflow.ndarray.FloatNdArray;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

@Command(
    name = "convert",
    description = {
      "Writes a model in another format, which the name of OUT tells.",
      "IN is a .keras file, a whole-model .h5 of Keras 1, 2 or 3, or with --like a .weights.h5.",
      "OUT is a .keras file, a .weights.h5, or a folder for a SavedModel."
    })
final class ConvertCommand implements Callable<Integer> {

  @ParentCommand private Main main;

  @Parameters(index = "0", paramLabel = "IN", description = "The model as it is.")
  private Path in;

  @Parameters(
      index = "1",
      paramLabel = "OUT",
      converter = ModelFormat.Target.Converter.class,
      description = "The model to be written.")
  private ModelFormat.Target out;

  @Option(
      names = "--like",
      paramLabel = "MODEL",
      description = "A .keras or whole-model .h5 with the layers that the weights in IN are of.")
  private Path like;

  @Override
  public Integer call() throws IOException {
    KerasModel model = read();
    out.format().write(model, out.path());
    main.out()
        .printf(
            Locale.ROOT,
            "%s: %d layers, %,d parameters%n",
            out.path(),
            model.net().nodes().size(),
            Summary.count(model.net().weights()));
    leftOut(model).ifPresent(what -> main.out().println("left out: " + what));
    return ExitCode.OK;
  }

  private KerasModel read() throws IOException {
    if (!ModelFile.holdsWeightsAlone(in)) {
      return ModelFile.read(in, KerasClasses.BUILT_IN);
    }
    if (like == null) {
      throw new IOException(
          in + ": holds weights without layers; name a model that has the layers by --like");
    }
    KerasModel layers = ModelFile.read(like, KerasClasses.BUILT_IN);
    Net net = layers.net();
    Map<String, FloatNdArray> weights = WeightsFile.read(in, net);
    return new KerasModel(
        layers.name(), net, weights, Optional.empty(), Optional.empty(), Progress.NONE);
  }

  private Optional<String> leftOut(KerasModel model) {
    if (model.problem().isPresent()) {
      return Optional.of("what it was compiled with, " + model.problem().get());
    }
    return model.compiled().isPresent() ? out.format().leavesOut() : Optional.empty();
  }
}
