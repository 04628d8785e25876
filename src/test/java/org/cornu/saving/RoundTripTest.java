package org.cornu.saving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.cornu.losses.Losses.meanSquaredError;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cornu.activations.FunctionActivation;
import org.cornu.config.Configurable;
import org.cornu.functions.FunctionLayer;
import org.cornu.goldens.Golden;
import org.cornu.goldens.Tensors;
import org.cornu.graph.Spec;
import org.cornu.initializers.STFT;
import org.cornu.layers.Placed;
import org.cornu.losses.FunctionLoss;
import org.cornu.metrics.FunctionMetric;
import org.cornu.net.Net;
import org.cornu.optimizers.Optimizer;
import org.cornu.serving.LoadedModel;
import org.cornu.testing.Script;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffer;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.family.TType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is written is read back equal, by Cornu, and by Cornu after Keras has written it anew. */
class RoundTripTest {

  @TempDir private Path folder;

  @Test
  void everyClassThatAFileCanHoldIsACase() {
    Set<String> tried =
        Stream.concat(KerasCases.objects(), ObjectiveRoundTripTest.objects())
            .map(each -> each instanceof Placed placed ? placed.layer() : each)
            .map(each -> each.getClass().getName())
            .collect(Collectors.toSet());
    List<String> all =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.cornu")
                .stream()
                .filter(each -> each.isAssignableTo(Configurable.class))
                .filter(each -> !each.isInterface() && !isAbstract(each))
                .filter(each -> !each.getModifiers().contains(JavaModifier.PRIVATE))
                .filter(each -> !each.isEquivalentTo(Placed.class))
                .filter(each -> !each.getSimpleName().equals("PlacedRecurrent"))
                // Its kernel has three axes, as that of no layer here.
                .filter(each -> !each.isEquivalentTo(STFT.class))
                // Functions are nodes of functional models: FunctionFilesTest.
                .filter(each -> !each.isAssignableTo(FunctionLayer.class))
                // No file holds a lambda.
                .filter(each -> !each.isEquivalentTo(FunctionActivation.class))
                .filter(each -> !each.isEquivalentTo(FunctionLoss.class))
                .filter(each -> !each.isEquivalentTo(FunctionMetric.class))
                .map(JavaClass::getName)
                .toList();
    assertThat(tried).containsAll(all);
    assertThat(all).hasSizeGreaterThan(15);
  }

  private static boolean isAbstract(JavaClass each) {
    return each.getModifiers().contains(JavaModifier.ABSTRACT);
  }

  @Test
  void cornuReadsWhatCornuWrote() throws Exception {
    for (Map.Entry<String, KerasModel> each : KerasCases.models().entrySet()) {
      Path file = folder.resolve(each.getKey() + ".keras");
      KerasArchive.write(each.getValue(), KerasClasses.BUILT_IN, file);
      KerasModel read = ModelFile.read(file, KerasClasses.BUILT_IN);
      assertSame(each.getKey(), read, each.getValue());
      assertThat(read.progress()).isEqualTo(each.getValue().progress());
    }
  }

  @Test
  void cornuReadsWhatCornuAloneHas() throws Exception {
    for (Optimizer optimizer : KerasCases.ownOptimizers()) {
      KerasModel model = KerasCases.compiled(optimizer, meanSquaredError());
      Path file = folder.resolve("own.keras");
      KerasArchive.write(model, KerasClasses.BUILT_IN, file);
      assertSame(optimizer.toString(), ModelFile.read(file, KerasClasses.BUILT_IN), model);
    }
    for (Net net : PreprocessingCases.netsOfCornuAlone()) {
      KerasModel model = KerasCases.model(net, null);
      Path file = folder.resolve("own.keras");
      KerasArchive.write(model, KerasClasses.BUILT_IN, file);
      assertSame(net.layers().toString(), ModelFile.read(file, KerasClasses.BUILT_IN), model);
    }
  }

