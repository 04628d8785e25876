package org.cornu.graph;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.tensorflow.Operand;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;

/** What kind of numbers a value of a net holds (Keras: {@code dtype}). */
public enum DType {
  /** Numbers that a gradient can flow to. */
  FLOAT32(TFloat32.class),
  /** Whole numbers, such as class ids and tokens. */
  INT32(TInt32.class),
  /** Large whole numbers. */
  INT64(TInt64.class),
  /** Unsigned bytes, such as pixels. */
  UINT8(TUint8.class),
  /** True or false, such as a mask. */
  BOOL(TBool.class),
  /** Texts, such as words. */
  STRING(TString.class);

  private final Class<? extends TType> type;

  DType(Class<? extends TType> type) {
    this.type = type;
  }

  /** TensorFlow's type. */
  public Class<? extends TType> type() {
    return type;
  }

  /** Keras's name, for example {@code float32}. */
  public String kerasName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The type of a name in Keras's configuration, if it is one of these. */
  public static Optional<DType> of(String kerasName) {
    return Arrays.stream(values()).filter(each -> each.kerasName().equals(kerasName)).findFirst();
  }

  /**
   * The type of what an op gives.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static DType of(Operand<? extends TType> operand) {
    Class<? extends TType> type = operand.asOutput().type();
    return Arrays.stream(values())
        .filter(each -> each.type == type)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "a layer gives float32, int32, int64, uint8, bool or string, got "
                        + type.getSimpleName()));
  }
}
