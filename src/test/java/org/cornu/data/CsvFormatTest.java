package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables as pandas, spreadsheets and others write them. */
class CsvFormatTest {
  private static final Csv CSV = Csv.format();

  @TempDir Path folder;

  private Path file(String... lines) throws IOException {
    return Files.writeString(folder.resolve("table.csv"), String.join("\n", lines));
  }

  private static void refused(Path file, Function<Path, Dataset> reading, String... words) {
    assertThatThrownBy(() -> reading.apply(file))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContainingAll(words)
        .extracting(Throwable::getMessage)
        .satisfies(
            message -> assertThat(message.length() - file.toString().length()).isLessThan(400));
  }

  private static float[] targets(Dataset data, int row) {
    float[] targets = new float[data.vectorWidth()];
    data.targets(new int[] {row}, 0, 1, targets.length, FloatBuffer.wrap(targets));
    return targets;
  }

  @Test
  void targetsOfARegressionAreVectorsInTheOrderNamed() throws IOException {
    Path file = file("price,x,rent,y", "250000,1,900.5,2", "1e5,3,-4,4");
    Dataset data = CSV.targets(file, "rent", "price");

    assertThat(data).hasToString("Dataset(2 samples of shape (2,), floats, 2 targets)");
    assertThat(data.sample(1)).containsExactly(3, 4);
    assertThat(targets(data, 0)).containsExactly(900.5f, 250_000);
    assertThat(targets(data, 1)).containsExactly(-4, 100_000);
    assertThat(CSV.targets(file, "price").shape()).containsExactly(3);
    assertThatIllegalArgumentException().isThrownBy(() -> CSV.targets(file));
    assertThatIllegalArgumentException().isThrownBy(() -> CSV.targets(file, "x", "x"));
  }

  @Test
  void aTableWithoutLabelsIsForPrediction() throws IOException {
    Dataset data = CSV.without("id").unlabelled(file("id,x", "a7,1.5", "a8,2"));

    assertThat(data).hasToString("Dataset(2 samples of shape (1,), floats, no labels)");
    assertThat(data.sample(0)).containsExactly(1.5f);
  }

  @Test
  void readsSemicolonsWithDecimalCommas() throws IOException {
    Path file = file("x;kind;y", "1,5;ja;-,25", "\"2,0e1\";nein;3");
    Dataset data = CSV.separator(';').decimalComma().classes(file, "kind");

    assertThat(data.sample(0)).containsExactly(1.5f, -.25f);
    assertThat(data.sample(1)).containsExactly(20, 3);
    refused(
        file,
        path -> Csv.load(path, "kind"),
        "1 column: \"x;kind;y\"",
        "separated by ';': take Csv.format().separator(';')");
    refused(file, path -> CSV.separator(';').classes(path, "kind"), "\"1,5\"", "decimalComma()");
    refused(
        file("x;kind", "1.5;a"),
        path -> CSV.separator(';').decimalComma().classes(path, "kind"),
        "got \"1.5\"");
  }

  /** 152 would be wrong, so that a decimal comma is no remedy. */
  @Test
  void commasOfThousandsAreNoDecimalCommas() throws IOException {
    Path file = file("x,price", "1,\"152,000\"");
    refused(file, path -> CSV.targets(path, "price"), "without a comma before thousands");
  }

  @Test
  void theSeparatorThatAFileSeemsToHaveIsNamed() throws IOException {
    for (String separator : new String[] {";", "\t", "|"}) {
      String named = separator.equals("\t") ? "'\\t'" : "'" + separator + "'";
      Path file = file("x,kind".replace(",", separator), "1,a".replace(",", separator));
      refused(file, path -> Csv.load(path, "kind"), named);
      refused(file, CSV::unlabelled, named);
      refused(file, path -> CSV.noHeader().classes(path, "1"), named);
      assertThat(CSV.separator(separator.charAt(0)).classes(file, "kind").sample(0))
          .containsExactly(1);
    }
    refused(file("a,b", "1,2"), path -> CSV.separator(';').targets(path, "b"), "','");
    refused(file("\"x\";\"kind\"", "1;2"), path -> Csv.load(path, "kind"), "separator(';')");
    refused(file("size, m;kind", "1;2"), path -> Csv.load(path, "kind"), "separator(';')");
  }

  @Test
  void withoutAHeaderColumnsHaveNumbers() throws IOException {
    Dataset data = CSV.noHeader().classes(file("5.1,3.5,setosa", "4.9,3,virginica"), "2");

    assertThat(data.size()).isEqualTo(2);
    assertThat(data.sample(0)).containsExactly(5.1f, 3.5f);
    refused(file("1,2", "3"), path -> CSV.noHeader().targets(path, "1"), "row 2: needed 2 values");
    refused(file("5.1,setosa"), path -> Csv.load(path, "kind"), "Csv.format().noHeader()");
    refused(file("1,2"), path -> CSV.noHeader().classes(path, "kind"), "2 columns: \"0\", \"1\"");
  }

  @Test
  void theIndexThatPandasWritesIsLeftOutByItsEmptyName() throws IOException {
    Path file = file(",x,kind", "0,7,a", "1,8,b");

    assertThat(CSV.without("").classes(file, "kind").sample(1)).containsExactly(8);
    refused(
        file, path -> Csv.load(path, "kind"), "none for column 1", "Csv.format().without(\"\")");
    refused(file, path -> CSV.without("idx").classes(path, "kind"), "needed a column \"idx\"");
  }

