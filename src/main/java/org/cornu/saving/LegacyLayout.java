package org.cornu.saving;

import java.io.IOException;
import java.util.List;
import org.cornu.net.NetWeight;
import org.tensorflow.ndarray.FloatNdArray;
import org.tensorflow.ndarray.Shape;

/**
 * How a group of a legacy file lays out the weights of its layers.
 *
 * @param group of the file
 * @param names those of each weight's arrays, in the weights' order
 * @param weights that are needed
 */
record LegacyLayout(Hdf5 file, String group, List<List<String>> names, List<NetWeight> weights) {

  private static final int LSTM_GATES = 4;
  private static final int GRU_GATES = 3;

  /** Reads the weight of a place in the list. */
  FloatNdArray read(int place) throws IOException {
    NetWeight needed = weights.get(place);
    List<String> paths = names.get(place).stream().map(this::path).toList();
    LegacyArray array = new LegacyArray(file, needed.spec().shape());
    if (paths.size() > 1) {
      return array.sideBySide(paths);
    }
    int gates = gatesOfCudnn(needed);
    if (gates > 0 && !last(needed).equals("bias")) {
      return array.transposed(paths.get(0), gates);
    }
    if (gates > 0) {
      return gates == LSTM_GATES ? array.sum(paths.get(0)) : array.flat(paths.get(0));
    }
    return array.ofSteps(paths.get(0));
  }

  private String path(String name) {
    return group + "/" + name;
  }

  private static String last(NetWeight weight) {
    return weight.path().substring(weight.path().lastIndexOf('/') + 1);
  }

  /** The place of a weight of the same layer. */
  private int beside(NetWeight weight, String name) {
    String path = weight.path().substring(0, weight.path().lastIndexOf('/') + 1) + name;
    return weights.stream().map(NetWeight::path).toList().indexOf(path);
  }

  /**
   * The gates of the recurrent layer that a weight is of, where the file has them as CuDNN does,
   * which shows in the size of the bias; else 0. A CuDNNLSTM's may be read into an LSTM, and a
   * CuDNNGRU's into a GRU, also where the file does not say which it was.
   */
  private int gatesOfCudnn(NetWeight weight) throws IOException {
    int kernel = beside(weight, "recurrent_kernel");
    int bias = beside(weight, "bias");
    if (kernel < 0 || bias < 0 || names.get(bias).size() > 1) {
      return 0;
    }
    Shape states = weights.get(kernel).spec().shape();
    Shape needed = weights.get(bias).spec().shape();
    Shape stored = file.shape(path(names.get(bias).get(0)));
    if (states.numDimensions() != 2 || stored.numDimensions() != 1) {
      return 0;
    }
    long units = states.get(0);
    if (needed.equals(Shape.of(LSTM_GATES * units)) && stored.size() == 2 * needed.size()) {
      return LSTM_GATES;
    }
    boolean isGru = needed.equals(Shape.of(2, GRU_GATES * units)) && stored.size() == needed.size();
    return isGru ? GRU_GATES : 0;
  }
}
