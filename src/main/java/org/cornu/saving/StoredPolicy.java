package org.cornu.saving;

import java.util.Set;
import org.cornu.config.Config;
import org.cornu.graph.DTypePolicy;

/** The precision of a layer as its configuration says it: a name, or an object around one. */
final class StoredPolicy {

  private static final String NEEDED = "float32 or mixed_bfloat16, which Cornu has";

  /**
   * Classes that give whole numbers, whose type Keras, or Keras 2, writes in place of a precision.
   */
  private static final Set<String> WHOLE =
      Set.of(
          "Hashing",
          "HashedCrossing",
          "IntegerLookup",
          "StringLookup",
          "TextVectorization",
          "Discretization");

  private StoredPolicy() {}

  /** Reads that of a layer of a class; one that gives whole numbers computes no floats. */
  static DTypePolicy of(String className, Config layer) {
    return WHOLE.contains(className) ? DTypePolicy.FLOAT32 : of(layer);
  }

  /** Reads it; float32 where nothing is said. */
  static DTypePolicy of(Config layer) {
    Object type = layer.any("dtype").orElse("float32");
    if (type instanceof Config policy) {
      type = name(policy, layer);
    }
    return DTypePolicy.of(String.valueOf(type)).orElseThrow(() -> layer.wrong("dtype", NEEDED));
  }

  private static Object name(Config policy, Config layer) {
    Config config = policy.has("config") ? policy.object("config") : policy;
    if (config.has("policy_map")) {
      if (config.object("policy_map").values().isEmpty()) {
        return config.values().get("default_policy");
      }
      throw layer.wrong("dtype", "one policy, not a map of them; give each layer its own in Keras");
    }
    if (config.has("mode")) {
      throw layer.wrong("dtype", NEEDED + ", no quantized one; save the model before quantize()");
    }
    return config.text("name");
  }
}