  @Test
  void cornuReadsTheWeightsThatItWroteAlone() throws Exception {
    for (Map.Entry<String, KerasModel> each : KerasCases.models().entrySet()) {
      Path file = folder.resolve(each.getKey() + ".weights.h5");
      WeightsFile.write(each.getValue(), file);
      assertThat(WeightsFile.read(file, each.getValue().net()).weights())
          .as(each.getKey())
          .isEqualTo(each.getValue().weights());
    }
  }

  @Test
  @Tag("python")
  void kerasReadsWhatCornuWroteAndCornuWhatKerasWrote() throws Exception {
    Path theirs = Files.createDirectory(folder.resolve("theirs"));
    Map<String, KerasModel> models = KerasCases.models();
    for (Map.Entry<String, KerasModel> each : models.entrySet()) {
      KerasArchive.write(
          each.getValue(), KerasClasses.BUILT_IN, folder.resolve(each.getKey() + ".keras"));
      WeightsFile.write(each.getValue(), folder.resolve(each.getKey() + ".weights.h5"));
    }
    Script.run("resave_keras_files.py", Map.of(), folder, theirs);
    JsonNode answers =
        JsonMapper.shared().readTree(Files.readString(theirs.resolve("answers.json")));
    for (Map.Entry<String, KerasModel> each : models.entrySet()) {
      Path file = theirs.resolve(each.getKey() + ".keras");
      KerasModel read = ModelFile.read(file, KerasClasses.BUILT_IN);
      assertSame(each.getKey(), read, each.getValue());
      float[] expected = Golden.floats(answers.required(each.getKey()));
      double tolerance = each.getKey().equals(KerasCases.MIXED) ? 1.0 / 128 : 1e-5;
      Tensors.assertNear(each.getKey(), answers(read), expected, tolerance);
    }
  }

  /** What a model answers to the samples of the script. */
  private static float[] answers(KerasModel model) {
    Spec input = model.net().input().spec();
    Shape batch = Shape.of(3).append(input.shape());
    float[] values = new float[Math.toIntExact(batch.size())];
    long[] numbers = new long[values.length];
    int[] smaller = new int[values.length];
    DataBuffer<String> words = DataBuffers.ofObjects(String.class, values.length);
    for (int i = 0; i < values.length; i++) {
      numbers[i] = 7 * i % 13;
      smaller[i] = 7 * i % 13;
      values[i] = (numbers[i] - 6) / 8f;
      words.setObject("w" + numbers[i], i);
    }
    try (LoadedModel loaded = LoadedModel.of(model.net(), model.weights());
        TType x =
            switch (input.dtype()) {
              case INT64 -> TInt64.tensorOf(batch, DataBuffers.of(numbers, true, false));
              case INT32 -> TInt32.tensorOf(batch, DataBuffers.of(smaller, true, false));
              case STRING -> TString.tensorOf(batch, words);
              default -> TFloat32.tensorOf(Tensors.of(batch, values));
            };
        Result result = loaded.run(List.of(x))) {
      return result.get(0) instanceof TFloat32 floats ? Tensors.floats(floats) : whole(result);
    }
  }

  private static float[] whole(Result result) {
    if (result.get(0) instanceof TInt32 ints) {
      return floats(ints.size(), i -> ints.asRawTensor().data().asInts().getInt(i));
    }
    TInt64 longs = (TInt64) result.get(0);
    return floats(longs.size(), i -> longs.asRawTensor().data().asLongs().getLong(i));
  }

  private static float[] floats(long size, LongToDoubleFunction value) {
    float[] floats = new float[Math.toIntExact(size)];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) value.applyAsDouble(i);
    }
    return floats;
  }

  private static void assertSame(String name, KerasModel read, KerasModel written) {
    assertThat(read.problem()).as(name).isEmpty();
    assertThat(read.name()).as(name).isEqualTo(written.name());
    assertThat(read.net().inputs()).as(name).isEqualTo(written.net().inputs());
    assertThat(read.net().layers()).as(name).isEqualTo(written.net().layers());
    assertThat(read.net().calls()).as(name).isEqualTo(written.net().calls());
    assertThat(read.weights()).as(name).isEqualTo(written.weights());
    assertThat(read.compiled()).as(name).isEqualTo(written.compiled());
  }
}
