package gavel.worker.app;

import gavel.worker.topic.ClientSecrets;
import java.util.List;

/**
 * A key that was set, as it may be shown to anybody: a secret is masked, and what a value refers to
 * is not put in.
 *
 * @param origin file and line, variable, or command line
 */
record Setting(String key, String value, String origin) {
  static Setting of(String key, List<String> texts, String origin) {
    String text = String.join(" ", texts);
    boolean secret = ClientSecrets.isSecret(key) && !text.isEmpty();
    return new Setting(key, secret ? ClientSecrets.MASK : text, origin);
  }
}
