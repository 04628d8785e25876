package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTest {
  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines));
  }

  private void refused(Path file, String message) {
    assertThatThrownBy(() -> Csv.load(file, "kind"))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(message);
  }

  @Test
  void wholeNumbersAreClassIndices() throws IOException {
    Dataset data = Csv.load(file("x,kind,y", "1,2,3.5", "-1e2,0,.25"), "kind");

    assertThat(data).hasToString("Dataset(2 samples of shape (2,), floats, 3 classes)");
    assertThat(data.classIndices()).containsExactly(2, 0);
    assertThat(data.classNames()).containsExactly("0", "1", "2");
    assertThat(data.sample(0)).containsExactly(1f, 3.5f);
    assertThat(data.sample(1)).containsExactly(-100f, 0.25f);
  }

  @Test
  void otherLabelsAreNamesSorted() throws IOException {
    Dataset data =
        Csv.load(file("kind,x", "virginica,1", "\"setosa, I.\",2", "7,3", "virginica,4"), "kind");

    assertThat(data.classNames()).containsExactly("7", "setosa, I.", "virginica");
    assertThat(data.classIndices()).containsExactly(2, 1, 0, 2);
  }

  @Test
  void readsWhatSpreadsheetsWrite() throws IOException {
    Path file = folder.resolve("excel.csv");
    Files.writeString(file, "\uFEFFkind,größe\r\nja, 1.5 \r\n\r\nnein,2\r\n");
    Dataset data = Csv.load(file, "kind");

    assertThat(data.classNames()).containsExactly("ja", "nein");
    assertThat(data.sample(0)).containsExactly(1.5f);
  }

  @Test
  void wrongNumbersAreNamedByRowAndColumn() throws IOException {
    refused(
        file("x,kind", "1,a", "two,b"), "row 2, column \"x\": needed a finite number, got \"two\"");
    refused(file("x,kind", "NaN,a"), "row 1, column \"x\": needed a finite number, got \"NaN\"");
    refused(file("x,kind", "1e99,a"), "needed a finite number, got \"1e99\"");
    refused(file("x,kind", ",a"), "needed a finite number, got \"\"");
    for (String other : new String[] {"3f", "4d", "0x1p3", "Infinity", "1_000", "1e", "٣", "1 2"}) {
      refused(file("x,kind", other + ",a"), "needed a finite number, got \"" + other + "\"");
    }
  }

  @Test
  void rowsMustBeAsLongAsTheHeader() throws IOException {
    refused(file("x,y,kind", "1,2,a", "1,a"), "row 2: needed 3 values, one a column, got 2");
    refused(file("x,kind", "1,a,"), "row 1: needed 2 values, one a column, got 3");
  }

  @Test
  void labelsMustBeThereAndMakeSense() throws IOException {
    refused(file("x,kind", "1,"), "row 1, label column \"kind\": needed a label, got \"\"");
    refused(
        file("x,kind", "1,0", "1,-1"),
        "row 2, label column \"kind\": needed a class index from 0 on");
    refused(
        file("x,kind", "1,0", "1,2.5"),
        "for a regression take Csv.format().targets(file, \"kind\")");
    refused(file("x,kind", "1,99999999999"), "got \"99999999999\"");
  }

  @Test
  void theHeaderMustFit() throws IOException {
    refused(file("x,y", "1,2"), "needed a column \"kind\", got 2 columns: \"x\", \"y\"");
    refused(file("kind", "1"), "at least one other column, of numbers, got 1 column: \"kind\"");
    refused(
        file("x,x,kind", "1,2,a"),
        "line 1: needed a name of its own for each column, got \"x\" twice");
    refused(file(""), "needed a table, got an empty file");
    refused(file("x,kind"), "needed at least one row after the header, got none");
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    refused(folder.resolve("none.csv"), "no such file");
    refused(file("x,kind", "1,\"never closed"), "cannot be read as CSV");
    Path latin = folder.resolve("latin.csv");
    Files.write(latin, new byte[] {'x', ',', 'k', 'i', 'n', 'd', '\n', '1', ',', (byte) 0xFC});
    refused(latin, "line 2: needed text in UTF-8, got bytes that are none");
  }
}
