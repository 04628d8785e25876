package org.cornu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;
import static org.cornu.callbacks.Callbacks.backupAndRestore;
import static org.cornu.callbacks.Callbacks.lambdaCallback;
import static org.cornu.layers.Layers.concatenate;
import static org.cornu.layers.Layers.dense;
import static org.cornu.layers.Layers.dropout;
import static org.cornu.layers.Layers.flatten;
import static org.cornu.layers.Layers.input;
import static org.cornu.losses.Losses.meanSquaredError;
import static org.cornu.losses.Losses.sparseCategoricalCrossentropy;
import static org.cornu.losses.Objective.objective;
import static org.cornu.metrics.Metrics.accuracy;
import static org.cornu.optimizers.Optimizers.adam;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.cornu.callbacks.Callback;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.Idx;
import org.cornu.data.Part;
import org.cornu.data.PartSpec;
import org.cornu.data.SampleMap;
import org.cornu.data.Source;
import org.cornu.data.Split;
import org.cornu.graph.DType;
import org.cornu.history.History;
import org.cornu.layers.Input;
import org.cornu.layers.Value;
import org.cornu.testing.IdxFile;
import org.cornu.train.Fit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A net of pictures and tokens, trained from arrays, files and a database. */
class MixedDataTest {

  private static final int COUNT = 30;
  private static final byte[] PIXELS = new byte[COUNT * 4];
  private static final int[] TOKENS = new int[COUNT * 2];
  private static final int[] DIGITS = new int[COUNT];
  private static final float[] BOXES = new float[COUNT];

  static {
    for (int i = 0; i < COUNT; i++) {
      DIGITS[i] = i * 7 % 3;
      BOXES[i] = i % 4 * .25f;
      for (int j = 0; j < 4; j++) {
        PIXELS[4 * i + j] = (byte) (i * 31 + j * 57 + 80 * DIGITS[i]);
      }
      TOKENS[2 * i] = i % 5;
      TOKENS[2 * i + 1] = DIGITS[i];
    }
  }

  @TempDir Path folder;

  private static Model compile() {
    Input image = input(2, 2, 1).named("image");
    Input tokens = input(2).dtype(DType.INT32).named("tokens");
    Value words = tokens.then(new UserLayers.Embedded(5, 3), flatten());
    Value both = concatenate().on(image.then(flatten()), words).then(dense(8).relu(), dropout(.2));
    return Functional.of(
            List.of(image, tokens),
            dense(3).softmax().named("digit").on(both),
            dense(1).named("box").on(both))
        .seed(9)
        .compile(
            adam(.02),
            objective("digit", sparseCategoricalCrossentropy()).metrics(accuracy()),
            objective("box", meanSquaredError()).weight(.5));
  }

  private static Dataset arrays(int... tokens) {
    return Dataset.of(Part.pixels("image", PIXELS, 2, 2, 1), Part.ints("tokens", tokens, 2))
        .withTargets(Part.classes("digit", DIGITS), Part.floats("box", BOXES, 1));
  }

  /** The history of a fit, with the weights as its last entry. */
  private static List<Object> fitted(Dataset data, Fit fit) {
    try (Model model = compile()) {
      History history = Bits.timeless(model.fit(data, fit));
      return List.of(
          history, Bits.weights(model).values().stream().map(java.util.Arrays::toString).toList());
    }
  }

  private static Fit fit() {
    return Fit.epochs(2).batchSize(4);
  }

  /** What a user would write over a table. */
  private record Rows(Connection connection) implements Source {

    @Override
    public int size() {
      return COUNT;
    }

    @Override
    public List<PartSpec> inputs() {
      return List.of(PartSpec.pixels("image", 2, 2, 1), PartSpec.ints("tokens", 2));
    }

    @Override
    public List<PartSpec> targets() {
      return List.of(PartSpec.classes("digit", 3), PartSpec.floats("box", 1));
    }

    @Override
    public void read(int[] rows, Buffers out) throws IOException {
      try (PreparedStatement one =
          connection.prepareStatement("select image, a, b, digit, box from pages where id = ?")) {
        for (int i = 0; i < rows.length; i++) {
          one.setInt(1, rows[i]);
          try (ResultSet found = one.executeQuery()) {
            found.next();
            out.at(i).bytes("image").put(found.getBytes(1));
            out.ints("tokens").put(found.getInt(2)).put(found.getInt(3));
            out.ints("digit").put(found.getInt(4));
            out.floats("box").put(found.getFloat(5));
          }
        }
      } catch (SQLException e) {
        throw new IOException(e.getMessage(), e);
      }
    }
  }

