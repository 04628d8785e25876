package org.cornu.net;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cornu.graph.Spec;
import org.cornu.layers.InnerLayer;

/**
 * What the values of a net are, call by call.
 *
 * @param specs of all values
 * @param firsts for each call, the number of the first value that it gives
 * @param inputs how many values are inputs
 */
record Walk(List<Spec> specs, List<Integer> firsts, int inputs) {

  /**
   * Walks a net.
   *
   * @throws IllegalArgumentException if a call reads a value that is not before it, or its layer
   *     cannot read what it is given
   */
  static Walk of(List<NetInput> inputs, List<Call> calls) {
    inputs.forEach(input -> Sizes.checked("input", input.shape()));
    Walk walk = new Walk(new ArrayList<>(), new ArrayList<>(), inputs.size());
    inputs.forEach(input -> walk.specs.add(input.spec()));
    for (int i = 0; i < calls.size(); i++) {
      Call call = calls.get(i);
      try {
        walk.add(call);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "layer %d of %d, %s: %s (its input comes from %s)"
                .formatted(
                    i + 1,
                    calls.size(),
                    call.layer(),
                    e.getMessage(),
                    walk.sources(call, inputs, calls)),
            e);
      }
    }
    return new Walk(List.copyOf(walk.specs), List.copyOf(walk.firsts), walk.inputs);
  }

  /** What the values are where the inputs are these, of calls that were walked before. */
  static List<Spec> specs(List<Spec> inputs, List<Call> calls) {
    List<Spec> specs = new ArrayList<>(inputs);
    for (Call call : calls) {
      specs.addAll(call.layer().layer().outputs(call.reads().stream().map(specs::get).toList()));
    }
    return specs;
  }

  private void add(Call call) {
    for (int value : call.reads()) {
      if (value < 0 || value >= specs.size()) {
        throw new IllegalArgumentException(
            "reads values 0 (the net's input) to %d, got %d".formatted(specs.size() - 1, value));
      }
    }
    List<Spec> reads = call.reads().stream().map(specs::get).toList();
    List<Spec> outputs = call.layer().layer().outputs(reads);
    outputs.forEach(output -> Sizes.checked("output", output.shape()));
    InnerLayer.weights(call.layer().layer(), reads)
        .forEach(weight -> Sizes.checked(weight.name(), weight.shape()));
    firsts.add(specs.size());
    specs.addAll(outputs);
  }

  /** The number of the call that gives a value; empty for an input. */
  Optional<Integer> source(int value) {
    if (value < inputs) {
      return Optional.empty();
    }
    int low = 0;
    int high = firsts.size() - 1;
    while (low < high) {
      int middle = (low + high + 1) / 2;
      if (firsts.get(middle) <= value) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return Optional.of(low);
  }

  private String sources(Call call, List<NetInput> inputs, List<Call> calls) {
    List<String> sources = new ArrayList<>();
    for (int value : call.reads()) {
      if (value < 0 || value >= specs.size()) {
        sources.add("no value");
      } else {
        sources.add(
            source(value)
                .map(number -> "layer %d, %s".formatted(number + 1, calls.get(number).layer()))
                .orElseGet(() -> "the net's input " + specs.get(value)));
      }
    }
    return String.join(" and ", sources);
  }
}
