package org.cornu.saving;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.cornu.files.AtomicFile;
import org.cornu.net.Net;
import org.cornu.net.NetWeight;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.Shape;

/** Weights as Keras 3 lays them out in {@code model.weights.h5}. */
public final class WeightsFile {

  /** Group of what a checkpoint keeps beside weights and optimizer; Keras passes over it. */
  private static final String ARRAYS = "cornu";

  /** Those of a layer that looks tokens up. */
  static final String IDF_WEIGHTS = "idf_weights";

  private WeightsFile() {}

  /** Writes a model's weights, and the optimizer's state if it has one, as Keras does. */
  public static void write(KerasModel model, Path file) throws IOException {
    StoredNet stored = StoredNet.of(model.name(), model.net());
    AtomicFile.write(file, part -> write(part, stored, model));
  }

  /**
   * Reads the weights of a net, which Keras 1 and 2 laid out in another way. The file may be of a
   * model with models in it.
   *
   * @return the weights alone
   * @throws IOException if the file holds other weights than the net has, or more
   */
  public static TrainingState read(Path file, Net net) throws IOException {
    StoredNet flat = StoredNet.of("", net);
    NativeMemory memory = new NativeMemory();
    try (Source source = Source.of(file);
        Hdf5 hdf5 = Hdf5.open(source, memory)) {
      Map<String, FloatNdArray> weights =
          LegacyWeights.areIn(hdf5, "")
              ? LegacyWeights.read(hdf5, "", flat).values()
              : read(hdf5, WeightGroups.of(hdf5).places(flat));
      return new TrainingState(weights, Optional.empty(), TrainingProgress.NONE, memory);
    } catch (IOException | RuntimeException | Error e) {
      memory.close();
      throw e;
    }
  }

  /**
   * A compiled model with its optimizer's state, into its memory, if a file holds it; else, where
   * the file holds another's, with the problem.
   */
  public static KerasModel withState(Path file, KerasModel model) {
    Compiled compiled = model.compiled().orElseThrow();
    try (Source source = Source.of(file);
        Hdf5 hdf5 = Hdf5.open(source, model.memory())) {
      StoredNet flat = StoredNet.of("", model.net());
      return model.with(
          Optional.of(compiled.with(OptimizerVariables.read(hdf5, flat, compiled.optimizer()))),
          Optional.empty());
    } catch (IOException e) {
      return model.with(Optional.of(compiled), Optional.of(e.getMessage()));
    }
  }

  /** Writes a new file; one of another file system first on the disk, which the writer needs. */
  static void write(Path file, StoredNet stored, KerasModel model) throws IOException {
    if (file.getFileSystem() == FileSystems.getDefault()) {
      writeOnDisk(file, stored, model);
      return;
    }
    Path draft = Files.createTempFile("cornu", ".h5");
    try {
      writeOnDisk(draft, stored, model);
      Files.copy(draft, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void writeOnDisk(Path file, StoredNet stored, KerasModel model)
      throws IOException {
    Map<String, FloatNdArray> weights = model.weights();
    Optional<Compiled> compiled = model.compiled();
    try (WritableHdfFile root = HdfFile.write(file)) {
      root.putGroup("vars");
      writeArrays(root, model.progress().arrays());
      // jhdf 0.13 ends by writing its own name behind the last data, over any groups that lie
      // there. This data is the last, as names are written in order.
      root.putDataset("writer", "Cornu");
      Groups groups = new Groups(root);
      for (StoredNet.Place place : stored.places()) {
        WritableGroup vars = groups.of(place.key() + "/vars");
        vars.putAttribute("name", place.name());
        List<NetWeight> kept = place.weights();
        for (int j = 0; j < kept.size(); j++) {
          put(vars, key(kept.get(j), j), weights.get(kept.get(j).path()));
        }
      }
      if (compiled.isPresent() && compiled.get().state().isPresent()) {
        OptimizerVariables.write(
            root, compiled.get().optimizer(), model.net(), compiled.get().state().get());
      }
    } catch (RuntimeException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Puts an array of any size into a group, which is written when the file is closed. */
  static void put(WritableGroup group, String name, FloatNdArray array) {
    group.putDataset(name, new TensorDataset(array, name, group));
  }

  private static void writeArrays(WritableHdfFile root, Map<String, FloatNdArray> arrays) {
    if (!arrays.isEmpty()) {
      WritableGroup group = root.putGroup(ARRAYS);
      int next = 0;
      for (FloatNdArray array : arrays.values()) {
        put(group, "" + next++, array);
      }
    }
  }

  /** Reads the arrays of a checkpoint, which stay with the run: they are the JVM's. */
  static Map<String, FloatNdArray> readArrays(Hdf5 file, Map<String, Shape> shapes)
      throws IOException {
    Map<String, FloatNdArray> arrays = new LinkedHashMap<>();
    for (Map.Entry<String, Shape> each : shapes.entrySet()) {
      FloatNdArray copy = NdArrays.ofFloats(each.getValue());
      file.floats(ARRAYS + "/" + arrays.size(), each.getValue()).copyTo(copy);
      arrays.put(each.getKey(), copy);
    }
    return arrays;
  }

  /** Reads the weights of a net. */
  static Map<String, FloatNdArray> read(Hdf5 file, StoredNet stored) throws IOException {
    Map<String, FloatNdArray> weights = new LinkedHashMap<>();
    for (StoredNet.Place place : stored.places()) {
      List<NetWeight> kept = place.weights();
      if (kept.isEmpty()) {
        continue;
      }
      String group = group(file, place);
      List<String> found = file.names(group);
      if (found.size() != kept.size()) {
        throw new IOException(
            "%s: layer \"%s\" needs %d weights in %s, the file has %d there"
                .formatted(file.place(), place.path(), kept.size(), group, found.size()));
      }
      for (int j = 0; j < kept.size(); j++) {
        NetWeight weight = kept.get(j);
        weights.put(
            weight.path(), file.floats(group + "/" + key(weight, j), weight.spec().shape()));
      }
    }
    return weights;
  }

  /** Weights are counted, but for one that Keras writes by its name. */
  private static String key(NetWeight weight, int count) {
    String name = weight.spec().name();
    return name.equals(IDF_WEIGHTS) ? name : String.valueOf(count);
  }

  private static String group(Hdf5 file, StoredNet.Place layer) throws IOException {
    String group = layer.key() + "/vars";
    if (file.has(group)) {
      return group;
    }
    // Keras 2 calls the parts of a MultiHeadAttention so, and 2.13 the layers.
    String ofHeads = group.replaceFirst("/([a-z]+_dense/vars)$", "/_$1");
    return file.has(ofHeads)
        ? ofHeads
        : group.replace("layers/", "_layer_checkpoint_dependencies/");
  }

  /** The groups of a new file, each made once. */
  private static final class Groups {

    private final WritableHdfFile root;
    private final Map<String, WritableGroup> made = new HashMap<>();

    Groups(WritableHdfFile root) {
      this.root = root;
    }

    /** The group of a path, with those around it. */
    WritableGroup of(String path) {
      WritableGroup known = made.get(path);
      if (known != null) {
        return known;
      }
      int slash = path.lastIndexOf('/');
      WritableGroup around = slash < 0 ? root : of(path.substring(0, slash));
      WritableGroup group = around.putGroup(path.substring(slash + 1));
      made.put(path, group);
      return group;
    }
  }
}
