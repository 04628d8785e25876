package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.cornu.net.Summary;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasClasses;
import org.cornu.saving.KerasModel;
import org.cornu.saving.ModelFile;
import org.cornu.saving.Remark;
import org.cornu.saving.TrainingProgress;
import org.cornu.saving.TrainingState;
import org.cornu.saving.WeightsFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

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
      description =
          "A .keras or whole-model .h5 with the layers that the weights in IN are of; loss, metrics"
              + " and optimizer are its too.")
  private Path like;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    try (KerasModel model = read()) {
      write(model);
    }
    return ExitCode.OK;
  }

  private void write(KerasModel model) throws IOException {
    KerasModel whole = model.withOptimizerState();
    out.format().write(whole, out.path());
    main.out()
        .printf(
            Locale.ROOT,
            "%s: %d layers, %,d parameters%n",
            out.path(),
            model.net().layers().size(),
            Summary.count(model.net().weights()));
    leftOut(model).ifPresent(what -> main.out().println("left out: " + what));
    if (whole != model && out.format().holdsState()) {
      main.out().println("the optimizer begins anew: no state of it is in " + in);
    }
  }

  private KerasModel read() throws IOException {
    if (Files.isDirectory(in)) {
      throw new IOException(
          "%s: is a folder, as a SavedModel is, which holds a graph and no layers to convert;"
                  .formatted(in)
              + " convert the .keras file of the same model");
    }
    boolean weightsAlone = ModelFile.holdsWeightsAlone(in);
    if (!weightsAlone && like != null) {
      throw new ParameterException(
          spec.commandLine(),
          "--like is for weights without layers, and %s has both".formatted(in));
    }
    return weightsAlone ? readWeights() : ModelFile.read(in, KerasClasses.BUILT_IN);
  }

  private KerasModel readWeights() throws IOException {
    if (like == null) {
      throw new IOException(
          in + ": holds weights without layers; name a model that has the layers by --like");
    }
    try (KerasModel layers = ModelFile.read(like, KerasClasses.BUILT_IN)) {
      TrainingState read = WeightsFile.read(in, layers.net());
      Optional<Compiled> compiled = layers.compiled().map(how -> how.with(Optional.empty()));
      KerasModel model =
          new KerasModel(
              layers.name(),
              layers.net(),
              read.weights(),
              compiled,
              compiled.isPresent() ? Optional.empty() : layers.problem(),
              TrainingProgress.NONE,
              layers.remarks(),
              read.memory());
      return compiled.isPresent() ? WeightsFile.withState(in, model) : model;
    }
  }

  private Optional<String> leftOut(KerasModel model) {
    List<String> lacking = new ArrayList<>(model.remarks().stream().map(Remark::toString).toList());
    String what =
        model.compiled().isPresent() ? "the optimizer's state, " : "what it was compiled with, ";
    model.problem().ifPresent(why -> lacking.add(what + why));
    if (!lacking.isEmpty()) {
      return Optional.of(String.join("; ", lacking));
    }
    if (like != null && model.compiled().isEmpty()) {
      return Optional.of(
          "what %s may hold of an optimizer, for %s was not compiled".formatted(in, like));
    }
    return model.compiled().isPresent() ? out.format().leavesOut() : Optional.empty();
  }
}
