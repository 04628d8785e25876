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
          "%s, line %d: needed text in %s, got bytes that are none; %s"
              .formatted(file, firstWrongLine(file, how), how.charset(), remedy(start(file))),
          cause);
    }
    return new DataException(
        "%s: cannot be read as CSV: %s%s"
            .formatted(
                file, cause.getMessage(), CsvSeparator.hint(firstLine(file, how), how.separator())),
        cause);
  }

  /** After a file's first two bytes: packed files and UTF-16 have a mark there. */
  private static String remedy(int start) {
    return switch (start) {
      case 0x1F8B -> "it is packed by gzip: gunzip it";
      case 0x504B -> "it is a zip, as a spreadsheet's own file is: save it as CSV";
      case 0xFFFE, BYTE_ORDER_MARK -> encoding("UTF-16");
      default -> encoding("windows-1252");
    };
  }

  private static String encoding(String name) {
    return "give its own encoding, for example Csv.format().charset(Charset.forName(\"%s\"))"
        .formatted(name);
  }

  private static int start(Path file) {
    try (InputStream bytes = Files.newInputStream(file)) {
      return bytes.read() << 8 | bytes.read();
    } catch (IOException e) {
      return 0; // the table was read until here: only a hint is lost
    }
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
}
