package org.cornu.preprocessing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.cornu.device.Sessions;
import org.cornu.graph.GraphOps;
import org.cornu.layers.Layers;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Unique;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;

/** Texts made tokens outside a net, by the ops that do it in one. */
final class Tokenizer implements AutoCloseable {

  private final Graph graph = new Graph();
  private final Session session = Sessions.open(graph);
  private final Shape sample;
  private final Operand<TString> texts;
  private final Operand<TInt64> splits;
  private final Unique<TString, TInt32> words;

  /**
   * One for texts.
   *
   * @param sample shape of the texts of one sample
   */
  Tokenizer(Tokenization tokenization, Shape sample) {
    Ops tf = GraphOps.of(graph);
    this.sample = sample;
    this.texts =
        tf.placeholder(TString.class, Placeholder.shape(Shape.of(Layers.ANY).append(sample)));
    Ragged tokens = tokenization.tokens(tf, texts);
    this.splits = tokens.splits();
    // A word comes out of native memory once: they are slow to come.
    this.words = tf.unique(tokens.values(), tf.constant(new int[] {0}));
  }

  /**
   * The tokens of each sample.
   *
   * @param values of whole samples, one after another
   */
  List<List<String>> tokens(List<String> values) {
    Shape shape = Shape.of(values.size() / sample.size()).append(sample);
    try (TString fed =
            TString.tensorOf(shape, DataBuffers.of(values.toArray(String[]::new), true, false));
        Result result =
            session
                .runner()
                .feed(texts, fed)
                .fetch(words.y())
                .fetch(words.idx())
                .fetch(splits)
                .run()) {
      TString found = (TString) result.get(0);
      String[] known = new String[Math.toIntExact(found.size())];
      Arrays.setAll(known, i -> found.getObject(i));
      TInt32 numbers = (TInt32) result.get(1);
      TInt64 ends = (TInt64) result.get(2);
      List<List<String>> samples = new ArrayList<>();
      for (long i = 0; i + 1 < ends.size(); i++) {
        List<String> each = new ArrayList<>();
        for (long j = ends.getLong(i); j < ends.getLong(i + 1); j++) {
          each.add(known[numbers.getInt(j)]);
        }
        samples.add(each);
      }
      return samples;
    }
  }

  @Override
  public void close() {
    session.close();
    graph.close();
  }
}
