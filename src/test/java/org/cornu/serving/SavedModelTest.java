package org.cornu.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.input;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.cornu.net.Net;
import org.cornu.saving.KerasModel;
import org.cornu.saving.TrainingProgress;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.StdArrays;
import org.tensorflow.types.TFloat32;

/** What an export leaves on disk. */
class SavedModelTest {

  private static final Net NET = Net.chain(input(2), List.of(dense(1).noBias()));

  @TempDir private Path folder;

  private static Map<String, FloatNdArray> kernel(float first, float second) {
    return Map.of("dense/kernel", StdArrays.ndCopyOf(new float[][] {{first}, {second}}));
  }

  private static float answer(Path model) throws IOException {
    try (LoadedModel loaded = LoadedModel.open(model);
        TFloat32 x = TFloat32.tensorOf(StdArrays.ndCopyOf(new float[][] {{1, 10}}));
        Result result = loaded.run(List.of(x))) {
      return ((TFloat32) result.get(0)).getFloat(0, 0);
    }
  }

  private List<String> names(Path place) throws IOException {
    try (Stream<Path> entries = Files.list(place)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    }
  }

  private static KerasModel model(Net net, Map<String, FloatNdArray> weights) {
    return new KerasModel(
        "net", net, weights, Optional.empty(), Optional.empty(), TrainingProgress.NONE);
  }

  @Test
  void nothingElseIsLeftBesideIt() throws IOException {
    Path model = folder.resolve("models/net");
    SavedModel.write(model(NET, kernel(1, 2)), model);
    assertThat(answer(model)).isEqualTo(21);
    assertThat(names(model)).containsExactly("saved_model.pb", "variables");
    assertThat(names(model.getParent())).containsExactly("net");
    assertThat(names(folder)).containsExactly("models");
  }

  @Test
  void anOlderOneIsReplaced() throws IOException {
    Path model = folder.resolve("net");
    SavedModel.write(model(NET, kernel(1, 2)), model);
    SavedModel.write(model(NET, kernel(3, 4)), model);
    assertThat(answer(model)).isEqualTo(43);
    assertThat(names(folder)).containsExactly("net");
  }

  @Test
  void anEmptyFolderIsFilled() throws IOException {
    SavedModel.write(model(NET, kernel(1, 2)), folder);
    assertThat(answer(folder)).isEqualTo(21);
  }

  @Test
  void afterAFailureAllIsAsItWas() throws IOException {
    Path model = folder.resolve("net");
    SavedModel.write(model(NET, kernel(1, 2)), model);
    assertThatNullPointerException()
        .isThrownBy(() -> SavedModel.write(model(NET, Map.of()), model));
    assertThat(answer(model)).isEqualTo(21);
    assertThat(names(folder)).containsExactly("net");
  }

  @Test
  void otherContentIsNotTouched() throws IOException {
    Path model = folder.resolve("net");
    SavedModel.write(model(NET, kernel(1, 2)), model);
    Files.writeString(model.resolve("notes.txt"), "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> SavedModel.write(model(NET, kernel(3, 4)), model))
        .withMessage(
            "%s: is to be replaced, but holds [notes.txt] too; choose another folder", model);
    assertThat(answer(model)).isEqualTo(21);
    assertThat(names(folder)).containsExactly("net");
  }

  @Test
  void aFileIsNotReplaced() throws IOException {
    Path file = Files.writeString(folder.resolve("net"), "mine");
    assertThatExceptionOfType(FileAlreadyExistsException.class)
        .isThrownBy(() -> SavedModel.write(model(NET, kernel(1, 2)), file))
        .withMessageContainingAll(file.toString(), "is a file", "another name");
    assertThat(file).hasContent("mine");
  }

  @Test
  void permissionsAreThoseOfAnyNewFolder() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path model = folder.resolve("net");
    SavedModel.write(model(NET, kernel(1, 2)), model);
    Path usualFolder = Files.createDirectory(folder.resolve("usual"));
    Path usualFile = Files.createFile(folder.resolve("usual.txt"));
    assertThat(permissions(model)).isEqualTo(permissions(usualFolder));
    assertThat(permissions(model.resolve("variables"))).isEqualTo(permissions(usualFolder));
    assertThat(permissions(model.resolve("saved_model.pb"))).isEqualTo(permissions(usualFile));
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void weightsAreWrittenOnce() throws IOException {
    Net wide = Net.chain(input(400), List.of(dense(500).noBias()));
    Path model = folder.resolve("net");
    FloatNdArray kernel = NdArrays.ofFloats(Shape.of(400, 500));
    SavedModel.write(model(wide, Map.of("dense/kernel", kernel)), model);
    long bytes = Files.size(model.resolve("saved_model.pb"));
    assertThat(bytes).isBetween(400L * 500 * 4, 400L * 500 * 4 + 4096);
  }
}
