package org.cornu.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.cornu.config.Config;
import org.cornu.config.Release;
import org.cornu.data.Buffers;
import org.cornu.data.Dataset;
import org.cornu.data.ElementType;
import org.cornu.data.PartSpec;
import org.cornu.data.Split;
import org.cornu.feed.Batches;
import org.cornu.saving.Compiled;
import org.cornu.saving.KerasArchive;
import org.cornu.step.Compilation;
import org.cornu.step.CompiledNet;
import org.tensorflow.TensorFlow;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.buffer.DataBuffers;

/** What two runs must have in common for one to go on where the other was interrupted. */
final class Fingerprint {

  /** Bytes of samples that are read at once. */
  private static final int PART = 1 << 20;

  /** Samples that workers compare. */
  private static final int SOME = 64;

  private Fingerprint() {}

  /**
   * Takes it.
   *
   * @param data what is trained and what is validated on
   * @throws IOException if the net cannot be written to a file
   */
  static Config of(CompiledNet compiled, Split data, Fit fit) throws IOException {
    return Config.of("seed", Long.toString(compiled.seed().value()))
        .with("net", sum(net(compiled)))
        .with("data", text(compiled, data.train(), Batches.inOrder(data.train().size())))
        .with(
            "validation",
            data.validation() == null
                ? "none"
                : text(compiled, data.validation(), Batches.inOrder(data.validation().size())))
        .with("batch size", Integer.toString(fit.batchSize()))
        .with("shuffle", fit.shuffle().toString())
        .with("callbacks", callbacks(fit));
  }

  private static List<String> callbacks(Fit fit) {
    return fit.callbacks().stream().map(each -> name(each.getClass())).toList();
  }

