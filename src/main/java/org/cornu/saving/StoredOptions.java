package org.cornu.saving;

import org.cornu.config.Config;

/** Puts what Keras can say of a layer in several ways into the one that the layers read. */
final class StoredOptions {

  /** What belongs to a layer's place and is not of its own options. */
  private static final String[] PLACE = {
    "name", "trainable", "dtype", "batch_input_shape", "batch_shape"
  };

  private StoredOptions() {}

  /** A layer's own options. */
  static Config of(Config config) {
    return config.without(PLACE);
  }
}
