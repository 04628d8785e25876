package org.cornu.cli;

import java.net.URI;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.cornu.testing.Chromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.PointerInput.Kind;
import org.openqa.selenium.interactions.PointerInput.MouseButton;
import org.openqa.selenium.interactions.PointerInput.Origin;
import org.openqa.selenium.interactions.Sequence;

/**
 * The page in a browser, and what a person does and sees there.
 *
 * @param chromium that shows it
 */
record DrawnPage(Chromium chromium) {

  /** A 7 from the middle of a surface of 280 x 280 pixels. */
  private static final int[][] SEVEN = {
    {-70, -70}, {-30, -72}, {10, -74}, {65, -76}, {50, -40}, {30, 0}, {10, 40}, {-8, 85}
  };

  /** Opens it, and waits until the models are there. */
  static DrawnPage open(Chromium chromium, URI server, int models) {
    chromium.driver().get(server + "/");
    DrawnPage page = new DrawnPage(chromium);
    chromium.await(driver -> page.all("#models article").size() == models);
    return page;
  }

  WebElement one(String selector) {
    return chromium.driver().findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return chromium.driver().findElements(By.cssSelector(selector));
  }

  Object script(String source) {
    return chromium.driver().executeScript(source);
  }

  void drawSeven(Kind kind) {
    PointerInput pointer = new PointerInput(kind, "pointer");
    Sequence seven = new Sequence(pointer, 0);
    Origin pad = Origin.fromElement(one("#pad"));
    for (int i = 0; i < SEVEN.length; i++) {
      seven.addAction(
          pointer.createPointerMove(Duration.ofMillis(20), pad, SEVEN[i][0], SEVEN[i][1]));
      if (i == 0) {
        seven.addAction(pointer.createPointerDown(MouseButton.LEFT.asArg()));
      }
    }
    seven.addAction(pointer.createPointerUp(MouseButton.LEFT.asArg()));
    chromium.driver().perform(List.of(seven));
  }

  /** By arrow keys; the pen begins in the middle of the upper part. */
  void typeSeven() {
    Actions keys = new Actions(chromium.driver());
    times(5, keys, Keys.ARROW_LEFT);
    keys.sendKeys(" ");
    times(10, keys, Keys.ARROW_RIGHT);
    for (int i = 0; i < 5; i++) {
      times(2, keys, Keys.ARROW_DOWN);
      times(1, keys, Keys.ARROW_LEFT);
    }
    keys.perform();
  }

  private static void times(int n, Actions keys, Keys key) {
    Stream.generate(() -> key).limit(n).forEach(keys::sendKeys);
  }

  /** Waits for a sentence in the place that is read out to those who do not see. */
  void awaitVerdict(String words) {
    chromium.await(driver -> one("#verdict").getText().equals(words));
  }

  /** What each model says, in order: its digit, and how sure it is. */
  List<String> said() {
    return all("#models .said").stream().map(each -> each.getText().replace('\n', ' ')).toList();
  }

  /** The drawing as PNG. */
  byte[] png() {
    String url = (String) script("return document.getElementById('pad').toDataURL('image/png')");
    return Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
  }

  /** Whether something is wider than the screen. */
  boolean isTooWide() {
    return (boolean) script("return document.documentElement.scrollWidth > innerWidth");
  }
}
