package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.IntBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A column of texts, and one of classes. */
class CsvTextsTest {

  private static final String TABLE =
      """
      id,review,mood
      1,"Lovely, and ""great"" too",good
      2,,bad
      3,öde,
      4,Lovely,good
      """;

  @TempDir private Path folder;

  private Path file(String table) throws Exception {
    return Files.writeString(folder.resolve("reviews.csv"), table);
  }

  @Test
  void textsAreTakenAsTheyAre() throws Exception {
    Dataset data = Csv.format().dropMissing().texts(file(TABLE), "review", "mood");

    assertThat(data.size()).isEqualTo(3);
    assertThat(data.classNames()).containsExactly("bad", "good");
    assertThat(data.classIndices()).containsExactly(1, 0, 1);
    PartSpec texts = data.inputs().get(0);
    assertThat(texts.name()).isEqualTo("review");
    assertThat(texts.shape()).containsExactly(1);
    assertThat(texts.words()).isEqualTo(List.of("Lovely, and \"great\" too", "", "Lovely"));
    Buffers buffers = Buffers.of(data.inputs(), 3);
    data.read(new int[] {2, 1, 0}, 0, 3, buffers);
    assertThat(buffers.ints("review")).isEqualTo(IntBuffer.wrap(new int[] {2, 1, 0}));
  }

  @Test
  void labelsAreReadAsThoseOfNumbersAre() throws Exception {
    assertThatThrownBy(() -> Csv.format().texts(file(TABLE), "review", "mood"))
        .isInstanceOf(DataException.class)
        .hasMessageContainingAll("row 3, label column \"mood\"", "needed a label");
    assertThatThrownBy(() -> Csv.format().texts(file(TABLE), "text", "mood"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("needed a column \"text\"");
    assertThatThrownBy(() -> Csv.format().texts(file("a,b\n"), "a", "b"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("needed at least one row");
    Dataset numbered = Csv.format().texts(file("a,b\nx y,1\nz,0\n"), "a", "b");
    assertThat(numbered.classIndices()).containsExactly(1, 0);
    assertThat(numbered.hasClassNames()).isFalse();
  }
}
