package org.cornu.recurrent;

import java.util.Objects;
import java.util.Optional;
import org.cornu.config.Config;
import org.cornu.layers.Layout;
import org.cornu.layers.WeightOptions;
import org.cornu.layers.Window;
import org.cornu.layers.WindowLayer;
import org.cornu.regularizers.Regularizer;

/**
 * A {@link ConvLSTMCell} over sequences of sequences, images or volumes: (steps, sizes...,
 * channels) to (sizes'..., filters), or to (steps, sizes'..., filters) where it returns sequences
 * (Keras: {@code ConvLSTM1D}, {@code ConvLSTM2D}, {@code ConvLSTM3D}; Shi et al. 2015). Returned
 * states are the output and the memory. All sizes but the steps need to be known.
 *
 * @param cell what is computed in each step
 * @param run how it goes through sequences
 * @param activityRegularizer what the output adds to the loss; empty for nothing
 */
public record ConvLSTM(
    ConvLSTMCell cell, RecurrentOptions run, Optional<Regularizer> activityRegularizer)
    implements RecurrentLayer<ConvLSTM>, Gated<ConvLSTM>, WindowLayer<ConvLSTM> {

  public ConvLSTM {
    Objects.requireNonNull(cell, "convLstm needs a cell, got null");
    Objects.requireNonNull(run, "convLstm needs options, got null");
    Objects.requireNonNull(
        activityRegularizer, "convLstm needs a regularizer or an empty one, got null");
  }

  @Override
  public String className() {
    return "ConvLSTM" + rank() + "D";
  }

  private ConvLSTM cell(ConvLSTMCell other) {
    return new ConvLSTM(other, run, activityRegularizer);
  }

  @Override
  public Window window() {
    return cell.window();
  }

  @Override
  public ConvLSTM window(Window window) {
    return cell(cell.window(window));
  }

  @Override
  public Layout layout() {
    return cell.layout();
  }

  @Override
  public ConvLSTM layout(Layout layout) {
    return cell(cell.layout(layout));
  }

  @Override
  public CellOptions options() {
    return cell.options();
  }

  @Override
  public ConvLSTM options(CellOptions options) {
    return cell(cell.options(options));
  }

  @Override
  public ConvLSTM run(RecurrentOptions options) {
    return new ConvLSTM(cell, options, activityRegularizer);
  }

  /** With a bias that begins at the same value everywhere. */
  public ConvLSTM noUnitForgetBias() {
    return cell(cell.noUnitForgetBias());
  }

  /** With an output that adds something to the loss: the penalty of a batch over its size. */
  public ConvLSTM activityRegularizer(Regularizer regularizer) {
    Objects.requireNonNull(regularizer, "convLstm needs a regularizer, got null");
    return new ConvLSTM(cell, run, Optional.of(regularizer));
  }

  /** Reads Keras's configuration of a layer over so many axes. */
  public static ConvLSTM from(Config config, int rank) {
    return new ConvLSTM(
        ConvLSTMCell.from(config, rank),
        RecurrentOptions.from(config),
        WeightOptions.regularizer(config, "activity"));
  }
}
