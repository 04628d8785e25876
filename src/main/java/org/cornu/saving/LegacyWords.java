package org.cornu.saving;

import static java.util.Map.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a class of Keras 1 or 2 is called now, and what its options are called.
 *
 * @param className of today
 * @param options of today by those of old
 */
record LegacyWords(String className, Map<String, String> options) {

  /** What layers with a kernel have. */
  private static final Map<String, String> KERNEL =
      Map.of(
          "init", "kernel_initializer",
          "bias", "use_bias",
          "W_regularizer", "kernel_regularizer",
          "b_regularizer", "bias_regularizer",
          "W_constraint", "kernel_constraint",
          "b_constraint", "bias_constraint");

  /** What layers with a window have. */
  private static final Map<String, String> WINDOW =
      Map.of("border_mode", "padding", "subsample", "strides", "dim_ordering", "data_format");

  /** What windows over steps have. */
  private static final Map<String, String> LENGTH =
      Map.of(
          "filter_length", "kernel_size",
          "pool_length", "pool_size",
          "subsample_length", "strides",
          "stride", "strides",
          "border_mode", "padding");

  private static final Map<String, String> FILTERS = Map.of("nb_filter", "filters");

  private static final Map<String, String> UNITS = Map.of("output_dim", "units");

  /** What recurrent layers have. */
  private static final Map<String, String> STATES =
      Map.of(
          "inner_init", "recurrent_initializer",
          "inner_activation", "recurrent_activation",
          "U_regularizer", "recurrent_regularizer",
          "dropout_W", "dropout",
          "dropout_U", "recurrent_dropout");

  private static final LegacyWords DENSE = of("Dense", List.of(KERNEL, UNITS));

  private static final LegacyWords NORMALIZATION =
      new LegacyWords(
          "BatchNormalization",
          Map.of("beta_init", "beta_initializer", "gamma_init", "gamma_initializer"));

  private static final LegacyWords LSTM = of("LSTM", List.of(KERNEL, UNITS, STATES));

  private static final LegacyWords GRU = of("GRU", List.of(KERNEL, UNITS, STATES));

  /** The classes whose names or options have changed, by the name in the file. */
  private static final Map<String, LegacyWords> CLASSES =
      Map.ofEntries(
          entry("InputLayer", new LegacyWords("InputLayer", Map.of("input_dtype", "dtype"))),
          entry("Convolution1D", of("Conv1D", List.of(KERNEL, LENGTH, FILTERS))),
          entry("Convolution2D", of("Conv2D", List.of(KERNEL, WINDOW, FILTERS))),
          entry("Dense", DENSE),
          entry("TimeDistributedDense", DENSE),
          entry("Dropout", new LegacyWords("Dropout", Map.of("p", "rate"))),
          entry("SpatialDropout1D", new LegacyWords("SpatialDropout1D", Map.of("p", "rate"))),
          entry("GaussianDropout", new LegacyWords("GaussianDropout", Map.of("p", "rate"))),
          entry("GaussianNoise", new LegacyWords("GaussianNoise", Map.of("sigma", "stddev"))),
          entry("MaxPooling1D", of("MaxPooling1D", List.of(LENGTH))),
          entry("AveragePooling1D", of("AveragePooling1D", List.of(LENGTH))),
          entry("MaxPooling2D", of("MaxPooling2D", List.of(WINDOW))),
          entry("AveragePooling2D", of("AveragePooling2D", List.of(WINDOW))),
          entry("BatchNormalization", NORMALIZATION),
          entry("BatchNormalizationV1", NORMALIZATION),
          entry("BatchNormalizationV2", NORMALIZATION),
          entry(
              "Embedding",
              new LegacyWords(
                  "Embedding",
                  Map.of(
                      "init", "embeddings_initializer",
                      "W_regularizer", "embeddings_regularizer",
                      "W_constraint", "embeddings_constraint"))),
          entry("GroupedQueryAttention", new LegacyWords("GroupQueryAttention", Map.of())),
          entry("SimpleRNN", of("SimpleRNN", List.of(KERNEL, UNITS, STATES))),
          entry("LSTM", LSTM),
          entry("CuDNNLSTM", LSTM),
          entry("GRU", GRU),
          entry("CuDNNGRU", GRU));

  private static LegacyWords of(String className, List<Map<String, String>> options) {
    Map<String, String> all = new LinkedHashMap<>();
    options.forEach(all::putAll);
    return new LegacyWords(className, all);
  }

  /** The words for a class, which are today's where nothing has changed. */
  static LegacyWords of(String className) {
    return CLASSES.getOrDefault(className, new LegacyWords(className, Map.of()));
  }

  /** What an option is called now. */
  String option(String old) {
    return options.getOrDefault(old, old);
  }
}
