package org.cornu.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class ImagesTest {
  @TempDir Path folder;

  private static Path picture(String name) throws URISyntaxException {
    return Path.of(ImagesTest.class.getResource("images/" + name).toURI());
  }

  /** The pixels that Pillow makes of the same files; images/generate.py wrote them. */
  @ParameterizedTest(name = "{0} as ({1}, {2}, {3})")
  @CsvFileSource(resources = "images/expected.csv", numLinesToSkip = 1, maxCharsPerColumn = 20_000)
  void pixelsAreThoseOfPillow(String name, int height, int width, int channels, String hex)
      throws URISyntaxException {
    byte[] pixels = Images.read(picture(name), height, width, channels);

    assertThat(pixels).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @Test
  void readsJpeg() throws IOException {
    BufferedImage image = new BufferedImage(16, 16, BufferedImage.TYPE_INT_RGB);
    image.setRGB(0, 0, 16, 16, filled(256, 0xC86432), 0, 16);
    Path file = folder.resolve("flat.jpg");
    ImageIO.write(image, "jpg", file.toFile());

    byte[] pixels = Images.read(file, 2, 2, 3);
    assertThat(pixels).hasSize(12);
    assertThat(pixels[0] & 0xFF).isBetween(197, 203);
    assertThat(pixels[1] & 0xFF).isBetween(97, 103);
    assertThat(pixels[2] & 0xFF).isBetween(47, 53);
  }

  @Test
  void aShortJpegIsRefused() throws IOException {
    Path file = folder.resolve("whole.jpg");
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "jpg", file.toFile());
    byte[] whole = Files.readAllBytes(file);

    refused("cut.jpg", Arrays.copyOf(whole, whole.length - 20), "the image is cut short");
  }

  @Test
  void transparencyShowsWhite() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_INT_ARGB);
    image.setRGB(0, 0, 3, 1, new int[] {0x00000000, 0x80000000, 0xFF102030}, 0, 3);

    assertThat(Images.pixels(image, 1, 3, 3))
        .isEqualTo(IdxTest.bytes(255, 255, 255, 127, 127, 127, 0x10, 0x20, 0x30));
    assertThat(Images.pixels(image, 1, 3, 1)).isEqualTo(IdxTest.bytes(255, 127, 29));
  }

  @Test
  void greyOfSixteenBitsIsScaled() {
    BufferedImage image = new BufferedImage(3, 1, BufferedImage.TYPE_USHORT_GRAY);
    image.getRaster().setPixels(0, 0, 3, 1, new int[] {0, 32_896, 65_535});

    assertThat(Images.pixels(image, 1, 3, 1)).isEqualTo(IdxTest.bytes(0, 128, 255));
  }

  @Test
  void brokenFilesAreNamed() throws IOException, URISyntaxException {
    byte[] png = Files.readAllBytes(picture("colour.png"));
    refused("text.png", "no image".getBytes(), "needed a PNG, JPEG, GIF or BMP image");
    refused("empty.png", new byte[0], "needed a PNG, JPEG, GIF or BMP image");
    refused("zeros.png", new byte[64], "needed a PNG, JPEG, GIF or BMP image");
    refused("header.png", Arrays.copyOf(png, 20), "cannot be read as an image");
    refused("cut.png", Arrays.copyOf(png, png.length / 2), "cannot be read as an image");
    Path none = folder.resolve("none.png");
    assertThatThrownBy(() -> Images.read(none, 2, 2, 1))
        .hasMessageContainingAll(none.toString(), "no such file");
  }

  /** The levels that Pillow makes of a grey picture of 16 bits. */
  @ParameterizedTest(name = "{0} as ({1}, {2}, 1)")
  @CsvFileSource(resources = "images/expected-deep.csv", numLinesToSkip = 1)
  void floatsKeepSixteenBits(String name, int height, int width, String hex)
      throws URISyntaxException {
    float[] values = Images.floats(picture(name), height, width, 1);

    CharBuffer levels = ByteBuffer.wrap(HexFormat.of().parseHex(hex)).asCharBuffer();
    assertThat(values).hasSize(levels.length());
    for (float value : values) {
      // Pillow sums doubles: where half a level is near, it may round to the other side
      assertThat(value * 65_535).isCloseTo(levels.get(), within(1.01f));
    }
  }

  @Test
  void coloursKeepSixteenBitsToo() throws URISyntaxException {
    float[] colours = Images.floats(picture("deep-colour.png"), 2, 3, 3);
    float[] luma = Images.floats(picture("deep-colour.png"), 2, 3, 1);

    for (int i = 0; i < 18; i++) {
      int level = (9973 * (i / 3 % 3 + 7 * (i / 9)) + 21_001 * (i % 3)) % 65_536;
      assertThat(colours[i]).isEqualTo(level * (1f / 65_535));
    }
    assertThat(luma[4])
        .isCloseTo(.299f * colours[12] + .587f * colours[13] + .114f * colours[14], within(1e-5f));
  }

  @Test
  void floatsOfEightBitsAreTheBytesScaled() throws URISyntaxException {
    for (String name : new String[] {"colour.png", "cmyk.jpg", "palette.gif"}) {
      byte[] bytes = Images.read(picture(name), 5, 4, 3);
      float[] floats = Images.floats(picture(name), 5, 4, 3);
      for (int i = 0; i < bytes.length; i++) {
        assertThat(floats[i]).isEqualTo((bytes[i] & 0xFF) * Dataset.PIXEL_SCALE);
      }
    }
  }

  @Test
  void aTallImageTakesNoMemoryForItsRows() {
    BufferedImage tall = new BufferedImage(1, 100_000, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 50_000; y++) {
      tall.getRaster().setSample(0, y, 0, 255);
    }
    long before = IdxTest.allocated();
    byte[] pixels = Images.pixels(tall, 10, 1_000, 1);

    assertThat(IdxTest.allocated() - before).isLessThan(10_000_000);
    assertThat(pixels[3_999] & 0xFF).isEqualTo(255);
    assertThat(pixels[4_000] & 0xFF).isBetween(223, 224); // 7/8 of its window is above the middle
    assertThat(pixels[6_000]).isZero();
  }

  /** A BMP of 254 bytes once took 2 GB, or ended in an exception of the JDK. */
  @Test
  void aHostileBitmapIsRefusedByName() throws IOException, URISyntaxException {
    byte[] bmp = Files.readAllBytes(picture("colour.bmp"));
    for (int offset : new int[] {-1, Integer.MAX_VALUE, 100_000}) {
      byte[] promising = bmp.clone();
      ByteBuffer.wrap(promising).order(ByteOrder.LITTLE_ENDIAN).putInt(10, offset);
      refused(
          "palette.bmp", promising, "needed pixels from byte " + Integer.toUnsignedString(offset));
    }
  }

  @Test
  void hugeImagesAskForNoMemory() throws IOException, URISyntaxException {
    String most = "needed at most 100000000 pixels, 1000000 a side, got ";
    refused("huge.png", promising(100_000, 100_000), most + "100000 x 100000");
    refused("tall.png", promising(1, 100_000_000), most + "1 x 100000000");
    refused("empty.png", promising(10_000, 10_000), "needed the 10000 x 10000 pixels");
  }

  /** A small PNG whose header says that it is large. */
  private static byte[] promising(int width, int height) throws IOException, URISyntaxException {
    byte[] png = Files.readAllBytes(picture("colour.png"));
    ByteBuffer.wrap(png).putInt(16, width).putInt(20, height);
    CRC32 crc = new CRC32();
    crc.update(png, 12, 17);
    ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    return png;
  }

  @Test
  void impossibleSizesAreRefused() throws URISyntaxException {
    Path file = picture("grey.png");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.read(file, 2, 2, 2))
        .withMessage("channels: needed 1 (grey) or 3 (red, green, blue), got 2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Images.read(file, 0, 2, 1))
        .withMessageContaining("shape (0, 2, 1)");
  }

  private void refused(String name, byte[] content, String message) throws IOException {
    Path file = Files.write(folder.resolve(name), content);
    assertThatThrownBy(() -> Images.read(file, 2, 2, 1))
        .isInstanceOf(DataException.class)
        .hasMessageStartingWith(file + ": " + message);
  }

  private static int[] filled(int size, int value) {
    int[] values = new int[size];
    Arrays.fill(values, value);
    return values;
  }
}
