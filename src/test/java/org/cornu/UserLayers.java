package org.cornu;

import java.util.List;
import org.cornu.config.Config;
import org.cornu.graph.LayerScope;
import org.cornu.graph.Spec;
import org.cornu.graph.WeightSpec;
import org.cornu.initializers.Initializers;
import org.cornu.layers.InnerLayer;
import org.cornu.layers.Layer;
import org.cornu.layers.UnaryLayer;
import org.tensorflow.Operand;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.op.Ops;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.family.TType;

/** Layers as users write them for want of Cornu's. */
final class UserLayers {

  private UserLayers() {}

  /** Everything divided by a number. */
  record Divided(float by) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return input;
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().math.div(x, scope.tf().constant(by));
    }
  }

  /** A layer within a layer. */
  record Wrapped(UnaryLayer inner) implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return inner.outputShape(input);
    }

    @Override
    public List<InnerLayer> parts(List<Spec> inputs) {
      return List.of(new InnerLayer("inner", inner, inputs));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return inner.call(scope.part("inner"), x);
    }
  }

  /** The mean over height and width: (height, width, channels) to (channels). */
  record GlobalMean() implements UnaryLayer {

    @Override
    public Shape outputShape(Shape input) {
      return Shape.of(input.get(2));
    }

    @Override
    public Operand<TFloat32> call(LayerScope scope, Operand<TFloat32> x) {
      return scope.tf().math.mean(x, scope.tf().constant(new int[] {1, 2}));
    }
  }

  /** A row of numbers for each token: (...) of INT32 to (..., width). */
  record Embedded(int tokens, int width) implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      return List.of(Spec.floats(inputs.get(0).shape().append(width)));
    }

    @Override
    public List<WeightSpec> weights(List<Spec> inputs) {
      return List.of(
          WeightSpec.trainable("table", Shape.of(tokens, width), Initializers.glorotUniform()));
    }

    @Override
    @SuppressWarnings("unchecked") // the input is of tokens
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      Ops tf = scope.tf();
      Operand<TInt32> ids = (Operand<TInt32>) inputs.get(0);
      return List.of(tf.gather(scope.weight("table"), ids, tf.constant(0)));
    }

    @Override
    public Config config() {
      return Config.of("tokens", tokens).with("width", width);
    }
  }

  /** The first numbers of a row, and the others: (n) to (first) and (n - first). */
  record Halves(int first) implements Layer {

    @Override
    public List<Spec> outputs(List<Spec> inputs) {
      long size = inputs.get(0).shape().get(0);
      return List.of(Spec.floats(Shape.of(first)), Spec.floats(Shape.of(size - first)));
    }

    @Override
    public List<Operand<? extends TType>> call(
        LayerScope scope, List<? extends Operand<? extends TType>> inputs) {
      Ops tf = scope.tf();
      Operand<TFloat32> x = scope.floats(inputs.get(0));
      return List.of(
          tf.slice(x, tf.constant(new int[] {0, 0}), tf.constant(new int[] {-1, first})),
          tf.slice(x, tf.constant(new int[] {0, first}), tf.constant(new int[] {-1, -1})));
    }
  }
}
