package org.cornu.losses;

import org.cornu.config.Config;

/** Losses that Keras has written as a function and its arguments, in an object of any class. */
final class Wrapped {

  private Wrapped() {}

  /**
   * Reads all of such a configuration.
   *
   * @param others values that are no argument of the function
   */
  static Loss loss(Config config, String... others) {
    String[] all = config.values().keySet().toArray(String[]::new);
    config.ignore(all);
    Object function = config.values().get("fn");
    Object name =
        function instanceof Config described ? described.values().get("config") : function;
    return config
        .without(all)
        .with("class_name", name)
        .with("config", config.without(others).without("fn", "dtype"))
        .instance(Loss.class);
  }
}
