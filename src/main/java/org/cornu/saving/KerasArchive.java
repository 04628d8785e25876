package org.cornu.saving;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.cornu.config.Config;
import org.cornu.config.ConfigException;
import org.cornu.config.Registry;
import org.cornu.files.AtomicFile;
import org.cornu.net.Net;

/**
 * Keras 3's own file, {@code .keras}: a zip of {@code config.json}, {@code model.weights.h5} and
 * {@code metadata.json}. What is written opens in Keras 3.0 and later.
 */
public final class KerasArchive {

  private static final System.Logger LOG = System.getLogger("org.cornu");

  private static final String CONFIG = "config.json";
  private static final String WEIGHTS = "model.weights.h5";
  private static final String METADATA = "metadata.json";

  /** The oldest Keras that opens what is written. */
  private static final String KERAS = "3.0.5";

  /** Bounds on the entries of a file that may be hostile, in bytes. */
  private static final long LARGEST_TEXT = 32L << 20;

  private static final long LARGEST_WEIGHTS = Integer.MAX_VALUE - 8L;
  private static final long ALWAYS_TAKEN = 1L << 20;
  private static final int LARGEST_RATIO = 100;
  private static final int MOST_ENTRIES = 1000;

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
            StoredNet stored = StoredNet.flat(model.name(), model.net());
            WeightsFile.write(weights, stored, model);
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
              add(zip, METADATA, bytes(json.write(metadata(model.progress()))));
              add(zip, CONFIG, bytes(text));
              add(zip, WEIGHTS, Files.readAllBytes(weights));
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
    config(
        new KerasModel(name, net, Map.of(), Optional.of(how), Optional.empty(), Progress.NONE),
        KerasClasses.BUILT_IN);
  }

  /**
   * The text of {@code config.json}: layers, and what the model was compiled with.
   *
   * @throws IOException if the model holds what Keras lacks
   */
  public static String config(KerasModel model, Registry registry) throws IOException {
    KerasJson json = new KerasJson(registry);
    Config config = NetConfig.write(model.name(), model.net(), json);
    return json.write(
        model.compiled().isPresent()
            ? config.with("compile_config", CompileConfig.write(model.compiled().get(), json))
            : config);
  }

  private static Config metadata(Progress progress) {
    Config metadata =
        Config.of("keras_version", KERAS)
            .with(
                "date_saved",
                LocalDateTime.now().format(DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss")));
    return progress.seed().isEmpty() ? metadata : metadata.with("cornu", progress.config());
  }

  /** Stored, not compressed, as Keras does: random floats do not get smaller. */
  private static void add(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Reads a model.
   *
   * @throws IOException if the file is damaged, or holds what Cornu lacks; the message names it
   */
  public static KerasModel read(Path file, Registry registry) throws IOException {
    try (ZipFile zip = new ZipFile(file.toFile())) {
      requireSound(zip, file);
      KerasJson json = new KerasJson(registry);
      Config config =
          json.read(
              new String(entry(zip, CONFIG, LARGEST_TEXT, file), StandardCharsets.UTF_8),
              file + ": " + CONFIG);
      StoredNet stored = NetReader.read(config);
      byte[] weights = entry(zip, WEIGHTS, LARGEST_WEIGHTS, file);
      try (Hdf5 hdf5 = Hdf5.of(weights, file + ": " + WEIGHTS)) {
        return KerasModel.read(
            stored,
            WeightsFile.read(hdf5, stored),
            () ->
                config.has("compile_config")
                    ? Optional.of(config.object("compile_config"))
                    : Optional.empty(),
            optimizer -> OptimizerVariables.read(hdf5, stored, optimizer),
            progress(zip, json, file, hdf5));
      }
    } catch (ConfigException e) {
      throw new IOException(e.getMessage(), e);
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw new IOException(file + ": is no zip archive, or damaged: " + e.getMessage(), e);
    }
  }

  private static void requireSound(ZipFile zip, Path file) throws IOException {
    Set<String> names = new HashSet<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      String name = entry.getName();
      if (!names.add(name)) {
        throw new IOException("%s: holds \"%s\" twice".formatted(file, name));
      }
      if (name.startsWith("/") || List.of(name.split("[/\\\\]")).contains("..")) {
        throw new IOException(
            "%s: holds \"%s\", a path that leads out of it".formatted(file, name));
      }
      if (names.size() > MOST_ENTRIES) {
        throw new IOException("%s: needs at most %d entries".formatted(file, MOST_ENTRIES));
      }
    }
  }

  private static byte[] entry(ZipFile zip, String name, long largest, Path file)
      throws IOException {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw new IOException("%s: needs an entry %s, has none".formatted(file, name));
    }
    long limit =
        Math.min(largest, Math.max(ALWAYS_TAKEN, LARGEST_RATIO * entry.getCompressedSize()));
    if (entry.getSize() > limit) {
      throw new IOException(
          "%s: %s: needs at most %d bytes, as it takes up %d in the archive, has %d"
              .formatted(file, name, limit, entry.getCompressedSize(), entry.getSize()));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      // One more than it says: a false size must show.
      byte[] bytes = in.readNBytes(Math.toIntExact(entry.getSize()) + 1);
      CRC32 sum = new CRC32();
      sum.update(bytes);
      if (bytes.length != entry.getSize() || sum.getValue() != entry.getCrc()) {
        throw new IOException("%s: %s: is damaged".formatted(file, name));
      }
      return bytes;
    }
  }

  private static Progress progress(ZipFile zip, KerasJson json, Path file, Hdf5 hdf5)
      throws IOException {
    if (zip.getEntry(METADATA) == null) {
      return Progress.NONE;
    }
    String text = new String(entry(zip, METADATA, LARGEST_TEXT, file), StandardCharsets.UTF_8);
    Config metadata = json.read(text, file + ": " + METADATA);
    if (!metadata.has("cornu")) {
      return Progress.NONE;
    }
    Config cornu = metadata.object("cornu");
    return Progress.from(cornu).arrays(WeightsFile.readArrays(hdf5, Progress.shapes(cornu)));
  }
}
