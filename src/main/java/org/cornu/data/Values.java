package org.cornu.data;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/** Checks numbers that come from outside. */
final class Values {

  private Values() {}

  /** Checks that floats are finite. */
  static void requireFinite(String name, float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new IllegalArgumentException(
            "%s[%s]: needed a finite number, got %s".formatted(name, i, values[i]));
      }
    }
  }

  /** The highest class id plus one. */
  static int classes(String name, int[] ids) {
    int highest = -1;
    for (int i = 0; i < ids.length; i++) {
      if (ids[i] < 0 || ids[i] == Integer.MAX_VALUE) {
        throw new IllegalArgumentException(
            "%s[%s]: needed a class index from 0 on, got %s".formatted(name, i, ids[i]));
      }
      highest = Math.max(highest, ids[i]);
    }
    return highest + 1;
  }

  /**
   * Checks what was read for some samples.
   *
   * @param place for the message
   */
  static void check(String place, int[] samples, Buffers read) {
    for (PartSpec part : read.parts()) {
      if (part.hasClasses()) {
        classes(place, samples, part, read.ints(part.name()));
      } else if (part.type() == ElementType.FLOAT32) {
        finite(place, samples, part, read.floats(part.name()));
      }
    }
  }

  private static void classes(String place, int[] samples, PartSpec part, IntBuffer ids) {
    for (int i = 0; i < ids.limit(); i++) {
      int id = ids.get(i);
      if (id < 0 || id >= part.classes()) {
        throw wrong(place, samples, part, i, "a class id below " + part.classes(), id);
      }
    }
  }

  private static void finite(String place, int[] samples, PartSpec part, FloatBuffer values) {
    for (int i = 0; i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw wrong(place, samples, part, i, "finite numbers", values.get(i));
      }
    }
  }

  private static IllegalArgumentException wrong(
      String place, int[] samples, PartSpec part, int at, String need, Number got) {
    return new IllegalArgumentException(
        "%s, sample %s, part \"%s\": needed %s, got %s"
            .formatted(place, samples[at / part.volume()], part.name(), need, got));
  }
}
