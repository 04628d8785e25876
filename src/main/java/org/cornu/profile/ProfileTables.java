package org.cornu.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.cornu.files.CsvText;

/** A profile's figures as text to read, and as CSV. */
public final class ProfileTables {

  private static final int TOP = 20;

  private ProfileTables() {}

  /** The table of layers, and the ops that take longest; lines of up to 100 columns. */
  public static String text(StepProfile profile) {
    List<OpTime> ops = profile.ops();
    StringBuilder text = new StringBuilder();
    text.append(
        line(
            "Steps %d to %d: %.2f ms a step from its first op to its last; all ops %.2f ms",
            profile.first(),
            profile.first() + profile.steps().size() - 1,
            profile.milliseconds(),
            ops.stream().mapToDouble(OpTime::milliseconds).sum()));
    text.append(
        line("%-32s %12s %12s %12s %7s", "", "forward ms", "backward ms", "ms/step", "share"));
    for (LayerTime each : profile.layers()) {
      text.append(
          line(
              "%-32s %12.3f %12.3f %12.3f %5.1f %%",
              each.layer(),
              each.forward(),
              each.backward(),
              each.milliseconds(),
              100 * each.share()));
    }
    text.append(line("%n%9s %7s %6s %9s  op", "ms/step", "share", "calls", "ms/call"));
    for (OpTime each : ops.subList(0, Math.min(TOP, ops.size()))) {
      text.append(
          line(
              "%9.3f %5.1f %% %6.1f %9.3f  %s %s",
              each.milliseconds(),
              100 * each.share(),
              each.calls(),
              each.millisecondsPerCall(),
              each.type(),
              where(each)));
    }
    return text.toString();
  }

  private static String where(OpTime op) {
    return op.layer() + (op.backward() ? ", backward: " : ": ") + op.name();
  }

  /** All ops, a row each, the longest first. */
  public static String csv(StepProfile profile) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "layer",
            "pass",
            "op",
            "type",
            "ms_per_step",
            "share",
            "calls_per_step",
            "ms_per_call"));
    for (OpTime op : profile.ops()) {
      rows.add(
          List.of(
              op.layer(),
              op.backward() ? "backward" : "forward",
              op.name(),
              op.type(),
              number(op.milliseconds()),
              number(op.share()),
              number(op.calls()),
              number(op.millisecondsPerCall())));
    }
    return CsvText.of(rows);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.6f", value);
  }

  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format + "\n", values);
  }
}