  @Test
  void aDatabaseTrainsAsArraysDo() throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:pages");
        Statement create = connection.createStatement()) {
      create.execute(
          "create table pages(id int primary key, image varbinary(4), a int, b int, digit int, box real)");
      try (PreparedStatement row =
          connection.prepareStatement("insert into pages values (?, ?, ?, ?, ?, ?)")) {
        for (int i = 0; i < COUNT; i++) {
          row.setInt(1, i);
          row.setBytes(2, java.util.Arrays.copyOfRange(PIXELS, 4 * i, 4 * i + 4));
          row.setInt(3, TOKENS[2 * i]);
          row.setInt(4, TOKENS[2 * i + 1]);
          row.setInt(5, DIGITS[i]);
          row.setFloat(6, BOXES[i]);
          row.execute();
        }
      }
      Dataset rows = Dataset.of(new Rows(connection));
      assertThat(fitted(rows, fit().validationSplit(.2)))
          .isEqualTo(fitted(arrays(TOKENS), fit().validationSplit(.2)));
      assertThat(fitted(rows.shuffled(2), fit().noShuffle()))
          .isEqualTo(fitted(arrays(TOKENS).shuffled(2), fit().noShuffle()));
    }
  }

  @Test
  void picturesInAFileGoBesideTokensInMemory() throws IOException {
    Path images = IdxFile.write(folder.resolve("images"), PIXELS, COUNT, 2, 2);
    byte[] labels = new byte[COUNT];
    for (int i = 0; i < COUNT; i++) {
      labels[i] = (byte) DIGITS[i];
    }
    Dataset streamed = Idx.stream(images, IdxFile.write(folder.resolve("labels"), labels, COUNT));
    Dataset mixed =
        Dataset.of(Part.input("image", streamed), Part.ints("tokens", TOKENS, 2))
            .withTargets(Part.target("digit", streamed), Part.floats("box", BOXES, 1));

    assertThat(fitted(mixed, fit().validationSplit(.2)))
        .isEqualTo(fitted(arrays(TOKENS), fit().validationSplit(.2)));
  }

  @Test
  void theLastSamplesOfAllPartsValidate() {
    Dataset data = arrays(TOKENS).withWeights("digit", weights());
    try (Model model = compile()) {
      Map<String, Double> logs = model.fit(data, fit().validationSplit(.2)).last().logs();
      assertThat(model.evaluate(data.range(24, 30)).loss())
          .isCloseTo(logs.get("val_loss"), within(1e-6));
      assertThat(logs.get("val_loss"))
          .isCloseTo(logs.get("val_digit_loss") + .5 * logs.get("val_box_loss"), within(1e-6));
    }
  }

  private static float[] weights() {
    float[] weights = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      weights[i] = .5f + i % 3;
    }
    return weights;
  }

  private static final SampleMap BRIGHTER =
      (sample, draws) -> {
        byte[] image = sample.bytes("image");
        for (int i = 0; i < image.length; i++) {
          image[i] += (byte) (20 * draws.uniform());
        }
        sample.set("image", image);
      };

  @Test
  void augmentationRepeatsAndLeavesValidationAlone() {
    Split split = arrays(TOKENS).split(.2);
    Dataset varied = split.train().map(BRIGHTER);
    Fit fit = fit().validationData(split.validation());
    List<Object> once = fitted(varied, fit);
    assertThat(fitted(varied, fit)).isEqualTo(once);
    assertThat(fitted(split.train(), fit)).isNotEqualTo(once);
    try (Model model = compile()) {
      History history = model.fit(varied, fit);
      assertThat(model.evaluate(split.validation()).loss())
          .isCloseTo(history.last().logs().get("val_loss"), within(1e-6));
    }
  }

  /** Fails after some of the batches: 2 epochs of 6. */
  @Test
  void aResumedRunOfSeveralAugmentedPartsEndsAsAnUnbrokenOne() {
    Split split = arrays(TOKENS).withWeights(weights()).split(.2);
    Dataset varied = split.train().map(BRIGHTER);
    List<Object> whole = fitted(varied, fit().validationData(split.validation()));
    for (int after : new int[] {1, 6, 10}) {
      Path backup = folder.resolve("backup" + after + ".keras");
      Fit fit =
          fit()
              .validationData(split.validation())
              .callbacks(backupAndRestore(backup).everyBatches(1), failing(after));
      assertFails(varied, fit);
      assertThat(fitted(varied, fit)).as("after batch %d", after).isEqualTo(whole);
    }
  }

  /** Fails once. */
  private static Callback failing(int after) {
    AtomicInteger left = new AtomicInteger(after);
    return lambdaCallback()
        .onBatchEnd(
            (batch, logs) -> {
              if (left.decrementAndGet() == 0) {
                throw new IllegalArgumentException("a power cut");
              }
            });
  }

  private static void assertFails(Dataset data, Fit fit) {
    try (Model model = compile()) {
      org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
          .isThrownBy(() -> model.fit(data, fit))
          .withMessage("a power cut");
    }
  }

  @Test
  void aRunOverOtherTokensOrWeightsIsNotResumed() {
    Path backup = folder.resolve("backup.keras");
    Fit fit = fit().callbacks(backupAndRestore(backup).everyBatches(1), failing(3));
    Dataset data = arrays(TOKENS).withWeights("box", weights());
    assertFails(data, fit);
    int[] other = TOKENS.clone();
    other[7] = (other[7] + 1) % 5;
    float[] heavier = weights();
    heavier[11] += 1;
    List<Dataset> others =
        List.of(
            arrays(other).withWeights("box", weights()),
            arrays(TOKENS).withWeights("box", heavier),
            arrays(TOKENS).withWeights("digit", weights()),
            arrays(TOKENS));
    for (Dataset each : others) {
      try (Model model = compile()) {
        assertThatIllegalStateException()
            .isThrownBy(() -> model.fit(each, fit))
            .withMessageContainingAll("backup.keras", "its data is", "delete it");
      }
    }
    try (Model model = compile()) {
      assertThat(model.fit(data, fit).epochs()).hasSize(2);
    }
  }
}
