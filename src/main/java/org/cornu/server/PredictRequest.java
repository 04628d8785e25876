package org.cornu.server;

import java.util.List;
import org.tensorflow.ndarray.Shape;

/**
 * What a client asks.
 *
 * @param signature that is asked
 * @param form in which it was asked, and is answered
 * @param columns one for each input of the signature, in its order
 */
record PredictRequest(String signature, Form form, List<Column> columns) {

  /** How samples are written as JSON. */
  enum Form {
    /** A list of samples: {@code {"instances": [...]}} gives {@code {"predictions": [...]}}. */
    ROWS,
    /** The same of bare numbers, where a sample is an array of one: so is its answer. */
    BARE_ROWS,
    /**
     * All samples of one input after the other: {@code {"inputs": ...}} gives {@code "outputs"}.
     */
    COLUMNS
  }

  /** How many samples. */
  int rows() {
    return columns.get(0).rows();
  }

  /** What samples that are computed together have in common. */
  List<Shape> shapes() {
    return columns.stream().map(Column::sample).toList();
  }
}
