package org.cornu.server;

import java.lang.reflect.Array;
import java.util.List;
import org.cornu.graph.DType;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TBool;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TInt32;
import org.tensorflow.types.TInt64;
import org.tensorflow.types.TString;
import org.tensorflow.types.TUint8;
import org.tensorflow.types.family.TType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/**
 * Numbers, truths or texts of one type, in Java's memory, row-major, to which more are added.
 *
 * @param <A> the array that holds them
 */
abstract sealed class Elements<A>
    permits FloatElements, IntElements, LongElements, ByteElements, TruthElements, TextElements {

  static final int FIRST_ROOM = 256;

  private A values;
  private int size;

  /** Those of an array that is full, or none yet in one that has room. */
  Elements(A values, int size) {
    this.values = values;
    this.size = size;
  }

  /** How much room to make for more of them: twice as much, at least. */
  static int room(int size, int more) {
    return (int) Math.min(Integer.MAX_VALUE - 8L, Math.max((long) size + more, 2L * size));
  }

  /** None yet. */
  static Elements<?> of(DType type) {
    return switch (type) {
      case FLOAT32 -> new FloatElements();
      case INT32 -> new IntElements();
      case INT64 -> new LongElements();
      case UINT8 -> new ByteElements();
      case BOOL -> new TruthElements();
      case STRING -> new TextElements();
    };
  }

  /** What a model gave, copied. */
  static Elements<?> of(TType tensor) {
    if (tensor instanceof TFloat32 floats) {
      return FloatElements.of(floats);
    } else if (tensor instanceof TInt32 ints) {
      return IntElements.of(ints);
    } else if (tensor instanceof TInt64 longs) {
      return LongElements.of(longs);
    } else if (tensor instanceof TUint8 bytes) {
      return ByteElements.of(bytes);
    } else if (tensor instanceof TBool truths) {
      return TruthElements.of(truths);
    } else if (tensor instanceof TString texts) {
      return TextElements.of(texts);
    }
    throw new IllegalStateException("a signature gives none of " + List.of(DType.values()));
  }

  /** All of them, and room for more. */
  final A values() {
    return values;
  }

  final int size() {
    return size;
  }

  /** The place of one more, for which there is room then. */
  final int next() {
    makeRoom(1);
    return size++;
  }

  /** Adds some of another of the same type. */
  final void add(Elements<?> other, int from, int to) {
    makeRoom(to - from);
    System.arraycopy(other.values, from, values, size, to - from);
    size += to - from;
  }

  private void makeRoom(int more) {
    if (size + more > Array.getLength(values)) {
      values = copy(values, room(size, more));
    }
  }

  /** An array with so much room, that begins with the same. */
  abstract A copy(A array, int length);

  abstract DType type();

  /**
   * Adds the scalar at which a parser stands.
   *
   * @return whether it is one of this type
   */
  abstract boolean add(JsonParser json);

  /** Some of them in native memory, to be closed by the caller. */
  abstract TType tensor(Shape shape, int from);

  /**
   * Writes one as JSON.
   *
   * @param binary whether texts are bytes, which are written in base 64
   */
  abstract void write(int index, JsonGenerator json, boolean binary);
}
