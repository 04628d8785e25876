package org.cornu.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** Opens a table, and finds out what is amiss with it as a whole. */
final class CsvFile {
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  /** What a decoder puts in the place of bytes that are no character. */
  private static final char NO_CHARACTER = '\uFFFD';

  private static final int LONGEST_LINE = 1 << 16;

  private CsvFile() {}

  static Dataset read(Path file, Csv how, Function<CsvTable, Dataset> reading) {
    try (BufferedReader reader = Files.newBufferedReader(file, how.charset())) {
      skipByteOrderMark(reader);
      try (CSVParser parser = CSVParser.parse(reader, format(how.separator()))) {
        return reading.apply(CsvTable.of(file, how, parser.iterator()));
      }
    } catch (NoSuchFileException e) {
      throw new DataException(file + ": no such file", e);
    } catch (IOException e) {
      throw unreadable(file, how, e);
    } catch (UncheckedIOException e) {
      throw unreadable(file, how, e.getCause());
    }
  }

  private static CSVFormat format(char separator) {
    return CSVFormat.DEFAULT
        .builder()
        .setDelimiter(separator)
        .setIgnoreSurroundingSpaces(true)
        .get();
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }

  private static DataException unreadable(Path file, Csv how, IOException cause) {
    if (cause instanceof CharacterCodingException) {
      return new DataException(
          "%s, line %d: needed text in %s, got bytes that are none; give its own encoding, for example Csv.format().charset(Charset.forName(\"%s\"))"
              .formatted(file, firstWrongLine(file, how), how.charset(), likelyCharset(file)),
          cause);
    }
    return new DataException(
        "%s: cannot be read as CSV: %s%s"
            .formatted(
                file, cause.getMessage(), CsvSeparator.hint(firstLine(file, how), how.separator())),
        cause);
  }

  /** The first line, or its beginning. */
  static String firstLine(Path file, Csv how) {
    StringBuilder line = new StringBuilder();
    try (InputStream bytes = Files.newInputStream(file);
        Reader text = new BufferedReader(new InputStreamReader(bytes, how.charset()))) {
      for (int c = text.read(); c != -1 && c != '\n' && line.length() < LONGEST_LINE; ) {
        line.append((char) c);
        c = text.read();
      }
    } catch (IOException e) {
      return ""; // the table was read until here: only a hint is lost
    }
    return line.toString();
  }

  /** Reads again, to the first line with something that is no character. */
  private static long firstWrongLine(Path file, Csv how) {
    try (InputStream bytes = Files.newInputStream(file);
        Reader text = new BufferedReader(new InputStreamReader(bytes, how.charset()))) {
      long line = 1;
      for (int c = text.read(); c != NO_CHARACTER && c != -1; c = text.read()) {
        line += c == '\n' ? 1 : 0;
      }
      return line;
    } catch (IOException e) {
      return 1;
    }
  }

  /** What Windows writes into a file: UTF-16 begins with a mark, the rest is of one byte each. */
  private static String likelyCharset(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      int mark = bytes.read() << 8 | bytes.read();
      return mark == 0xFFFE || mark == BYTE_ORDER_MARK ? "UTF-16" : "windows-1252";
    } catch (IOException e) {
      return "windows-1252";
    }
  }
}
