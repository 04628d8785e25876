package org.cornu.spark;

import com.esotericsoftware.kryo.DefaultSerializer;
import com.esotericsoftware.kryo.serializers.JavaSerializer;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cornu.history.History;

/**
 * A training as it travels to the driver.
 *
 * @param archive a {@code .keras} file's bytes
 */
@DefaultSerializer(JavaSerializer.class)
record Outcome(byte[] archive, History history) implements Serializable {

  static Outcome of(Trained trained) throws IOException {
    Path file = Files.createTempFile("trained", ".keras");
    try {
      trained.model().save(file);
      return new Outcome(Files.readAllBytes(file), trained.history());
    } finally {
      Files.delete(file);
    }
  }
}