  /** What workers must have in common: of the data some samples, as all may be files. */
  static Map<String, String> ofWorker(CompiledNet compiled, Split data, Fit fit) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("version of TensorFlow", TensorFlow.version());
    facts.put("version of Cornu", Release.version());
    facts.put("seed", Long.toString(compiled.seed().value()));
    facts.put("net, or what it is compiled with", program(compiled));
    facts.put("data", text(compiled, data.train(), some(data.train())));
    facts.put(
        "validation data",
        data.validation() == null
            ? "none"
            : text(compiled, data.validation(), some(data.validation())));
    facts.put("batch size", Integer.toString(fit.batchSize()));
    facts.put("shuffle", fit.shuffle().toString());
    facts.put(
        "list of callbacks, which backupAndRestore keeps the state of",
        fit.checkpoint().map(file -> callbacks(fit).toString()).orElse(""));
    return facts;
  }

  /** What they must have in common of where they begin. */
  static Map<String, String> ofStart(Start start, Fit fit, Map<String, FloatNdArray> weights) {
    return Map.of(
        "number of epochs",
        Integer.toString(start.epochs(fit)),
        "place to begin at",
        start
            .checkpoint()
            .map(each -> each.done() + " epochs and " + each.unfinished().batch() + " batches")
            .orElseGet(() -> start.epoch() + " epochs"),
        "weights",
        "sum " + sum(weights));
  }

  private static String sum(Map<String, FloatNdArray> weights) {
    CRC32C sum = new CRC32C();
    ByteBuffer bytes = ByteBuffer.allocate(PART);
    for (FloatNdArray weight : weights.values()) {
      float[] numbers = new float[Math.toIntExact(weight.size())];
      weight.copyTo(DataBuffers.of(numbers, false, false));
      int most = PART / Float.BYTES;
      for (int from = 0; from < numbers.length; from += most) {
        int length = Math.min(most, numbers.length - from);
        bytes.asFloatBuffer().put(numbers, from, length);
        sum.update(bytes.array(), 0, length * Float.BYTES);
      }
    }
    return Long.toHexString(sum.getValue());
  }

  /** Numbers of samples from all over. */
  private static int[] some(Dataset data) {
    int number = Math.min(data.size(), SOME);
    return IntStream.range(0, number).map(i -> (int) ((long) i * data.size() / number)).toArray();
  }

  /** Of a net that cannot be written, what it trains. */
  private static String program(CompiledNet compiled) {
    try {
      return sum(net(compiled));
    } catch (IOException e) {
      return compiled.net().weights().stream()
          .map(weight -> weight.path() + weight.spec().shape())
          .toList()
          .toString();
    }
  }

  /** Without that of a lambda's class, which each process makes up. */
  private static String name(Class<?> callback) {
    return callback.isHidden() ? "" : callback.getSimpleName();
  }

  /**
   * Checks that a checkpoint is of the same run.
   *
   * @throws IllegalStateException if not; the message names what differs
   */
  static void require(Config now, Config then, Path file) {
    for (Map.Entry<String, Object> each : now.values().entrySet()) {
      Object old = then.values().get(each.getKey());
      if (!each.getValue().equals(old)) {
        throw new IllegalStateException(
            "%s: is a checkpoint of another run, its %s is %s, now it is %s; delete it to begin anew%s"
                .formatted(
                    file,
                    each.getKey().equals("net")
                        ? "net, or what it is compiled with,"
                        : each.getKey(),
                    old,
                    each.getValue(),
                    each.getKey().equals("seed") ? ", and give the net a seed" : ""));
      }
    }
  }

  private static byte[] net(CompiledNet compiled) throws IOException {
    Compilation how = compiled.how();
    Compiled fresh = new Compiled(how.optimizer(), how.objectives(), Optional.empty());
    List<String> undecayed = how.optimizer().options().undecayed();
    String identity = KerasArchive.identity(compiled.name(), compiled.net(), fresh);
    // Files do not hold it, and a run without it is another one.
    return (undecayed.isEmpty() ? identity : identity + undecayed).getBytes(StandardCharsets.UTF_8);
  }

  private static String sum(byte[] bytes) {
    CRC32C sum = new CRC32C();
    sum.update(bytes);
    return Long.toHexString(sum.getValue());
  }

  /** Such as {@code 48000 samples of [28, 28, 1], sum 1f2e3d4c}: the sum is of these rows. */
  private static String text(CompiledNet compiled, Dataset data, int[] rows) {
    return isOfOne(compiled, data) ? ofOne(compiled, data, rows) : ofParts(data, rows);
  }

  /** One input of floats or pixels, and a class or a vector: what checkpoints of old are of. */
  private static boolean isOfOne(CompiledNet compiled, Dataset data) {
    if (data.parts().size() != 2 || data.inputs().size() != 1) {
      return false;
    }
    PartSpec target = data.targets().get(0);
    ElementType type = data.inputs().get(0).type();
    return (type == ElementType.FLOAT32 || type == ElementType.PIXEL)
        && (target.classes() == 0 || target.shape().isEmpty())
        && !compiled.wants().targets().get(0).output().hasUnknownDimension();
  }

  /** Of data of several parts: {@code 400 samples of [image float32 (2,), ...], sum ...}. */
  private static String ofParts(Dataset data, int[] rows) {
    List<PartSpec> parts = data.parts();
    int volume = parts.stream().mapToInt(PartSpec::volume).max().orElseThrow();
    int part = Math.max(1, Math.min(data.size(), PART / (volume * Long.BYTES)));
    Buffers buffers = Buffers.of(parts, part);
    CRC32C sum = new CRC32C();
    for (int from = 0; from < rows.length; from += part) {
      int to = Math.min(from + part, rows.length);
      data.read(rows, from, to, buffers);
      for (PartSpec spec : parts) {
        sum.update(bytes(spec, buffers, (to - from) * spec.volume()));
      }
    }
    return "%s samples of %s, sum %s"
        .formatted(data.size(), parts, Long.toHexString(sum.getValue()));
  }

  private static byte[] bytes(PartSpec part, Buffers buffers, int numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers * Long.BYTES);
    switch (part.type()) {
      case FLOAT32 -> bytes.asFloatBuffer().put(buffers.floats(part.name()).array(), 0, numbers);
      case INT32 -> bytes.asIntBuffer().put(buffers.ints(part.name()).array(), 0, numbers);
      case INT64 -> bytes.asLongBuffer().put(buffers.longs(part.name()).array(), 0, numbers);
      case STRING -> {
        IntBuffer hashes = bytes.asIntBuffer();
        IntBuffer ids = buffers.ints(part.name());
        for (int i = 0; i < numbers; i++) {
          hashes.put(part.words().get(ids.get(i)).hashCode());
        }
      }
      case UINT8, PIXEL -> bytes.put(buffers.bytes(part.name()).array(), 0, numbers);
    }
    return bytes.array();
  }

  private static String ofOne(CompiledNet compiled, Dataset data, int[] rows) {
    int width = Math.toIntExact(compiled.net().outputShape().size());
    int sample =
        Math.toIntExact(
            Batches.shape(data.inputs().get(0)).size() * (data.bytes() ? Byte.BYTES : Float.BYTES));
    int label = Math.multiplyExact(width, Float.BYTES);
    int part = Math.max(1, PART / Math.max(sample, label));
    ByteBuffer features = ByteBuffer.allocate(part * sample);
    ByteBuffer targets = ByteBuffer.allocate(part * label);
    CRC32C sum = new CRC32C();
    for (int from = 0; from < rows.length; from += part) {
      int to = Math.min(from + part, rows.length);
      if (data.bytes()) {
        data.features(rows, from, to, features.clear());
      } else {
        data.features(rows, from, to, features.clear().asFloatBuffer());
      }
      FloatBuffer labels = targets.clear().asFloatBuffer();
      data.targets(rows, from, to, width, labels);
      sum.update(features.array(), 0, (to - from) * sample);
      sum.update(targets.array(), 0, (to - from) * label);
    }
    return "%s samples of %s, sum %s"
        .formatted(data.size(), Arrays.toString(data.shape()), Long.toHexString(sum.getValue()));
  }
}
