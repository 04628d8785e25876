package org.cornu.saving;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.Registry;
import org.cornu.files.AtomicFile;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;

/**
 * Keras 3's own file, {@code .keras}: a zip of {@code config.json}, {@code model.weights.h5} and
 * {@code metadata.json}; Keras also writes the three into a folder. What is written opens in Keras
 * 3.0 and later.
 */
public final class KerasArchive {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String METADATA = "metadata.json";
  private static final String CORNU = "cornu";
  private static final String COMPILE = "compile_config";

  /** The oldest Keras that opens what is written. */
  private static final String KERAS = "3.0.5";

  private KerasArchive() {}

  /**
   * Writes a model, replacing the file when it is whole.
   *
   * @throws IOException if the file cannot be written, or the model holds what Keras lacks
   */
  public static void write(KerasModel model, Registry registry, Path file) throws IOException {
    KerasJson json = new KerasJson(registry);
    String text = config(model, registry);
    if (model.progress().run().values().isEmpty()) {
      model
          .compiled()
          .flatMap(how -> CompileConfig.objection(how.optimizer()))
          .ifPresent(what -> LOG.log(Level.WARNING, "{0}: {1}", file, what));
    }
    AtomicFile.write(
        file,
        part -> {
          Path weights = part.resolveSibling(part.getFileName() + ".h5");
          try {
            WeightsFile.write(weights, StoredNet.of(model.name(), model.net()), model);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
              add(zip, METADATA, bytes(json.write(metadata(model.progress()))));
              add(zip, CONFIG, bytes(text));
              add(zip, WEIGHTS, weights);
            }
          } finally {
            Files.deleteIfExists(weights);
          }
        });
  }

  /**
   * Checks that a model can be written, before it is trained.
   *
   * @throws IOException if a part of it does not say how it is written
   */
  public static void requireWritable(String name, Net net, Compiled how) throws IOException {
    identity(name, net, how);
  }

  /**
   * What tells one compiled net from another: the text of {@code config.json}, but with metrics by
   * Cornu's own class names. What Keras calls them by the loss is no part of it.
   *
   * @throws IOException if a part of it does not say how it is written
   */
  public static String identity(String name, Net net, Compiled how) throws IOException {
    KerasJson json = new KerasJson(KerasClasses.BUILT_IN);
    return json.write(
        NetConfig.write(name, net, json).with(COMPILE, CompileConfig.identity(how, net, json)));
  }

  /** The text of {@code config.json}: layers, and what the model was compiled with. */
  private static String config(KerasModel model, Registry registry) throws IOException {
    KerasJson json = new KerasJson(registry);
    Config config = NetConfig.write(model.name(), model.net(), json);
    return json.write(
        model.compiled().isPresent()
            ? config.with(COMPILE, CompileConfig.write(model.compiled().get(), model.net(), json))
            : config);
  }

  private static Config metadata(TrainingProgress progress) {
    Config metadata =
        Config.of("keras_version", KERAS)
            .with(
                "date_saved",
                LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss")));
    return progress.seed().isEmpty() ? metadata : metadata.with(CORNU, progress.config());
  }

  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    begin(zip, name, bytes.length, sum);
    zip.write(bytes);
    zip.closeEntry();
  }

  /** Reads the file twice, as its sum stands in front. */
  private static void add(ZipOutputStream zip, String name, Path file) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = new CheckedInputStream(Files.newInputStream(file), sum)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    begin(zip, name, Files.size(file), sum);
    Files.copy(file, zip);
    zip.closeEntry();
  }

  /** Stored, not compressed, as Keras does: random floats do not get smaller. */
  private static void begin(ZipOutputStream zip, String name, long size, CRC32 sum)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(size);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads the state of a training for a net and an optimizer that are at hand: nothing is made of
   * what the file says of layers, losses and metrics, so that they may be of any class.
   *
   * @return what of it is in the file; numbers that are not finite too
   * @throws IOException if the file is damaged, or holds other weights than the net's
   */
  public static TrainingState readState(Path file, Net net, Optimizer optimizer)
      throws IOException {
    StoredNet stored = StoredNet.of("", net);
    NativeMemory memory = new NativeMemory();
    try (Source source = Source.of(file);
        Entries entries = ZipEntries.open(source);
        Hdf5 hdf5 = entries.hdf5(WEIGHTS, memory)) {
      return new TrainingState(
          WeightsFile.read(hdf5, stored),
          OptimizerVariables.read(hdf5, stored, optimizer),
          progress(entries, new KerasJson(KerasClasses.BUILT_IN), hdf5),
          memory);
    } catch (ConfigException e) {
      memory.close();
      throw new IOException(e.getMessage(), e);
    } catch (IOException | RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  /** Whether a folder holds what Keras writes into one. */
  static boolean isIn(Path folder) {
    return Files.isRegularFile(folder.resolve(CONFIG));
  }

  /** What an archive or folder says; closing it closes the entries. */
  static Described describe(Entries entries, Registry registry, NativeMemory memory)
      throws IOException {
    KerasJson json = new KerasJson(registry);
    String text = new String(entries.needed(CONFIG, Entries.LARGEST_TEXT), StandardCharsets.UTF_8);
    Config config = json.read(text, entries.place() + ": " + CONFIG);
    Config metadata = metadata(entries, json);
    String version = metadata.text("keras_version", KERAS);
    Config said =
        metadata.has(CORNU) ? StatefulLayers.of(config) : Dialects.ofToday(config, version);
    Hdf5 weights = entries.hdf5(WEIGHTS, memory);
    try {
      Config architecture = Vocabularies.put(entries, weights, said);
      return new Opened(entries, architecture, Dialects.isOld(version), weights, json);
    } catch (IOException | RuntimeException | Error e) {
      weights.close();
      throw e;
    }
  }

  private record Opened(
      Entries entries, Config architecture, boolean old, Hdf5 weights, KerasJson json)
      implements Described {

    @Override
    public Optional<Config> compilation(Net net) {
      return Optional.of(architecture)
          .filter(config -> config.has(COMPILE))
          .map(config -> config.object(COMPILE))
          .map(words -> old ? LegacyTraining.of(words, net) : words);
    }

    @Override
    public TrainingProgress progress() throws IOException {
      return KerasArchive.progress(entries, json, weights);
    }

    @Override
    public List<String> classNames() throws IOException {
      return TrainingProgress.classNames(cornu(entries, json));
    }

    @Override
    public Numbers numbers(StoredNet net) throws IOException {
      return new Numbers(
          WeightsFile.read(weights, net),
          optimizer ->
              old
                  ? OptimizerVariables.readOld(weights, net, optimizer)
                  : OptimizerVariables.read(weights, net, optimizer));
    }

    @Override
    public void close() throws IOException {
      try (entries) {
        weights.close();
      }
    }
  }

  private static TrainingProgress progress(Entries entries, KerasJson json, Hdf5 hdf5)
      throws IOException {
    Config cornu = cornu(entries, json);
    return cornu.values().isEmpty()
        ? TrainingProgress.NONE
        : TrainingProgress.from(cornu)
            .arrays(WeightsFile.readArrays(hdf5, TrainingProgress.shapes(cornu)));
  }

  /** What Cornu has written that Keras has no place for; empty if there is none. */
  private static Config cornu(Entries entries, KerasJson json) throws IOException {
    Config metadata = metadata(entries, json);
    return metadata.has(CORNU) ? metadata.object(CORNU) : Config.EMPTY;
  }

  private static Config metadata(Entries entries, KerasJson json) throws IOException {
    Optional<byte[]> bytes = entries.bytes(METADATA, Entries.LARGEST_TEXT);
    if (bytes.isEmpty()) {
      return Config.EMPTY;
    }
    String text = new String(bytes.get(), StandardCharsets.UTF_8);
    return json.read(text, entries.place() + ": " + METADATA);
  }
}
