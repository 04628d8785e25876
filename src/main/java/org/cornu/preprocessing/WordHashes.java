package org.cornu.preprocessing;

import java.util.List;
import java.util.Optional;
import org.cornu.device.Sessions;
import org.cornu.graph.GraphOps;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.NdArrays;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Numbers by which words are found: FarmHash64, the same on all machines. */
final class WordHashes {

  private WordHashes() {}

  /** Emits the ops, for words of any shape. */
  static Operand<TInt64> of(Ops tf, Operand<TString> words) {
    return Salt.hash(tf, words, Long.MAX_VALUE, Optional.empty());
  }

  /** What these ops give. */
  static long[] of(List<String> words) {
    try (Graph graph = new Graph();
        Session session = Sessions.open(graph)) {
      Ops tf = GraphOps.of(graph);
      Operand<TString> all = tf.constant(NdArrays.vectorOfObjects(words.toArray(String[]::new)));
      try (Result result = session.runner().fetch(of(tf, all)).run()) {
        long[] hashes = new long[words.size()];
        ((TInt64) result.get(0)).copyTo(DataBuffers.of(hashes, false, false));
        return hashes;
      }
    }
  }
}
