package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Models inside a jar, as a file system or a stream. */
class OtherFileSystemTest {

  private static final float[] X = {1, -2, 3, 4};

  @TempDir private Path folder;
  private FileSystem jar;
  private Model model;

  @BeforeEach
  void open() throws IOException {
    jar = FileSystems.newFileSystem(folder.resolve("app.jar"), Map.of("create", "true"));
    model =
        Sequential.of(input(4), dense(3).relu(), dense(2))
            .seed(1)
            .compile(adam(), meanSquaredError());
  }

  @AfterEach
  void close() throws IOException {
    model.close();
    if (jar.isOpen()) {
      jar.close();
    }
  }

  private Path reopened(String name) throws IOException {
    jar.close();
    jar = FileSystems.newFileSystem(folder.resolve("app.jar"));
    return jar.getPath(name);
  }

  @Test
  void archivesAreWrittenAndReadThere() throws IOException {
    model.save(jar.getPath("/models/a.keras"));
    model.save(jar.getPath("/models/a.keras"));
    Path file = reopened("/models/a.keras");
    try (Predictor predictor = Predictor.load(file);
        Model again = Model.load(file)) {
      assertThat(predictor.predict(X)).isEqualTo(model.predict(X));
      assertThat(again.weights()).isEqualTo(model.weights());
      model.loadWeights(file);
    }
    assertThat(Sequential.load(file).parameters()).isEqualTo(model.parameters());
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertThat(left).containsExactly(file);
    }
  }

  @Test
  void weightsAreWrittenAndReadThere() throws IOException {
    model.saveWeights(jar.getPath("/a.weights.h5"));
    try (Model other =
        Sequential.of(input(4), dense(3).relu(), dense(2)).compile(adam(), meanSquaredError())) {
      other.loadWeights(reopened("/a.weights.h5"));
      assertThat(other.weights()).isEqualTo(model.weights());
    }
  }

  @Test
  void streamsAreReadToTheirEndAndLeftOpen() throws IOException {
    Path file = folder.resolve("a.keras");
    model.save(file);
    try (InputStream in = Files.newInputStream(file);
        Predictor predictor = Predictor.load(in)) {
      assertThat(predictor.predict(X)).isEqualTo(model.predict(X));
      assertThat(in.read()).isNegative();
    }
    try (InputStream in = Files.newInputStream(file);
        Model again = Model.load(in)) {
      assertThat(again.weights()).isEqualTo(model.weights());
    }
    assertThatIOException()
        .isThrownBy(() -> Sequential.load(InputStream.nullInputStream()))
        .withMessageContainingAll("the stream", "needs a .keras archive");
  }

  /** It was written into the root of the disk, and the archive stayed empty. */
  @Test
  void anExportGoesIntoTheArchive() throws IOException {
    model.export(jar.getPath("/served/model"));
    model.export(jar.getPath("/served/model"));
    Path there = reopened("/served/model");
    assertThat(Path.of("/served")).doesNotExist();
    assertThatIOException()
        .isThrownBy(() -> Predictor.load(there))
        .withMessageContainingAll("/served/model", "unpack it");
    Path unpacked = folder.resolve("unpacked");
    try (Stream<Path> walk = Files.walk(there)) {
      for (Path each : walk.toList()) {
        Files.copy(each, unpacked.resolve(there.relativize(each).toString()));
      }
    }
    try (Predictor predictor = Predictor.load(unpacked)) {
      assertThat(predictor.predict(X)).isEqualTo(model.predict(X));
    }
  }
}
