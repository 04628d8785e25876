package org.cornu.saving;

import io.jhdf.GlobalHeap;
import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.object.datatype.StringData;
import io.jhdf.object.datatype.VariableLength;
import java.lang.reflect.Array;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The text of attributes. Python writes UTF-8 and declares it ASCII, which jhdf then takes at its
 * word; so the bytes are read here, which in true ASCII are the same.
 */
final class Hdf5Text {

  private Hdf5Text() {}

  /** The texts of an attribute, whatever its type. */
  static List<String> of(Attribute attribute, HdfFile file) {
    // A list without entries is an array of no floats.
    if (attribute.getSize() == 0) {
      return List.of();
    }
    if (attribute.getDataType() instanceof VariableLength type && type.isVariableLengthString()) {
      return ofAnyLength(attribute, file);
    }
    if (attribute.getDataType() instanceof StringData type) {
      return ofOneLength(attribute, type.getSize());
    }
    List<String> texts = new ArrayList<>();
    collect(attribute.getData(), texts);
    return texts;
  }

  /** Each is a length, the address of a heap, and a number in it. */
  private static List<String> ofAnyLength(Attribute attribute, HdfFile file) {
    ByteBuffer records = attribute.getBuffer().order(ByteOrder.LITTLE_ENDIAN);
    boolean wide = file.getHdfBackingStorage().getSizeOfOffsets() == Long.BYTES;
    Map<Long, GlobalHeap> heaps = new HashMap<>();
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < attribute.getSize(); i++) {
      int length = records.getInt();
      long address = wide ? records.getLong() : records.getInt();
      int index = records.getInt();
      if (length == 0) {
        texts.add("");
        continue;
      }
      ByteBuffer bytes =
          heaps
              .computeIfAbsent(address, at -> new GlobalHeap(file.getHdfBackingStorage(), at))
              .getObjectData(index);
      texts.add(text(bytes, length));
    }
    return texts;
  }

  private static List<String> ofOneLength(Attribute attribute, int length) {
    ByteBuffer bytes = attribute.getBuffer();
    List<String> texts = new ArrayList<>();
    for (long i = 0; i < attribute.getSize(); i++) {
      texts.add(text(bytes, length));
    }
    return texts;
  }

  /** The next bytes, up to what fills them up. */
  private static String text(ByteBuffer from, int length) {
    byte[] bytes = new byte[Math.min(length, from.remaining())];
    from.get(bytes);
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, 0, end, StandardCharsets.UTF_8);
  }

  private static void collect(Object value, List<String> texts) {
    if (value instanceof byte[] bytes) {
      texts.add(new String(bytes, StandardCharsets.UTF_8));
    } else if (value != null && value.getClass().isArray()) {
      for (int i = 0; i < Array.getLength(value); i++) {
        collect(Array.get(value, i), texts);
      }
    } else {
      texts.add(String.valueOf(value));
    }
  }
}
