package gavel.testcases.store;

import gavel.testcases.store.StoreCredentials.AccessKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs GET requests that have no query with AWS Signature Version 4, as S3 and the stores that
 * speak like it want them: "Authenticating Requests: Using the Authorization Header (AWS Signature
 * Version 4)" in the API Reference of Amazon S3. AWS's own library for this comes with nine others
 * (docs/adr/025).
 */
record AwsSignature(AccessKey key) {
  /** Of the body, which is empty. */
  private static final String EMPTY =
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final String MAC = "HmacSHA256";
  private static final String SERVICE = "s3";
  private static final String END = "aws4_request";
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final int DATE = 8;

  /**
   * The headers that the request needs beside those given, {@code Host} excepted, which the client
   * sends by itself.
   *
   * @param given further headers of the request, which are signed too; names in lower case
   * @param now what time it is; stores refuse what is more than 15 minutes off
   */
  Map<String, String> headers(URI address, Map<String, String> given, Instant now) {
    String time = TIME.format(now);
    SortedMap<String, String> added = new TreeMap<>();
    added.put("x-amz-content-sha256", EMPTY);
    added.put("x-amz-date", time);
    key.token().ifPresent(token -> added.put("x-amz-security-token", token));
    SortedMap<String, String> signed = new TreeMap<>(given);
    signed.putAll(added);
    signed.put("host", host(address));
    String names = String.join(";", signed.keySet());
    String scope = String.join("/", time.substring(0, DATE), key.region(), SERVICE, END);
    String text =
        String.join("\n", ALGORITHM, time, scope, hex(sha256(canonical(address, signed, names))));
    added.put(
        "Authorization",
        ALGORITHM
            + (" Credential=" + key.id() + "/" + scope)
            + (", SignedHeaders=" + names)
            + (", Signature=" + hex(hmac(signingKey(time.substring(0, DATE)), text))));
    return added;
  }

  private static String canonical(URI address, SortedMap<String, String> signed, String names) {
    String headers =
        signed.entrySet().stream()
            .map(header -> header.getKey() + ":" + header.getValue().strip() + "\n")
            .collect(Collectors.joining());
    String query = "";
    return String.join("\n", "GET", encoded(address.getPath()), query, headers, names, EMPTY);
  }

  /** As Java's client sends it: with a port that is not the usual one. */
  private static String host(URI address) {
    int usual = "https".equals(address.getScheme()) ? 443 : 80;
    int port = address.getPort();
    return address.getHost() + (port < 0 || port == usual ? "" : ":" + port);
  }

  private static String encoded(String path) {
    StringBuilder encoded = new StringBuilder();
    for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
      if (UNRESERVED.indexOf(each) >= 0) {
        encoded.append((char) each);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(each));
      }
    }
    return encoded.toString();
  }

  private byte[] signingKey(String date) {
    byte[] made = ("AWS4" + key.secret()).getBytes(StandardCharsets.UTF_8);
    for (String part : new String[] {date, key.region(), SERVICE, END}) {
      made = hmac(made, part);
    }
    return made;
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(key, MAC));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has " + MAC, missing);
    }
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException("Every JDK has SHA-256", missing);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