  @Test
  void missingNumbersAreRefusedFilledOrDropped() throws IOException {
    Path file = file("x,price", "1,10", ",20", "NA,30", "?,40", "5,", "6,60");
    Csv filled = CSV.fillMissing(-1, "?");

    Dataset rest = CSV.dropMissing("?").targets(file, "price");
    assertThat(rest.size()).isEqualTo(2);
    assertThat(rest.sample(1)).containsExactly(6);
    assertThat(targets(rest, 1)).containsExactly(60);
    refused(file, path -> CSV.targets(path, "price"), "row 2, column \"x\"", "dropMissing()");
    refused(file, path -> CSV.dropMissing().targets(path, "price"), "row 4", "got \"?\"");
    refused(file, path -> filled.targets(path, "price"), "row 5, column \"price\"", "got \"\"");
    Dataset whole = filled.targets(file("x,price", "1,10", ",20", "NA,30", "?,40"), "price");
    assertThat(IntStream.range(0, 4).mapToObj(i -> whole.sample(i)[0]))
        .containsExactly(1f, -1f, -1f, -1f);
    refused(
        file("x,kind", "NaN,a"),
        path -> CSV.dropMissing().classes(path, "kind"),
        "needed at least one row without missing values, got none among 1");
    assertThat(CSV.dropMissing().classes(file("x,kind", "1,a", "2,", "3,b"), "kind").classIndices())
        .containsExactly(0, 1);
    Path words = file("x,kind", "1,cat", "2,dog", "3,NA", "4,nan", "5,?");
    assertThat(CSV.dropMissing("?").classes(words, "kind").classNames())
        .containsExactly("cat", "dog");
    refused(words, path -> CSV.fillMissing(0).classes(path, "kind"), "row 3", "a label");
  }

  @Test
  void otherEncodingsAreOptionsAndNamed() throws IOException {
    Charset windows = Charset.forName("windows-1252");
    Path file = folder.resolve("latin.csv");
    Files.write(file, "x,größe\n1,süß\n".getBytes(windows));
    refused(
        file,
        path -> Csv.load(path, "größe"),
        "line 1",
        "UTF-8",
        "charset(Charset.forName(\"windows-1252\"))");
    assertThat(CSV.charset(windows).classes(file, "größe").classNames()).containsExactly("süß");

    Files.write(file, "\uFEFFx,kind\n1,ü\n".getBytes(StandardCharsets.UTF_16LE));
    refused(file, path -> Csv.load(path, "kind"), "UTF-8", "Charset.forName(\"UTF-16\")");
    assertThat(CSV.charset(StandardCharsets.UTF_16).classes(file, "kind").classNames())
        .containsExactly("ü");
    Files.write(file, IdxTest.gzip("x,kind\n1,u\n".getBytes(StandardCharsets.UTF_8)));
    refused(file, path -> Csv.load(path, "kind"), "gunzip it");
    Files.write(file, "x,kind\n1,u\n".getBytes(StandardCharsets.UTF_16LE));
    refused(file, path -> Csv.load(path, "kind"), "zero bytes", "UTF_16LE");
  }

  @Test
  void pricesAreNotTakenForClasses() throws IOException {
    String prices =
        IntStream.range(0, 300)
            .mapToObj(i -> i + "," + 1_000 * i)
            .collect(Collectors.joining("\n"));
    refused(
        file("x,price", prices),
        path -> Csv.load(path, "price"),
        "299001 classes of which 300 occur",
        "for a regression take Csv.format().targets(file, \"price\")");
    assertThat(CSV.targets(file("x,price", prices), "price").size()).isEqualTo(300);
    refused(
        file("x,price", "1,\"9,5\"", "2,\"8,25\""),
        path -> Csv.load(path, "price"),
        "got \"9,5\"",
        "targets(file, \"price\")");
    String names =
        IntStream.range(0, 300).mapToObj(i -> i + ",n" + i).collect(Collectors.joining("\n"));
    refused(
        file("x,name", names), path -> Csv.load(path, "name"), "300 different labels in 300 rows");
    String dense =
        IntStream.range(0, 300).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n"));
    assertThat(Csv.load(file("x,kind", dense), "kind").classes()).isEqualTo(300);
  }

  /** Once as long as the file, or as many as there are columns. */
  @Test
  void messagesAreShort() throws IOException {
    String columns =
        IntStream.range(0, 785).mapToObj(i -> "1x" + i).collect(Collectors.joining(","));
    String cell = "9".repeat(100_000);
    refused(file(columns), path -> Csv.load(path, "label"), "785 columns: \"1x0\"", ", ...");
    refused(file("x,kind", cell + "x,a"), path -> Csv.load(path, "kind"), "row 1", "999...");
    refused(file("x,kind", "1," + cell), path -> Csv.load(path, "kind"), "row 1", "999...");
    refused(file(cell + ",kind", ",a"), path -> Csv.load(path, "kind"), "row 1", "999...");
    refused(file(cell), path -> Csv.load(path, "kind"), "1 column", "999...");
    refused(file("x,kind", "\"" + cell), path -> Csv.load(path, "kind"), "cannot be read as CSV");
  }

  @Test
  void impossibleFormatsAreRefused() {
    for (char separator : new char[] {'"', '\n', '\r', '\0'}) {
      assertThatIllegalArgumentException().isThrownBy(() -> CSV.separator(separator));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CSV.fillMissing(Float.NaN))
        .withMessage("fillMissing needs a finite number, got NaN");
  }
}
