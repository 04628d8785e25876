package org.cornu.callbacks;

import java.util.LinkedHashMap;
import java.util.Map;
import org.cornu.config.Config;
import org.cornu.history.Epoch;
import org.tensorflow.ndarray.FloatNdArray;

/**
 * Validates with the means of the weights, which the optimizer keeps, in the place of the weights
 * (Keras: {@code SwapEMAWeights}). The optimizer must have {@code ema}. The numbers change places
 * to the bit.
 *
 * @param swapOnEpoch whether the means also stand in for the weights from an epoch's end to the
 *     beginning of the next, so that callbacks given after this one, such as {@link
 *     ModelCheckpoint}, save them
 */
public record SwapEMAWeights(boolean swapOnEpoch) implements Callback {

  /** With the means in the weights' place between epochs too. */
  public SwapEMAWeights onEpoch() {
    return new SwapEMAWeights(true);
  }

  /**
   * Begins a run.
   *
   * @throws IllegalStateException if the optimizer keeps no means
   */
  @Override
  public Run begin(Training training) {
    if (training.averages().isEmpty()) {
      throw new IllegalStateException(
          "swapEMAWeights needs an optimizer that keeps the means of the weights, for example"
              + " adam().ema(), got one that keeps none");
    }
    return new Swapping(training);
  }

  private final class Swapping implements Run {

    private final Training training;
    private boolean swapped;

    Swapping(Training training) {
      this.training = training;
    }

    private void swap(boolean wanted) {
      if (swapped != wanted) {
        Map<String, FloatNdArray> averages = training.averages();
        Map<String, FloatNdArray> weights = new LinkedHashMap<>(training.weights());
        weights.keySet().retainAll(averages.keySet());
        training.setWeights(averages);
        training.setAverages(weights);
        swapped = wanted;
      }
    }

    @Override
    public void epochBegin(int epoch) {
      swap(false);
    }

    @Override
    public void testBegin() {
      swap(true);
    }

    @Override
    public void testEnd() {
      swap(false);
    }

    @Override
    public void epochEnd(Epoch epoch) {
      if (swapOnEpoch) {
        swap(true);
        if (epoch.number() == training.epochs()) {
          // The end of the run puts the means in the weights' place.
          training.setAverages(training.weights());
        }
      }
    }

    @Override
    public CallbackState state() {
      return CallbackState.of(Config.of("swapped", swapped));
    }

    @Override
    public void restore(CallbackState state) {
      swapped = state.values().flag("swapped", false);
    }
  }
}
