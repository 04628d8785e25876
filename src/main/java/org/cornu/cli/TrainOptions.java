package org.cornu.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cornu.config.Release;
import org.cornu.data.Dataset;
import org.cornu.data.Mnist;
import org.cornu.device.Threads;
import org.cornu.graph.DTypePolicy;
import org.cornu.zoo.Recipe;
import org.tensorflow.TensorFlow;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options shared by {@code train} and {@code compare}. */
final class TrainOptions {

  private static final String LATEST = "results/latest";
  private static final String THREADS = "--threads-per-op";
  private static final Path MODELS = Path.of("models");

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--epochs",
      paramLabel = "N",
      description = "Epochs to train (default: 20, of the champion 24).")
  private Integer epochs;

  @Option(
      names = "--batch-size",
      paramLabel = "N",
      description = "Samples in a step (default: 128).")
  private Integer batchSize;

  @Option(
      names = "--seed",
      defaultValue = "2017",
      paramLabel = "N",
      description = "The (first) seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--dtype-policy",
      defaultValue = "float32",
      converter = PolicyOption.class,
      completionCandidates = PolicyOption.class,
      paramLabel = "NAME",
      description = "float32 or mixed_bfloat16 (default: ${DEFAULT-VALUE}).")
  private DTypePolicy policy;

  @Option(
      names = THREADS,
      paramLabel = "N",
      description = "Threads that share an op (default: as many as there are cores).")
  private Integer threadsPerOp;

  @Option(
      names = "--train-samples",
      paramLabel = "N",
      description = "Take only the first N training samples (default: all).")
  private Integer trainSamples;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder with the four IDX files of a set like MNIST (default: MNIST itself).")
  private Path data;

  @Option(
      names = "--out",
      defaultValue = LATEST,
      paramLabel = "DIR",
      description = "Where results go (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Option(
      names = "--models-dir",
      paramLabel = "DIR",
      description = "Where models go (default: models, or DIR/models with --out DIR).")
  private Path modelsDir;

  @Option(
      names = "--overwrite",
      description =
          "Delete what runs with other data or settings left in --out and --models-dir; else a run"
              + " that would replace it is refused.")
  private boolean overwrite;

  @Option(
      names = "--resume",
      description = {
        "Go on where a run with the same settings was broken off;",
        "keep what is finished in --out."
      })
  private boolean resume;

  private int processes;
  private List<String> forOthers = List.of();
  private String source;

  /**
   * Refuses bad numbers, and sets the process's threads before anything uses TensorFlow.
   *
   * @param processes that train together
   * @param here how many of them share this machine's cores
   */
  void begin(int processes, int here) {
    this.processes = processes;
    requirePositive("--epochs", epochs);
    requirePositive("--batch-size", batchSize);
    requirePositive("--train-samples", trainSamples);
    requirePositive(THREADS, threadsPerOp);
    if (here > 1 && threadsPerOp == null) {
      threadsPerOp = Math.max(1, Runtime.getRuntime().availableProcessors() / here);
      forOthers = List.of(THREADS, threadsPerOp.toString());
    }
    if (threadsPerOp != null) {
      Threads.perOp(threadsPerOp);
    }
  }

  /** Refuses an option that is given and below 1. */
  void requirePositive(String option, Integer value) {
    require(value == null || value >= 1, "%s needs 1 or more, got %s".formatted(option, value));
  }

  /** Refuses what is bad usage. */
  void require(boolean condition, String message) {
    if (!condition) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  /** Makes the folders to write to, and has them for this run alone. */
  RunFolders takeFolders() throws IOException {
    return RunFolders.take(out, modelsDir());
  }

  /** A recipe with what the user asked for in place of its own. */
  Recipe of(Recipe recipe) {
    return recipe
        .net(recipe.net().dtypePolicy(policy))
        .epochs(epochs == null ? recipe.epochs() : epochs)
        .batchSize(batchSize == null ? recipe.batchSize() : batchSize);
  }

  /** Options that the others need who share this machine's cores. */
  List<String> forOthers() {
    return forOthers;
  }

  long seed() {
    return seed;
  }

  boolean resume() {
    return resume;
  }

  Path out() {
    return out;
  }

  /** Models belong to their run: the default run's are in {@code models}, others' beside. */
  Path modelsDir() {
    if (modelsDir != null) {
      return modelsDir;
    }
    return out.equals(Path.of(LATEST)) ? MODELS : out.resolve(MODELS);
  }

  boolean overwrite() {
    return overwrite;
  }

  /** Whether the data is the MNIST that comes with Cornu, whole. */
  boolean isWholeMnist() {
    return data == null && trainSamples == null;
  }

  /** {@code MNIST}, or the name of the folder that the data comes from. */
  String dataName() {
    return data == null ? "MNIST" : folder().getFileName().toString();
  }

  /** The data, cut to the samples asked for. */
  Mnist load() {
    Mnist whole = data == null ? Mnist.load() : Mnist.load(data);
    source = data == null ? "MNIST" : "%s (sum %s)".formatted(folder(), DataSum.of(whole));
    if (trainSamples == null) {
      return whole;
    }
    Dataset train = whole.train();
    require(
        trainSamples <= train.size(),
        "--train-samples needs at most the %s samples there are, got %s"
            .formatted(train.size(), trainSamples));
    return new Mnist(train.take(trainSamples), whole.test());
  }

  /** All that a finished trial must agree in to stand for a new one; the data is loaded. */
  Map<String, String> settings(Recipe recipe, Mnist mnist) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("data", source);
    settings.put("training samples", Integer.toString(mnist.train().size()));
    settings.put("validation split", Double.toString(recipe.validationSplit()));
    settings.put("epochs", Integer.toString(recipe.epochs()));
    settings.put("batch size", Integer.toString(recipe.batchSize()));
    settings.putAll(recipe.words());
    settings.put("dtype policy", policy.kerasName());
    settings.put("Cornu", Release.version());
    settings.put("TensorFlow", TensorFlow.version());
    settings.put("processor", Machine.processor());
    settings.put("devices", Machine.devices());
    if (threadsPerOp != null) {
      settings.put("threads per op", threadsPerOp.toString());
    }
    if (processes > 1) {
      settings.put("processes", Integer.toString(processes));
    }
    return settings;
  }

  private Path folder() {
    return data.toAbsolutePath().normalize();
  }
}
