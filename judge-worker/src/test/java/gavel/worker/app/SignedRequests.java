package gavel.worker.app;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Lets only requests through that are signed with AWS Signature Version 4, and refuses others as S3
 * does. Computes the signature from what came over the wire.
 */
final class SignedRequests extends Filter {
  /** The key that it knows. */
  static final String KEY = "GAVELTESTKEY";

  private static final String REGION = "eu-west-1";
  private static final Duration MOST_SKEWED = Duration.ofMinutes(15);
  private static final Pattern AUTHORIZATION =
      Pattern.compile(
          "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/s3/aws4_request,"
              + " ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})");

  private volatile String secret;

  SignedRequests(String secret) {
    this.secret = secret;
  }

  /** From now on, the key has this secret. */
  void expect(String other) {
    secret = other;
  }

  @Override
  public String description() {
    return "AWS Signature Version 4";
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    String refusal = refusal(exchange);
    if (refusal.isEmpty()) {
      chain.doFilter(exchange);
      return;
    }
    byte[] body =
        ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>"
                + refusal
                + "</Code><Message>No.</Message></Error>")
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(403, body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private String refusal(HttpExchange exchange) {
    Headers headers = exchange.getRequestHeaders();
    Matcher given = AUTHORIZATION.matcher(String.valueOf(headers.getFirst("Authorization")));
    if (!given.matches()) {
      return "AccessDenied";
    }
    List<String> signed = List.of(given.group(4).split(";", -1));
    boolean all =
        signed.contains("host")
            && headers.keySet().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .filter(name -> name.startsWith("x-amz-"))
                .allMatch(signed::contains);
    if (!given.group(1).equals(KEY)) {
      return "InvalidAccessKeyId";
    }
    if (!all || !given.group(3).equals(REGION)) {
      return "AuthorizationHeaderMalformed";
    }
    String time = String.valueOf(headers.getFirst("x-amz-date"));
    if (!time.startsWith(given.group(2)) || skew(time).compareTo(MOST_SKEWED) > 0) {
      return "RequestTimeTooSkewed";
    }
    return signature(exchange, time, given).equals(given.group(5)) ? "" : "SignatureDoesNotMatch";
  }

  private static Duration skew(String time) {
    Instant said =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .parse(time, Instant::from);
    return Duration.between(said, Instant.now()).abs();
  }

  private String signature(HttpExchange exchange, String time, Matcher given) {
    StringBuilder canonical = new StringBuilder();
    canonical.append(exchange.getRequestMethod()).append('\n');
    canonical.append(exchange.getRequestURI().getRawPath()).append("\n\n");
    for (String name : given.group(4).split(";", -1)) {
      String value = String.valueOf(exchange.getRequestHeaders().getFirst(name));
      canonical.append(name).append(':').append(value).append('\n');
    }
    canonical.append('\n').append(given.group(4)).append('\n');
    canonical.append(exchange.getRequestHeaders().getFirst("x-amz-content-sha256"));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(canonical.toString().getBytes(StandardCharsets.UTF_8));
      String scope = given.group(2) + "/" + given.group(3) + "/s3/aws4_request";
      String toSign =
          "AWS4-HMAC-SHA256\n" + time + "\n" + scope + "\n" + HexFormat.of().formatHex(hash);
      byte[] key = ("AWS4" + secret).getBytes(StandardCharsets.UTF_8);
      for (String part : scope.split("/", -1)) {
        key = hmac(key, part);
      }
      return HexFormat.of().formatHex(hmac(key, toSign));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
  }
}
